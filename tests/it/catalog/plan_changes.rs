//! Changing plans: what is quoted is what is charged.

use chrono::TimeDelta;
use portico::catalog;
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::{SERVICE, charges, code, day, done, member, mutate, served, service, staff};
use crate::support::app::TestApp;
use crate::support::caller::Caller;

const QUOTE: &str = "quote { id timing effectiveOn contractEnd fromPlan { code } toPlan { code } \
    lines { description serviceStart serviceEnd net { minor } } net { minor } tax { minor } total { minor } \
    expiresAt acceptedAt appliedAt }";
const CHANGED: &str = "changed { quote { acceptedAt appliedAt } subscription { status version plan { code } \
    billedThrough contractEnd price { minor } pendingChange { effectiveOn plan { code } } } }";

async fn preview(
    caller: &Caller,
    service: &catalog::Subscription,
    plan: &catalog::Plan,
    timing: &str,
) -> Value {
    let input =
        json!({ "subscriptionId": service.id.to_string(), "planId": plan.id.to_string(), "timing": timing });
    mutate(caller, "previewPlanChange", QUOTE, input).await
}

async fn take(caller: &Caller, quote: &Value) -> Value {
    mutate(caller, "changePlan", CHANGED, json!({ "quoteId": quote["quote"]["id"] })).await
}

both!(what_is_quoted_is_charged, async |t: TestApp| {
    let (customer, row, owner) = served(&t).await;
    let plan = t.plan().with(|plan| plan.price_minor = 59_90).insert().await;
    let quote = preview(&owner, &row, &plan, "NOW").await;
    let told = &done(&quote)["quote"];
    // 9 of November's 30 days: 39.90 − 27.93 is given back, 59.90 − 41.93 is charged, with 19 % on the difference.
    let lines: Vec<(&str, &str, &str)> = told["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| {
            assert!(line["description"].as_str().is_some_and(|text| !text.starts_with("line.")), "{line}");
            let text = |name: &str| line[name].as_str().expect("text");
            (text("serviceStart"), text("serviceEnd"), line["net"]["minor"].as_str().expect("an amount"))
        })
        .collect();
    let days = ("2026-11-22", "2026-12-01");
    assert_eq!(lines, [(days.0, days.1, "-1197"), (days.0, days.1, "1797")]);
    assert_eq!(told["net"]["minor"], "600");
    assert_eq!(told["tax"]["minor"], "114");
    assert_eq!(told["total"]["minor"], "714");
    assert_eq!(told["effectiveOn"], "2026-11-22");
    assert_eq!(told["contractEnd"], "2027-11-22");
    assert_eq!(told["expiresAt"], "2026-11-22T10:30:00Z");
    assert_eq!(charges(&t, customer.id).await, [], "nothing has changed yet");
    assert_eq!(service(&t, row.id).await, row);

    let changed = take(&owner, &quote).await;
    let now = &done(&changed)["changed"]["subscription"];
    assert_eq!(now["plan"]["code"], plan.code);
    assert_eq!(now["price"]["minor"], "5990");
    assert_eq!(now["billedThrough"], "2026-12-01");
    assert!(!changed["changed"]["quote"]["appliedAt"].is_null());
    let span = Some((day(days.0), day(days.1)));
    let expected =
        [("line.plan_unused".to_owned(), span, -11_97), ("line.plan_part".to_owned(), span, 17_97)];
    assert_eq!(charges(&t, customer.id).await, expected);
    assert_eq!(code(&take(&owner, &quote).await), "QUOTE_USED");
    assert_eq!(charges(&t, customer.id).await.len(), 2);
    // And back: to the cent.
    let back = t.plan().with(|plan| plan.price_minor = 39_90).insert().await;
    let owner_s = staff(&t, LinkRole::Support).await;
    let quote = preview(&owner_s, &row, &back, "NOW").await;
    assert_eq!(done(&quote)["quote"]["net"]["minor"], "-600");
    assert_eq!(quote["quote"]["tax"]["minor"], "-114");
    done(&take(&owner_s, &quote).await);
    let sum: i64 = charges(&t, customer.id).await.iter().map(|(_, _, amount)| amount).sum();
    assert_eq!(sum, 0);
});

