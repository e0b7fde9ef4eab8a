use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::billing::arrangement::{Instalment, Part};
use crate::kernel::ids::PaymentArrangementId;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn invoice(number: usize) -> InvoiceId {
    InvoiceId::from_uuid(Uuid::from_u128(number as u128))
}

/// A promise of these days from 1 March and amounts, for invoices of which so much was and is owed.
fn promise(instalments: &[(u64, i64)], owed: &[(i64, i64)]) -> Promise {
    let instalment = |(after, amount): &(u64, i64)| Instalment {
        due: day("2026-03-01") + Days::new(*after),
        amount: *amount,
    };
    let part = |(number, (promised, owed)): (usize, &(i64, i64))| Part {
        invoice: invoice(number),
        promised: *promised,
        owed: *owed,
    };
    Promise {
        id: PaymentArrangementId::from_uuid(Uuid::max()),
        instalments: instalments.iter().map(instalment).collect(),
        invoices: owed.iter().enumerate().map(part).collect(),
    }
}

fn whole(owed: i64) -> Drawable<'static> {
    Drawable { invoice: invoice(0), owed, held: 0, cap: None, promise: None, under_way: 0 }
}

#[test]
fn invoices_are_drawn_around_their_due_day_and_again_three_times() {
    assert_eq!(drawn_on(day("2026-03-01"), -2), day("2026-02-27"));
    assert_eq!(drawn_on(day("2026-03-01"), 0), day("2026-03-01"));
    assert_eq!(drawn_on(day("2026-02-27"), 3), day("2026-03-02"));
    let days = [1, 2, 3, 4, 0].map(|refusals| again_on(day("2026-03-01"), refusals));
    let expected = [Some(day("2026-03-02")), Some(day("2026-03-04")), Some(day("2026-03-08")), None, None];
    assert_eq!(days, expected);
}

#[test]
fn what_is_disputed_waits_and_what_is_over_the_cap_is_left() {
    let today = day("2026-03-01");
    let of = |drawable: Drawable<'_>| draw(&drawable, today);
    assert_eq!(of(whole(10_00)), Draw::Now(10_00));
    assert_eq!(of(Drawable { held: 4_00, ..whole(10_00) }), Draw::Now(6_00));
    assert_eq!(of(Drawable { held: 10_00, ..whole(10_00) }), Draw::On(day("2026-03-02")));
    assert_eq!(of(whole(0)), Draw::Never(AttemptStatus::NotNeeded));
    assert_eq!(of(Drawable { cap: Some(9_99), ..whole(10_00) }), Draw::Never(AttemptStatus::OverCap));
    assert_eq!(of(Drawable { cap: Some(10_00), ..whole(10_00) }), Draw::Now(10_00));
}

#[test]
fn what_is_promised_is_drawn_on_the_days_it_is_promised_for() {
    let parts = [(5, 50_00), (20, 69_00)];
    let untouched = promise(&parts, &[(119_00, 119_00)]);
    let on = |promise: &Promise, owed, under_way, date| {
        draw(&Drawable { promise: Some(promise), under_way, ..whole(owed) }, day(date))
    };
    assert_eq!(on(&untouched, 119_00, 0, "2026-03-01"), Draw::On(day("2026-03-06")));
    assert_eq!(on(&untouched, 119_00, 0, "2026-03-06"), Draw::Now(50_00));
    assert_eq!(on(&untouched, 119_00, 30_00, "2026-03-06"), Draw::Now(20_00));
    assert_eq!(on(&untouched, 119_00, 50_00, "2026-03-06"), Draw::Wait);
    assert_eq!(on(&untouched, 119_00, 0, "2026-03-07"), Draw::Now(119_00), "it is broken");
    let first_paid = promise(&parts, &[(119_00, 69_00)]);
    assert_eq!(on(&first_paid, 69_00, 0, "2026-03-06"), Draw::On(day("2026-03-21")));
    assert_eq!(on(&first_paid, 69_00, 0, "2026-03-21"), Draw::Now(69_00));
    let of_another = Drawable { invoice: invoice(7), promise: Some(&untouched), ..whole(10_00) };
    assert_eq!(draw(&of_another, day("2026-03-01")), Draw::Now(10_00), "it was not promised");
}

proptest! {
    /// Whatever is promised for whatever days, in whatever order the invoices are looked at: at the end of each day exactly
    /// that is paid which was promised until then, and at the end all.
    #[test]
    fn each_day_ends_with_what_was_promised_until_then(
        balances in prop::collection::vec(1_i64..200_00, 1..5),
        shares in prop::collection::vec((1_u64..10, 1_i64..100), 1..5),
        backwards in any::<bool>(),
    ) {
        let total: i64 = balances.iter().sum();
        let weights: Vec<i64> = shares.iter().map(|(_, weight)| *weight).collect();
        let amounts = crate::kernel::money::largest_remainder(total, &weights);
        let mut last = 0;
        let instalments: Vec<(u64, i64)> = shares
            .iter()
            .zip(amounts)
            .map(|((after, _), amount)| {
                last += after;
                (last, amount)
            })
            .filter(|(_, amount)| *amount > 0)
            .collect();
        let mut left = balances.clone();
        for after in 0..=last {
            let today = day("2026-03-01") + Days::new(after);
            let mut order: Vec<usize> = (0..left.len()).collect();
            if backwards {
                order.reverse();
            }
            for at in order {
                let owed: Vec<(i64, i64)> = balances.iter().copied().zip(left.iter().copied()).collect();
                let promise = promise(&instalments, &owed);
                let drawable =
                    Drawable { invoice: invoice(at), promise: Some(&promise), ..whole(left[at]) };
                match draw(&drawable, today) {
                    Draw::Now(amount) => left[at] -= amount,
                    Draw::On(on) => prop_assert!(on > today),
                    Draw::Wait => prop_assert!(false, "nothing is under way"),
                    Draw::Never(status) => prop_assert_eq!((status, left[at]), (AttemptStatus::NotNeeded, 0)),
                }
            }
            let paid = total - left.iter().sum::<i64>();
            let until: i64 =
                instalments.iter().filter(|(on, _)| *on <= after).map(|(_, amount)| amount).sum();
            prop_assert_eq!(paid, until, "on day {}", after);
        }
        prop_assert!(left.iter().all(|left| *left == 0));
    }
}
