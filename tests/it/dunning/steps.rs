//! The steps: each on its day, once, and told of.

use futures_util::future::join_all;
use portico::billing::entity::dunning_step;
use portico::catalog::entity::suspension_lock;
use portico::db::Reads as _;
use portico::events::entity::outbox_event::EventType;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::*;
use crate::support::recount::assert_the_books_add_up;
use crate::support::wait::until;

both!(each_step_is_taken_on_its_day_and_once, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    // Seven days of grace: the first day after it is today.
    let bill = t.invoice(&ada).line("Fibre", 100_00).issued(ago(22)).due(ago(8)).insert().await.row;
    let expected =
        [(-1, vec![]), (0, vec![1]), (6, vec![1]), (7, vec![1, 2]), (13, vec![1, 2]), (14, vec![1, 2, 3])];
    for (day, stages) in expected {
        look(&t, day).await;
        look(&t, day).await;
        assert_eq!(taken(&t, bill.id).await, stages, "day {day}");
        assert_eq!(in_service(&t, service).await, day < 14, "day {day}");
    }
    look(&t, 90).await;
    for event in [
        EventType::PaymentReminder,
        EventType::FinalNotice,
        EventType::DunningSuspended,
        EventType::SubscriptionSuspended,
    ] {
        assert_eq!(told(&t, event).await, 1, "{event:?}");
    }
    assert_the_books_add_up(&t.scope()).await;
});

both!(workers_at_once_take_a_step_once, async |t: TestApp| {
    let t = isp(&t).await;
    let mut services = Vec::new();
    for _ in 0..5 {
        let (customer, service) = served(&t).await;
        late(&t, &customer).await;
        services.push(service);
    }
    for day in [-21, -14, 0] {
        join_all((0..4).map(|_| look(&t, day))).await;
    }
    let scope = t.scope();
    let steps = scope.select::<dunning_step::Entity>().count().await.expect("the database answers");
    let locks = scope.select::<suspension_lock::Entity>().count().await.expect("the database answers");
    assert_eq!((steps, locks), (15, 5));
    for event in [EventType::PaymentReminder, EventType::FinalNotice, EventType::DunningSuspended] {
        assert_eq!(told(&t, event).await, 5, "{event:?}");
    }
    for service in services {
        assert!(!in_service(&t, service).await);
    }
});

both!(services_are_withheld_above_the_minimum_only, async |t: TestApp| {
    let t = isp(&t).await;
    let mut services = Vec::new();
    for paid in [114_01, 114_00, 113_99] {
        let (customer, service) = served(&t).await;
        let bill = late(&t, &customer).await;
        t.payment(&customer, paid).allocate(bill.id, paid).insert().await;
        services.push(service);
    }
    warn(&t).await;
    look(&t, 0).await;
    let mut withheld = Vec::new();
    for service in services {
        withheld.push(!in_service(&t, service).await);
    }
    assert_eq!(withheld, [false, false, true], "4.99, 5.00 and 5.01 are owed");
});

both!(who_is_not_late_or_has_paid_is_left_alone, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    t.invoice(&ada).line("Fibre", 100_00).issued(ago(74)).due(ago(60)).paid().insert().await;
    t.invoice(&ada).line("Fibre", 100_00).issued(ago(74)).due(ago(60)).voided().insert().await;
    t.invoice(&ada).line("Fibre", 100_00).issued(ago(5)).due(ago(1)).insert().await;
    for day in [0, 1, 2] {
        look(&t, day).await;
    }
    assert_eq!(told(&t, EventType::PaymentReminder).await, 0);
    assert!(in_service(&t, service).await);
    // An ISP without steps asks nobody.
    let silent = t.tenant().await;
    let (bob, _) = served(&silent).await;
    let bill = late(&silent, &bob).await;
    look(&silent, 0).await;
    assert!(taken(&silent, bill.id).await.is_empty());
});

both!(what_the_staff_gives_back_is_not_taken_again_for_the_same, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service, _) = suspended(&t).await;
    let biller = staff(&t, LinkRole::Billing).await;
    let input = json!({ "subscriptionId": service.to_string(), "reason": "NON_PAYMENT" });
    done(mutate(&biller, "liftSubscriptionLock", input, "subscription { status }").await);
    look(&t, 0).await;
    look(&t, 5).await;
    assert!(in_service(&t, service).await);
    t.invoice(&ada).line("Fibre", 20_00).issued(ago(50)).due(ago(40)).insert().await;
    for day in [6, 13, 20] {
        look(&t, day).await;
    }
    assert!(!in_service(&t, service).await, "another bill has come to it");
});