both!(days_that_are_not_billed_yet_are_charged_at_the_old_price, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let (old, new) = (t.plan().insert().await, t.plan().with(|plan| plan.price_minor = 59_90).insert().await);
    let row = t.subscription(&customer, &old);
    let row = row.with(|row| row.billed_through = Some(day("2026-11-10"))).insert().await;
    let owner = member(&t, &customer, LinkRole::Owner).await;
    let quote = preview(&owner, &row, &new, "NOW").await;
    done(&take(&owner, &quote).await);
    // 27.93 for the first 21 days less 11.97 for the first 9.
    let days = Some((day("2026-11-10"), day("2026-11-22")));
    assert_eq!(charges(&t, customer.id).await, [("line.plan_part".to_owned(), days, 15_96)]);
    assert_eq!(service(&t, row.id).await.billed_through, Some(day("2026-11-22")));
});

both!(a_quote_holds_for_what_it_was_made_for, |_| {}, async |t: TestApp| {
    let (customer, row, owner) = served(&t).await;
    let (one, two) = (t.plan().insert().await, t.plan().insert().await);
    let (first, second) =
        (preview(&owner, &row, &one, "NOW").await, preview(&owner, &row, &two, "NOW").await);
    done(&take(&owner, &first).await);
    assert_eq!(code(&take(&owner, &second).await), "CONFLICT");
    // A bill that was written meanwhile changes what is left of the period.
    let third = preview(&owner, &row, &two, "NOW").await;
    let tx = t.scope().begin().await.expect("begun");
    let now =
        catalog::billable_subscriptions(&tx, row.customer_id).await.expect("read").remove(0).subscription;
    assert!(catalog::advance_billed_through(&tx, &now, day("2027-01-01")).await.expect("moved"));
    tx.commit().await.expect("committed");
    assert_eq!(code(&take(&owner, &third).await), "CONFLICT");
    let fourth = preview(&owner, &row, &two, "NOW").await;
    t.advance(TimeDelta::minutes(31));
    // The session has ended meanwhile.
    let owner = member(&t, &customer, LinkRole::Owner).await;
    assert_eq!(code(&take(&owner, &fourth).await), "QUOTE_EXPIRED");
    let stranger = t.customer().insert().await;
    let stranger = member(&t, &stranger, LinkRole::Owner).await;
    assert_eq!(code(&take(&stranger, &fourth).await), "NOT_FOUND");
});

both!(a_change_with_the_next_period_waits_for_it, |_| {}, async |t: TestApp| {
    let (customer, row, owner) = served(&t).await;
    let plan = t.plan().with(|plan| plan.price_minor = 59_90).insert().await;
    let quote = preview(&owner, &row, &plan, "PERIOD_END").await;
    let told = &done(&quote)["quote"];
    assert_eq!((&told["effectiveOn"], &told["lines"]), (&json!("2026-12-01"), &json!([])));
    assert_eq!(told["total"]["minor"], "0");
    let changed = take(&owner, &quote).await;
    let now = &done(&changed)["changed"]["subscription"];
    assert_ne!(now["plan"]["code"], plan.code);
    let pending = json!({ "effectiveOn": "2026-12-01", "plan": { "code": plan.code } });
    assert_eq!(now["pendingChange"], pending);
    assert!(changed["changed"]["quote"]["appliedAt"].is_null());
    assert_eq!(code(&preview(&owner, &row, &plan, "NOW").await), "CHANGE_PENDING");
    // Called off and taken again.
    let id = json!({ "subscriptionId": row.id.to_string() });
    let kept = mutate(&owner, "cancelPlanChange", SERVICE, id.clone()).await;
    assert!(done(&kept)["subscription"]["pendingChange"].is_null());
    assert_eq!(code(&mutate(&owner, "cancelPlanChange", SERVICE, id.clone()).await), "NOTHING_PENDING");
    assert_eq!(code(&take(&owner, &quote).await), "QUOTE_USED");
    done(&take(&owner, &preview(&owner, &row, &plan, "PERIOD_END").await).await);
    // Billing knows the plan of each day before it comes.
    let billable = catalog::billable_subscriptions(&t.scope(), customer.id).await.expect("read").remove(0);
    assert_eq!(billable.terms_on(day("2026-11-30")).1, 39_90);
    assert_eq!(billable.terms_on(day("2026-12-01")).1, 59_90);
    let tx = t.scope().begin().await.expect("begun");
    let moved = catalog::advance_billed_through(&tx, &billable.subscription, day("2027-01-01")).await;
    assert!(moved.expect("moved"));
    tx.commit().await.expect("committed");
    assert_eq!(code(&mutate(&owner, "cancelPlanChange", SERVICE, id).await), "ALREADY_BILLED");
    t.advance(TimeDelta::days(9));
    assert_eq!(catalog::apply_due(&t.scope()).await.expect("looked"), 1);
    assert_eq!(catalog::apply_due(&t.scope()).await.expect("looked"), 0);
    let now = service(&t, row.id).await;
    assert_eq!((now.plan_id, now.billed_through), (plan.id, Some(day("2027-01-01"))));
    assert_eq!(charges(&t, customer.id).await, [], "the period was billed at its own price");
});

