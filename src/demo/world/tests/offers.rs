//! Locks, changes that wait, volume and coupons go with the services they are for.

use std::collections::{HashMap, HashSet};

use super::*;
use crate::catalog::entity::subscription::SubscriptionStatus;
use crate::catalog::usage::used;

#[test]
fn a_service_is_suspended_exactly_while_a_lock_holds() {
    for (spec, world) in worlds() {
        let locked: HashSet<_> = world.offers.locks.iter().map(|lock| lock.subscription_id).collect();
        assert_eq!(locked.len(), world.offers.locks.len(), "one reason each");
        for row in &world.subscriptions {
            assert_eq!(row.status == SubscriptionStatus::Suspended, locked.contains(&row.id), "{row:?}");
        }
        for lock in &world.offers.locks {
            assert!(lock.since < spec.as_of && lock.until.is_none_or(|until| until > spec.as_of), "{lock:?}");
        }
    }
}

#[test]
fn what_is_given_back_for_locks_is_not_more_than_was_billed() {
    for (_, world) in worlds() {
        let services: HashMap<_, _> = world.subscriptions.iter().map(|row| (row.id, row)).collect();
        for charge in &world.offers.charges {
            let service = services[&charge.subscription_id.expect("for a service")];
            assert_eq!(service.customer_id, charge.customer_id);
            assert!(
                charge.unit_price_minor < 0 && charge.service_end <= service.billed_through,
                "{charge:?}"
            );
        }
    }
}

#[test]
fn the_showcase_is_near_its_cap_and_about_to_get_a_larger_plan() {
    for (spec, world) in worlds().iter().filter(|(spec, _)| spec.customers > 1) {
        let plans: HashMap<_, _> = world.plans.iter().map(|plan| (plan.id, plan)).collect();
        let showcase = world.customers[0].id;
        let service =
            world.subscriptions.iter().find(|row| row.customer_id == showcase).expect("it has some");
        let quote = &world.offers.quotes[0];
        assert_eq!((quote.subscription_id, quote.from_plan_id), (service.id, service.plan_id));
        assert!(quote.effective_on >= spec.as_of);
        assert!(plans[&quote.to_plan_id].price_minor > plans[&quote.from_plan_id].price_minor);
        let cap = plans[&service.plan_id].cap_bytes.expect("the showcase has a cap");
        let period = crate::catalog::proration::Span::period_of(spec.as_of, world.customers[0].billing_day);
        let days: Vec<_> = world
            .offers
            .usage_days
            .iter()
            .filter(|day| day.subscription_id == service.id && period.start <= day.day)
            .cloned()
            .collect();
        assert!(days.iter().all(|day| day.day < spec.as_of));
        if !days.is_empty() {
            assert!((80..=87).contains(&(used(&days) * 100 / cap)), "{}", used(&days));
        }
    }
}

#[test]
fn a_redeemed_coupon_is_counted() {
    for (_, world) in worlds() {
        for coupon in &world.offers.coupons {
            let given = world.offers.discounts.iter().filter(|row| row.coupon_id == Some(coupon.id)).count();
            assert_eq!(usize::try_from(coupon.redeemed), Ok(given));
        }
    }
}
