//! The running balance of a statement. Pure: from what happened, in any order, to lines that add up.

use chrono::NaiveDate;

use super::model::{Period, Statement};

/// What happened to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// An invoice was issued.
    Invoice,
    /// An invoice was cancelled.
    InvoiceVoided,
    /// What was still owed of an invoice was given up.
    WrittenOff,
    /// What was given up of an invoice was paid or credited after all.
    Recovered,
    /// A credit note was issued.
    CreditNote,
    /// A credit note was cancelled.
    CreditNoteVoided,
    /// A payment came in.
    Payment,
    /// A payment, or a part of one, was given back.
    Refund,
    /// That came back: the refund has failed after all.
    RefundReturned,
    /// A payment, or a part of one, was taken back by the bank.
    Chargeback,
    /// The bank gave it again.
    ChargebackReversed,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The day, in the tenant's zone.
    pub on: NaiveDate,
    /// What.
    pub what: Happening,
    /// The document's number.
    pub number: String,
    /// How much more is owed by it, minor units; a payment's is negative.
    pub amount: i64,
}

/// An entry with the balance after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balanced {
    /// The entry.
    pub entry: Entry,
    /// What is owed after it, minor units.
    pub balance: i64,
}

/// The statement of a period: what lies before it is the opening balance, what lies after it is left out. Entries of one
/// day are ordered by kind and number, so that the same entries give the same statement.
pub fn run(mut entries: Vec<Entry>, period: Period) -> Statement {
    entries.sort_by(|a, b| (a.on, a.what, &a.number).cmp(&(b.on, b.what, &b.number)));
    let (mut opening, mut balance, mut listed) = (0_i64, 0_i64, Vec::new());
    for entry in entries {
        if entry.on > period.last {
            continue;
        }
        balance = balance.saturating_add(entry.amount);
        if entry.on < period.first {
            opening = balance;
        } else {
            listed.push(Balanced { entry, balance });
        }
    }
    Statement { period, opening, entries: listed, closing: balance }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_yo_opt(2026, number + 1).expect("a day of the year")
    }

    fn period(first: u32, last: u32) -> Period {
        Period { first: day(first), last: day(last) }
    }

    #[test]
    fn the_balance_runs_and_what_is_before_opens_it() {
        let entry =
            |on, what, number: &str, amount| Entry { on: day(on), what, number: number.to_owned(), amount };
        let entries = vec![
            entry(40, Happening::Payment, "P2", -500),
            entry(5, Happening::Invoice, "I1", 1_000),
            entry(20, Happening::Payment, "P1", -700),
            entry(20, Happening::Invoice, "I2", 2_000),
            entry(30, Happening::InvoiceVoided, "I2", -2_000),
        ];
        let statement = run(entries, period(10, 30));
        assert_eq!(statement.opening, 1_000);
        let lines: Vec<(&str, i64)> =
            statement.entries.iter().map(|line| (line.entry.number.as_str(), line.balance)).collect();
        assert_eq!(lines, [("I2", 3_000), ("P1", 2_300), ("I2", 300)]);
        assert_eq!(statement.closing, 300);
    }

    proptest! {
        #[test]
        fn two_statements_in_a_row_meet(
            amounts in prop::collection::vec((0_u32..300, -10_000_i64..10_000), 0..60),
            cut in 0_u32..300,
        ) {
            let entries: Vec<Entry> = amounts.iter().enumerate().map(|(at, (on, amount))| Entry {
                on: day(*on), what: Happening::Invoice, number: at.to_string(), amount: *amount,
            }).collect();
            let whole = run(entries.clone(), period(0, 300));
            let (first, second) = (run(entries.clone(), period(0, cut)), run(entries, period(cut + 1, 300)));
            prop_assert_eq!(first.closing, second.opening);
            prop_assert_eq!(second.closing, whole.closing);
            prop_assert_eq!(first.entries.len() + second.entries.len(), whole.entries.len());
            prop_assert_eq!(whole.closing, amounts.iter().map(|(_, amount)| amount).sum::<i64>());
        }
    }
}
