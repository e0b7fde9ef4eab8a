//! Writers that really meet, on PostgreSQL.

use futures_util::future::join_all;
use portico::catalog::entity::plan_change_quote::PlanChangeTiming;
use portico::catalog::entity::{charge, coupon, customer_discount, suspension_lock, top_up};
use portico::catalog::{self, CatalogError, LockReason, RefusalCode, SubscriptionStatus};
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::{TopUpPackId, TypedId as _};
use portico::tenancy::ServiceSettings;
use serde_json::json;

use super::{charges, day, done, mutate, served, service, staff};
use crate::support::app::{Backing, TestApp, on_own_server, on_shared_server};

fn refusal<T>(outcome: &Result<T, CatalogError>) -> Option<RefusalCode> {
    match outcome {
        Err(CatalogError::Refused(refusal)) => Some(refusal.code),
        Err(other) => panic!("neither done nor refused: {other:?}"),
        Ok(_) => None,
    }
}

#[test]
fn of_many_changes_of_plan_at_once_one_happens() {
    on_shared_server(Backing::Services, concat!(module_path!(), "::plans"), async |t: TestApp| {
        let (customer, row, _) = served(&t).await;
        let settings = ServiceSettings::default();
        let mut quotes = Vec::new();
        for _ in 0..8 {
            let plan = t.plan().with(|plan| plan.price_minor = 59_90).insert().await;
            let quote = catalog::preview(&t.scope(), &settings, row.id, plan.id, PlanChangeTiming::Now).await;
            quotes.push(quote.expect("quoted"));
        }
        let scope = t.scope();
        // Each is taken twice at once.
        let attempts = quotes.iter().chain(&quotes).map(|quote| catalog::change(&scope, quote.id));
        let outcomes = join_all(attempts).await;
        let refusals: Vec<Option<RefusalCode>> = outcomes.iter().map(refusal).collect();
        assert_eq!(refusals.iter().filter(|refusal| refusal.is_none()).count(), 1, "{refusals:?}");
        let known = [RefusalCode::Conflict, RefusalCode::QuoteUsed];
        assert!(refusals.iter().flatten().all(|refusal| known.contains(refusal)), "{refusals:?}");
        let charged = charges(&t, customer.id).await;
        assert_eq!(charged.iter().map(|(_, _, amount)| amount).sum::<i64>(), 6_00, "{charged:?}");
        assert_eq!(charged.len(), 2);
    });
}

#[test]
fn locks_and_lifts_at_once_leave_a_state_that_follows_the_locks() {
    on_shared_server(Backing::Services, concat!(module_path!(), "::locks"), async |t: TestApp| {
        let (customer, row, _) = served(&t).await;
        let reasons = [LockReason::NonPayment, LockReason::Abuse, LockReason::Admin];
        for _ in 0..6 {
            let moves =
                reasons.iter().flat_map(|reason| [(*reason, true), (*reason, false), (*reason, true)]);
            let attempts = moves.map(|(reason, set)| {
                let t = &t;
                async move {
                    let tx = t.scope().begin().await.expect("begun");
                    if set {
                        catalog::lock(&tx, row.id, reason, None).await.expect("locked");
                    } else {
                        catalog::lift(&tx, row.id, reason).await.expect("lifted");
                    }
                    tx.commit().await.expect("committed");
                }
            });
            join_all(attempts).await;
            let scope = t.scope();
            let locks = scope.select::<suspension_lock::Entity>().all().await.expect("read");
            let held = locks.iter().filter(|lock| lock.lifted_on.is_none()).count();
            let status = service(&t, row.id).await.status;
            assert_eq!(status == SubscriptionStatus::Suspended, held > 0, "{status:?} with {held}");
            let sum: i64 = charges(&t, customer.id).await.iter().map(|(_, _, amount)| amount).sum();
            assert_eq!(sum, if held > 0 { -11_97 } else { 0 }, "the days are given back while a lock holds");
        }
    });
}

