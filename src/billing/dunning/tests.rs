use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::billing::arrangement::{Instalment, Part};
use crate::kernel::ids::{PaymentArrangementId, TypedId as _};
use crate::tenancy::LateFee;

const STEPS: &[DunningStep] = &[
    DunningStep { after_days: 3, action: DunningAction::Reminder },
    DunningStep { after_days: 10, action: DunningAction::FinalNotice },
    DunningStep { after_days: 17, action: DunningAction::Suspension },
];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn rule() -> Rule<'static> {
    Rule { steps: STEPS, fees: &[], minimum: 5_00, grace_days: 7 }
}

fn invoice(number: u128) -> InvoiceId {
    InvoiceId::from_uuid(Uuid::from_u128(number))
}

fn debt(number: u128, due: &str, balance: i64) -> Debt {
    Debt {
        invoice: invoice(number),
        number: format!("INV-{number}"),
        is_fee: false,
        due: day(due),
        balance,
        held: 0,
        taken: Vec::new(),
        fees: Vec::new(),
    }
}

fn account(debts: Vec<Debt>) -> Account {
    Account { debts, ..Account::default() }
}

fn promise(account: &Account, due: NaiveDate) -> Promise {
    let part = |debt: &Debt| Part { invoice: debt.invoice, promised: debt.balance, owed: debt.balance };
    Promise {
        id: PaymentArrangementId::from_uuid(Uuid::from_u128(9)),
        instalments: vec![Instalment { due, amount: account.debts.iter().map(|debt| debt.balance).sum() }],
        invoices: account.debts.iter().map(part).collect(),
    }
}

/// Takes today's notices and, where it is due, the suspension; what was done.
fn play(account: &mut Account, today: NaiveDate) -> Vec<DunningAction> {
    let rule = rule();
    let given: Vec<(InvoiceId, PlannedStep)> =
        account.notices(&rule, today).iter().map(|(debt, step)| (debt.invoice, *step)).collect();
    let mut done = Vec::new();
    for (id, step) in given {
        let debt = account.debts.iter_mut().find(|debt| debt.invoice == id).expect("it is there");
        debt.taken.push(Taken { stage: step.stage, on: today });
        done.push(step.action);
    }
    if account.calls_for_suspension(&rule, today) {
        let ids: Vec<InvoiceId> =
            account.counted(&rule, today).iter().map(|(debt, _)| debt.invoice).collect();
        for debt in account.debts.iter_mut().filter(|debt| ids.contains(&debt.invoice)) {
            debt.taken.push(Taken { stage: 3, on: today });
        }
        account.suspended_by_step = true;
        done.push(DunningAction::Suspension);
    }
    done
}

#[test]
fn each_step_comes_on_its_day_and_once() {
    // Due on the 1st, grace to the 8th: the first day after it is the 9th.
    let mut account = account(vec![debt(1, "2026-03-01", 50_00)]);
    let mut seen = Vec::new();
    for offset in 0..60 {
        let today = day("2026-03-01") + Days::new(offset);
        seen.extend(play(&mut account, today).into_iter().map(|action| (today, action)));
    }
    assert_eq!(
        seen,
        [
            (day("2026-03-12"), DunningAction::Reminder),
            (day("2026-03-19"), DunningAction::FinalNotice),
            (day("2026-03-26"), DunningAction::Suspension),
        ]
    );
    assert_eq!(account.to_restore(&rule(), day("2026-04-30")), 45_00);
}

#[test]
fn nobody_is_suspended_who_was_not_warned_however_late_it_begins() {
    let mut account = account(vec![debt(1, "2020-01-01", 50_00)]);
    let begin = day("2026-03-01");
    let seen: Vec<(u64, Vec<DunningAction>)> = (0..20)
        .map(|offset| (offset, play(&mut account, begin + Days::new(offset))))
        .filter(|(_, done)| !done.is_empty())
        .collect();
    assert_eq!(
        seen,
        [
            (0, vec![DunningAction::Reminder]),
            (7, vec![DunningAction::FinalNotice]),
            (14, vec![DunningAction::Suspension]),
        ]
    );
}

fn warned(balance: i64) -> Account {
    let mut old = debt(1, "2026-01-01", balance);
    old.taken = vec![Taken { stage: 1, on: day("2026-01-12") }, Taken { stage: 2, on: day("2026-01-19") }];
    account(vec![old])
}

