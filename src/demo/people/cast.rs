//! The supporting cast: customers, by their position, who make sure that each case occurs on any day of any seed.

use super::Habit;

/// Pays nothing for months, until the claims are given up.
pub(in crate::demo) const WRITTEN_OFF: usize = 1;
/// Has stopped paying; the services are withheld.
pub(in crate::demo) const SUSPENDED: usize = 2;
/// Has left; the last invoice is paid.
pub(in crate::demo) const LEAVER: usize = 3;
/// Has not ordered yet.
pub(in crate::demo) const LEAD: usize = 4;
/// Pays too much and gets the rest back.
pub(in crate::demo) const REFUNDED: usize = 5;
/// Has a payment taken back by the bank.
pub(in crate::demo) const CHARGED_BACK: usize = 6;
/// Pays an invoice twice and gets all of the second payment back.
pub(in crate::demo) const PAYS_TWICE: usize = 7;
/// Gets a wrong invoice, which is voided, and later a visit.
pub(in crate::demo) const CORRECTED: usize = 8;
/// A company that is charged no tax.
pub(in crate::demo) const EXEMPT: usize = 9;
/// Has a card that is declined at first.
pub(in crate::demo) const DECLINED: usize = 10;

/// The habit that a role needs.
pub(super) fn habit(number: usize, months: u32) -> Option<Habit> {
    let period = |period: u32| period.clamp(1, months.max(2) - 1).min(months - 1);
    Some(match number {
        0 => Habit::Showcase,
        WRITTEN_OFF => Habit::Defaults { period: period(months / 4) },
        SUSPENDED => Habit::Defaults { period: period(months.saturating_sub(4)) },
        LEAVER => Habit::Leaves { period: period(months / 2) },
        LEAD => Habit::Lead,
        REFUNDED => Habit::Generous,
        CHARGED_BACK | PAYS_TWICE | CORRECTED | EXEMPT | DECLINED => Habit::Autopay,
        _ => return None,
    })
}