#[test]
fn a_coupon_is_redeemed_as_often_as_it_says_by_many_at_once() {
    on_shared_server(Backing::Services, concat!(module_path!(), "::coupons"), async |t: TestApp| {
        let billing = staff(&t, LinkRole::Billing).await;
        let new =
            json!({ "code": "RUSH", "name": "Rush", "reduction": { "percent": "10" }, "maxRedemptions": 5 });
        done(&mutate(&billing, "createCoupon", "coupon { id }", new).await);
        let mut customers = Vec::new();
        for _ in 0..15 {
            customers.push(t.customer().insert().await.id);
        }
        let scope = t.scope();
        let twice = customers.iter().chain(&customers);
        let outcomes = join_all(twice.map(|id| catalog::redeem_coupon(&scope, *id, "RUSH"))).await;
        let refusals: Vec<Option<RefusalCode>> = outcomes.iter().map(refusal).collect();
        assert_eq!(refusals.iter().filter(|refusal| refusal.is_none()).count(), 5, "{refusals:?}");
        let given = scope.select::<customer_discount::Entity>().all().await.expect("read");
        let mut holders: Vec<_> = given.iter().map(|discount| discount.customer_id).collect();
        holders.sort_unstable();
        holders.dedup();
        assert_eq!((given.len(), holders.len()), (5, 5));
        let coupon = scope.select::<coupon::Entity>().one().await.expect("read").expect("there");
        assert_eq!(coupon.redeemed, 5);
    });
}

#[test]
fn a_purchase_that_is_sent_many_times_at_once_is_made_once() {
    on_shared_server(Backing::Services, concat!(module_path!(), "::packs"), async |t: TestApp| {
        let customer = t.customer().insert().await;
        let plan = t.plan().with(|plan| plan.cap_bytes = Some(1_000_000_000)).insert().await;
        let row = t.subscription(&customer, &plan).insert().await;
        let billing = staff(&t, LinkRole::Billing).await;
        let new = json!({ "code": "GB", "name": "1 GB", "bytes": "1000000000", "priceMinor": "199", "taxCode": "standard" });
        let pack = mutate(&billing, "createTopUpPack", "pack { id }", new).await;
        let pack = TopUpPackId::parse(done(&pack)["pack"]["id"].as_str().expect("an id"));
        let pack = pack.expect("an id");
        let scope = t.scope();
        let attempts = (0..12).map(|_| catalog::buy_top_up(&scope, row.id, pack, "one tap"));
        let bought: Vec<_> =
            join_all(attempts).await.into_iter().map(|outcome| outcome.expect("bought").row.id).collect();
        assert!(bought.iter().all(|id| *id == bought[0]), "{bought:?}");
        assert_eq!(scope.select::<top_up::Entity>().count().await.expect("read"), 1);
        assert_eq!(scope.select::<charge::Entity>().count().await.expect("read"), 1);
    });
}

#[test]
fn workers_that_meet_do_what_is_due_once() {
    on_own_server(
        Backing::Services,
        concat!(module_path!(), "::due"),
        |_| {},
        async |t: TestApp| {
            let mut rows = Vec::new();
            for _ in 0..6 {
                let (customer, row, _) = served(&t).await;
                let plan = t.plan().with(|plan| plan.price_minor = 59_90).insert().await;
                let settings = ServiceSettings::default();
                let timing = PlanChangeTiming::PeriodEnd;
                let quote =
                    catalog::preview(&t.scope(), &settings, row.id, plan.id, timing).await.expect("quoted");
                catalog::change(&t.scope(), quote.id).await.expect("taken");
                let tx = t.scope().begin().await.expect("begun");
                catalog::lock(&tx, row.id, LockReason::Voluntary, Some(day("2026-12-03")))
                    .await
                    .expect("locked");
                tx.commit().await.expect("committed");
                rows.push((customer, row, plan));
            }
            t.advance(chrono::TimeDelta::days(14));
            let scopes: Vec<_> = (0..4).map(|_| t.scope()).collect();
            let done = join_all(scopes.iter().map(catalog::apply_due)).await;
            assert!(done.into_iter().all(|done| done.is_ok()));
            assert_eq!(catalog::apply_due(&t.scope()).await.expect("looked"), 0);
            for (customer, row, plan) in rows {
                let now = service(&t, row.id).await;
                assert_eq!((now.status, now.plan_id), (SubscriptionStatus::Active, plan.id));
                let charged = charges(&t, customer.id).await;
                assert_eq!(
                    charged.len(),
                    1,
                    "the pause was given back once, the change charged nothing: {charged:?}"
                );
            }
        },
    );
}