#[test]
fn services_are_withheld_above_the_minimum_and_not_at_it() {
    let today = day("2026-02-01");
    for (balance, due) in [(5_01, true), (5_00, false), (4_99, false)] {
        assert_eq!(warned(balance).calls_for_suspension(&rule(), today), due, "{balance}");
    }
}

#[test]
fn what_is_due_on_the_same_day_and_paid_later_does_not_count() {
    // A fee needs no word of its own and counts; the invoice behind it was not told of, and is not paid before it.
    let fee = Debt { is_fee: true, ..debt(1, "2026-02-07", 187_12) };
    let untold = debt(2, "2026-02-07", 50_13);
    let today = day("2026-06-01");
    let quote = account(vec![fee.clone(), untold.clone()]).to_restore(&rule(), today);
    assert_eq!(quote, 182_12, "down to the minimum of 5.00");
    let before = account(vec![untold, Debt { invoice: invoice(3), ..fee }]);
    assert_eq!(before.to_restore(&rule(), today), 232_25, "what is paid before it counts with it");
}

#[test]
fn what_is_disputed_counts_for_nothing() {
    let today = day("2026-02-01");
    let mut account = warned(50_00);
    account.debts[0].held = 45_00;
    assert!(!account.is_due_for_suspension(&rule(), today), "5.00 are left, which is the minimum");
    account.debts[0].held = 44_99;
    assert!(account.is_due_for_suspension(&rule(), today));
    account.debts[0].held = 50_00;
    assert_eq!(account.stage(&rule(), today), DunningStage::Clear);
    assert_eq!(account.overdue(today), (0, 50_00));
    assert!(account.notices(&rule(), today).is_empty());
    let timeline = account.timeline(&rule(), today).expect("fits");
    assert!(timeline.iter().all(|entry| entry.done != entry.on_hold), "{timeline:?}");
}

#[test]
fn a_promise_shields_as_long_as_it_is_kept() {
    let mut account = warned(50_00);
    account.promise = Some(promise(&account, day("2026-02-10")));
    for (today, due) in [("2026-02-01", false), ("2026-02-10", false), ("2026-02-11", true)] {
        assert_eq!(account.is_due_for_suspension(&rule(), day(today)), due, "{today}");
        assert_eq!(account.is_promised(invoice(1), day(today)), !due, "{today}");
    }
    assert_eq!(account.to_restore(&rule(), day("2026-02-01")), 0);
}

#[test]
fn what_the_staff_gives_back_is_not_taken_again_for_the_same() {
    let today = day("2026-02-01");
    let mut account = warned(50_00);
    account.debts[0].taken.push(Taken { stage: 3, on: day("2026-01-26") });
    account.suspended_by_step = true;
    assert!(account.is_due_for_suspension(&rule(), today));
    assert!(!account.calls_for_suspension(&rule(), today));
    let mut second = warned(20_00).debts.remove(0);
    second.invoice = invoice(2);
    account.debts.push(second);
    assert!(account.calls_for_suspension(&rule(), today), "another invoice has come to it");
}

#[test]
fn what_the_staff_has_withheld_comes_back_for_what_is_past_grace() {
    let today = day("2026-03-10");
    let mut account = account(vec![debt(1, "2026-03-02", 30_00), debt(2, "2026-03-03", 20_00)]);
    account.withheld = vec![SubscriptionId::from_uuid(Uuid::from_u128(7))];
    assert_eq!(account.to_restore(&rule(), today), 25_00, "the second has a day of grace left");
    assert_eq!(account.stage(&rule(), today), DunningStage::Suspended);
}

#[test]
fn the_timeline_tells_fees_and_steps_by_day() {
    let fees = [LateFeeStage {
        after_days: 0,
        fee: LateFee::RateMicro(50_000),
        min_minor: 5_00,
        max_minor: Some(25_00),
    }];
    let rule = Rule { fees: &fees, ..rule() };
    let timeline = account(vec![debt(1, "2026-03-01", 200_00)]).timeline(&rule, day("2026-03-02"));
    let told: Vec<(String, DunningEntryKind, Option<i64>)> = timeline
        .expect("fits")
        .iter()
        .map(|entry| (entry.on.to_string(), entry.kind, entry.amount))
        .collect();
    assert_eq!(
        told,
        [
            ("2026-03-09".to_owned(), DunningEntryKind::LateFee, Some(10_00)),
            ("2026-03-12".to_owned(), DunningEntryKind::Reminder, Some(200_00)),
            ("2026-03-19".to_owned(), DunningEntryKind::FinalNotice, Some(200_00)),
            ("2026-03-26".to_owned(), DunningEntryKind::Suspension, Some(200_00)),
        ]
    );
}