both!(a_change_that_comes_late_charges_what_was_not_billed_before_it, |_| {}, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let (old, new) = (t.plan().insert().await, t.plan().insert().await);
    let row = t.subscription(&customer, &old).insert().await;
    let owner = member(&t, &customer, LinkRole::Owner).await;
    done(&take(&owner, &preview(&owner, &row, &new, "PERIOD_END").await).await);
    t.advance(TimeDelta::days(12));
    assert_eq!(catalog::apply_due(&t.scope()).await.expect("looked"), 1);
    let days = Some((day("2026-11-22"), day("2026-12-01")));
    assert_eq!(charges(&t, customer.id).await, [("line.plan_part".to_owned(), days, 11_97)]);
    let now = service(&t, row.id).await;
    assert_eq!((now.plan_id, now.billed_through), (new.id, Some(day("2026-12-01"))));
});

both!(changes_that_are_not_quoted, async |t: TestApp| {
    let (customer, row, owner) = served(&t).await;
    let cheap = t.plan().with(|plan| plan.price_minor = 19_90).insert().await;
    let tv = t.plan().with(|plan| plan.kind = catalog::entity::plan::PlanKind::Tv).insert().await;
    let hidden = t.plan().with(|plan| plan.public = false).insert().await;
    let bound = t.subscription(&customer, &cheap);
    let bound = bound.with(|row| {
        row.contract_end = Some(day("2027-06-01"));
        row.price_override_minor = Some(29_90);
    });
    let bound = bound.insert().await;
    let other = t.plan().with(|plan| plan.price_minor = 19_90).insert().await;
    assert_eq!(code(&preview(&owner, &bound, &other, "NOW").await), "CONTRACT_BINDS");
    let support = staff(&t, LinkRole::Support).await;
    done(&preview(&support, &bound, &other, "NOW").await);
    // The minimum term of the first service is over.
    done(&preview(&owner, &row, &cheap, "NOW").await);
    assert_eq!(code(&preview(&owner, &row, &tv, "NOW").await), "OTHER_KIND");
    assert_eq!(code(&preview(&owner, &row, &hidden, "NOW").await), "PLAN_NOT_FOUND");
    assert_eq!(code(&preview(&owner, &bound, &cheap, "NOW").await), "SAME_PLAN");
    let pause = json!({ "subscriptionId": row.id.to_string(), "until": "2026-12-10" });
    done(&mutate(&owner, "pauseService", SERVICE, pause).await);
    assert_eq!(code(&preview(&owner, &row, &cheap, "NOW").await), "NOT_ACTIVE");
    let end = json!({ "subscriptionId": bound.id.to_string(), "timing": "TERM_END", "reason": "moving" });
    done(&mutate(&owner, "cancelSubscription", SERVICE, end).await);
    assert_eq!(code(&preview(&owner, &bound, &cheap, "NOW").await), "ENDING");
});
