//! Promises to pay later: what may be promised, and whether it is kept. Pure.
//!
//! What is paid of a promise is what is owed less by now of the invoices that it is for; it pays the instalments in their
//! order.

use chrono::{Days, NaiveDate};

use crate::kernel::ids::{InvoiceId, PaymentArrangementId};
use crate::kernel::money::largest_remainder;
use crate::tenancy::ArrangementSettings;

#[cfg(test)]
mod tests;

/// A part of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instalment {
    /// The last day to pay it.
    pub due: NaiveDate,
    /// Minor units.
    pub amount: i64,
}

/// An invoice that a promise is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The invoice.
    pub invoice: InvoiceId,
    /// What was owed of it when it was promised, minor units.
    pub promised: i64,
    /// What is owed of it now, minor units.
    pub owed: i64,
}

/// A promise to pay later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The arrangement.
    pub id: PaymentArrangementId,
    /// The instalments, in order.
    pub instalments: Vec<Instalment>,
    /// The invoices.
    pub invoices: Vec<Part>,
}

/// Where a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Every instalment whose day is over is paid.
    Active,
    /// All of it is paid.
    Kept,
    /// An instalment was not paid by its day.
    Broken,
}

impl Promise {
    /// What is paid of it, minor units.
    pub fn paid(&self) -> i64 {
        let paid: i64 = self.invoices.iter().map(|part| (part.promised - part.owed).max(0)).sum();
        paid.min(self.total())
    }

    /// All instalments, minor units.
    pub fn total(&self) -> i64 {
        self.instalments.iter().map(|instalment| instalment.amount).sum()
    }

    /// What is paid of each instalment, minor units.
    pub fn paid_parts(&self) -> Vec<i64> {
        let mut left = self.paid();
        let part = |instalment: &Instalment| {
            let part = left.min(instalment.amount);
            left -= part;
            part
        };
        self.instalments.iter().map(part).collect()
    }

    /// What is still to be paid by the end of a day so that no instalment is late, minor units.
    pub fn asked_by(&self, day: NaiveDate) -> i64 {
        let due = self.instalments.iter().filter(|instalment| instalment.due <= day);
        let due: i64 = due.map(|instalment| instalment.amount).sum();
        (due - self.paid()).max(0)
    }

    /// The day of the first instalment that is not paid in full; none where all are.
    pub fn next_due(&self) -> Option<NaiveDate> {
        let mut parts = self.instalments.iter().zip(self.paid_parts());
        parts.find(|(instalment, paid)| *paid < instalment.amount).map(|(instalment, _)| instalment.due)
    }

    /// Whether it is in good standing, and for this invoice.
    pub fn shields(&self, invoice: InvoiceId, today: NaiveDate) -> bool {
        self.standing(today) == Standing::Active && self.invoices.iter().any(|part| part.invoice == invoice)
    }

    /// Where it stands on a day. The day of an instalment is the last to pay it.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        if self.paid() >= self.total() {
            return Standing::Kept;
        }
        let parts = self.paid_parts();
        let late = self
            .instalments
            .iter()
            .zip(parts)
            .any(|(instalment, paid)| instalment.due < today && paid < instalment.amount);
        if late { Standing::Broken } else { Standing::Active }
    }
}

/// The latest day of the first instalment.
pub fn first_by(settings: &ArrangementSettings, today: NaiveDate) -> NaiveDate {
    today + Days::new(u64::from(settings.first_within_days))
}

/// The latest day of the last instalment.
pub fn latest(settings: &ArrangementSettings, today: NaiveDate) -> NaiveDate {
    today + Days::new(u64::from(settings.within_days))
}

/// Proposals: in one instalment, in two, and so on, equal and spread over the time there is.
pub fn plans(settings: &ArrangementSettings, total: i64, today: NaiveDate) -> Vec<Vec<Instalment>> {
    let (first, last) = (settings.first_within_days, settings.within_days);
    let plan = |count: u16| {
        let amounts = largest_remainder(total, &vec![1; usize::from(count)]);
        let room = u64::from(last.saturating_sub(first));
        let day = |index: u16| {
            let later = room * u64::from(index) / u64::from(count.max(2) - 1);
            today + Days::new(u64::from(first) + later)
        };
        (0..count).zip(amounts).map(|(index, amount)| Instalment { due: day(index), amount }).collect()
    };
    (1..=settings.max_instalments)
        .map(plan)
        .filter(|plan: &Vec<Instalment>| fault(settings, total, today, plan).is_none())
        .collect()
}

/// Why instalments are not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PromiseFault {
    /// None, or too many.
    #[error("give at least one instalment, and not more than are offered")]
    Count,
    /// A day is not after the one before it, is past, or too late.
    #[error("the days must follow each other, from today, and none may be later than what is offered")]
    Days,
    /// An amount is not above 0.
    #[error("each amount must be above 0")]
    Amount,
    /// They are not what is owed.
    #[error("the amounts must add up to what is offered")]
    Total,
}

/// What is wrong with instalments, if anything.
pub fn fault(
    settings: &ArrangementSettings,
    total: i64,
    today: NaiveDate,
    instalments: &[Instalment],
) -> Option<PromiseFault> {
    let [first, ..] = instalments else { return Some(PromiseFault::Count) };
    if instalments.len() > usize::from(settings.max_instalments) {
        return Some(PromiseFault::Count);
    }
    let in_order = instalments.is_sorted_by(|one, next| one.due < next.due);
    let in_time = first.due >= today
        && first.due <= first_by(settings, today)
        && instalments.iter().all(|instalment| instalment.due <= latest(settings, today));
    if !in_order || !in_time {
        return Some(PromiseFault::Days);
    }
    if instalments.iter().any(|instalment| instalment.amount <= 0) {
        return Some(PromiseFault::Amount);
    }
    let sum = instalments.iter().try_fold(0_i64, |sum, instalment| sum.checked_add(instalment.amount));
    (sum != Some(total)).then_some(PromiseFault::Total)
}