/// Pays as payments do by themselves: the oldest due first, what is disputed last, and the rest is credit.
fn pay(account: &Account, mut amount: i64) -> Account {
    let mut after = account.clone();
    for disputed in [false, true] {
        for debt in &mut after.debts {
            let free = if disputed { debt.balance } else { debt.asked() };
            let part = free.min(amount);
            debt.balance -= part;
            debt.held = debt.held.min(debt.balance);
            amount -= part;
        }
    }
    after.unapplied += amount;
    after
}

fn debts() -> impl Strategy<Value = Vec<Debt>> {
    let one = (0_u64..120, 1_i64..200_00, 0_i64..250_00, 0_usize..4, any::<bool>());
    prop::collection::vec(one, 1..6).prop_map(|rows| {
        let mut debts: Vec<Debt> = (1_u128..)
            .zip(rows)
            .map(|(number, (ago, balance, held, taken, is_fee))| {
                let due = day("2026-06-01") - Days::new(ago);
                let stages = (1_i32..4).zip([11_u64, 18, 25]).take(taken);
                Debt {
                    invoice: invoice(number),
                    number: number.to_string(),
                    is_fee,
                    due,
                    balance,
                    held: held.min(balance),
                    taken: stages
                        .map(|(stage, days)| Taken { stage, on: due + Days::new(days) })
                        .filter(|taken| taken.on <= day("2026-06-01"))
                        .collect(),
                    fees: Vec::new(),
                }
            })
            .collect();
        debts.sort_by_key(|debt| (debt.due, debt.invoice));
        debts
    })
}

proptest! {
    #[test]
    fn the_quote_is_exact(
        debts in debts(), unapplied in 0_i64..50_00, minimum in 0_i64..20_00, withheld in any::<bool>(),
        by_step in any::<bool>(),
    ) {
        let today = day("2026-06-01");
        let rule = Rule { minimum, ..rule() };
        let service = SubscriptionId::from_uuid(Uuid::from_u128(7));
        let account = Account {
            unapplied,
            withheld: withheld.then_some(service).into_iter().collect(),
            suspended_by_step: by_step,
            ..account(debts)
        };
        let quote = account.to_restore(&rule, today);
        prop_assert_eq!(account.is_due_for_suspension(&rule, today), quote > 0);
        prop_assert!(!pay(&account, quote).is_due_for_suspension(&rule, today));
        if quote > 0 {
            prop_assert!(pay(&account, quote - 1).is_due_for_suspension(&rule, today));
        }
        // Money never makes it worse.
        prop_assert!(pay(&account, quote + 10_00).to_restore(&rule, today) == 0);
    }

    #[test]
    fn steps_follow_each_other_by_their_days(debts in debts(), ahead in 0_u64..100) {
        let today = day("2026-06-01") + Days::new(ahead);
        for debt in &debts {
            let steps = rule().steps_of(debt, today);
            for (pair, settings) in steps.windows(2).zip(STEPS.windows(2)) {
                let gap = u64::from(settings[1].after_days - settings[0].after_days);
                prop_assert!(pair[1].taken || pair[1].on >= pair[0].on + Days::new(gap));
            }
            for step in &steps {
                prop_assert!(step.taken || step.on >= today);
                prop_assert!(step.on >= debt.due + Days::new(8), "never within grace");
            }
        }
        let account = account(debts);
        let asked = account.notices(&rule(), today);
        prop_assert!(asked.iter().all(|(debt, _)| debt.asked() > 0 && !debt.is_fee));
    }

    #[test]
    fn a_promise_and_a_dispute_only_ever_help(debts in debts(), held in 0_i64..200_00) {
        let today = day("2026-06-01");
        let plain = account(debts);
        let mut disputed = plain.clone();
        for debt in &mut disputed.debts {
            debt.held = debt.held.max(held.min(debt.balance));
        }
        prop_assert!(disputed.to_restore(&rule(), today) <= plain.to_restore(&rule(), today));
        prop_assert!(disputed.notices(&rule(), today).len() <= plain.notices(&rule(), today).len());
        let shielded = Account { promise: Some(promise(&plain, today)), ..plain };
        prop_assert!(!shielded.is_due_for_suspension(&rule(), today));
        prop_assert!(shielded.notices(&rule(), today).is_empty());
    }
}