both!(the_customer_sees_what_happens_when, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _) = served(&t).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let clear = asked(&owner, "dunning { stage timeline { kind } } restoreQuote { amount { minor } }").await;
    assert_eq!(clear, json!({ "dunning": { "stage": "CLEAR", "timeline": [] }, "restoreQuote": null }));
    let bill = t.invoice(&ada).line("Fibre", 100_00).issued(ago(22)).due(ago(8)).insert().await.row;
    look(&t, 0).await;
    let fields = "dunning { stage overdue { minor } held { minor } minimum { minor } shieldedUntil
        timeline { kind on done onHold amount { minor } invoice { id } } }";
    let entry = |kind: &str, days: u64, done: bool| {
        json!({
            "kind": kind, "on": (today() + Days::new(days)).to_string(), "done": done, "onHold": false,
            "amount": { "minor": "11900" }, "invoice": { "id": bill.id.to_string() },
        })
    };
    assert_eq!(
        asked(&owner, fields).await["dunning"],
        json!({
            "stage": "REMINDED", "overdue": { "minor": "11900" }, "held": { "minor": "0" },
            "minimum": { "minor": "500" }, "shieldedUntil": null,
            "timeline": [entry("REMINDER", 0, true), entry("FINAL_NOTICE", 7, false), entry("SUSPENSION", 14, false)],
        })
    );
    for (role, sees) in [(LinkRole::Payer, true), (LinkRole::Viewer, true), (LinkRole::Technical, false)] {
        let caller = member(&t, &ada, role).await;
        let reply = caller.gql("{ viewer { customer { dunning { stage } } } }", json!({})).await;
        if sees {
            assert_eq!(reply.ok()["viewer"]["customer"]["dunning"]["stage"], "REMINDED");
        } else {
            reply.assert_code("FORBIDDEN");
        }
    }
});

both!(each_step_comes_into_the_inbox_and_by_mail_whatever_is_preferred, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    let login = t.account().member_of(&ada, LinkRole::Owner).email("ada@example.org").insert().await;
    let owner = t.sign_in_as(&login).await;
    let off = json!([
        { "topic": "BILLING", "channel": "INBOX", "enabled": false },
        { "topic": "BILLING", "channel": "MAIL", "enabled": false },
    ]);
    owner.gql(crate::notifications::UPDATE, json!({ "changes": off })).await.ok();
    late(&t, &ada).await;
    warn(&t).await;
    look(&t, 0).await;
    let kinds = async || {
        let inbox = "{ viewer { notifications(first: 20) { nodes { kind title body } } } }";
        let reply = owner.gql(inbox, json!({})).await;
        let nodes = reply.ok()["viewer"]["notifications"]["nodes"].as_array().expect("a list").clone();
        let mut kinds: Vec<String> =
            nodes.iter().map(|node| node["kind"].as_str().expect("text").to_owned()).collect();
        kinds.retain(|kind| kind != "NEW_DEVICE");
        kinds.sort_unstable();
        kinds
    };
    until("the notices come", async || kinds().await.len() == 3).await;
    assert_eq!(kinds().await, ["FINAL_NOTICE", "PAYMENT_REMINDER", "SERVICES_SUSPENDED"]);
    let mails = t.queue().await.into_iter().filter(|mail| mail.recipient == "ada@example.org").count();
    assert!(mails >= 3, "{mails}");
    assert!(!in_service(&t, service).await);
});

both!(the_calendar_takes_the_steps_of_a_sandbox, async |t: TestApp| {
    let t = t
        .tenant_with(|new| {
            new.settings.sandbox = true;
            new.settings.billing.dunning = steps();
        })
        .await;
    let (ada, service) = served(&t).await;
    let bill = t.invoice(&ada).line("Fibre", 100_00).issued(ago(22)).due(ago(8)).insert().await.row;
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    loop {
        let to = json!({ "to": "2026-12-07T12:00:00Z" });
        if done(mutate(&admin, "sandboxAdvanceTime", to, "arrived").await)["arrived"] == true {
            break;
        }
    }
    assert_eq!(taken(&t, bill.id).await, [1, 2, 3]);
    assert!(!in_service(&t, service).await);
});
