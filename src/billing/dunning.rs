//! What is done about what is overdue (domain.md §3.10–11): when each step comes, whether services are to be withheld, and
//! what must be paid so that they are given back. Pure.
//!
//! Invariants: each step follows the one before it by the days between them, so nobody's service is withheld who was not
//! told so before; what is held by a dispute counts for nothing; while a promise to pay later is in good standing no step is
//! taken and no service withheld.

use chrono::{Days, NaiveDate};

use super::arrangement::{Promise, Standing};
use super::late_fee;
use crate::kernel::ids::{InvoiceId, SubscriptionId};
use crate::kernel::money::MoneyError;
use crate::tenancy::{DunningAction, DunningStep, LateFeeStage};

#[cfg(test)]
mod tests;

/// The rule of a tenant, in one currency and for one customer.
#[derive(Debug, Clone, Copy)]
pub struct Rule<'a> {
    /// The steps, in order.
    pub steps: &'a [DunningStep],
    /// The fees for paying late.
    pub fees: &'a [LateFeeStage],
    /// What must be exceeded before services are withheld, minor units.
    pub minimum: i64,
    /// Days from the due day to the end of grace.
    pub grace_days: u16,
}

/// A step that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Its place among the steps, from 1.
    pub stage: i32,
    /// The day.
    pub on: NaiveDate,
}

/// An open invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
    /// Whether it charges a fee for paying late: it has no steps and no fees of its own.
    pub is_fee: bool,
    /// The due day.
    pub due: NaiveDate,
    /// What is owed, minor units.
    pub balance: i64,
    /// The part of it that is disputed, minor units.
    pub held: i64,
    /// The steps that were taken.
    pub taken: Vec<Taken>,
    /// The late fees that were charged: stage and day.
    pub fees: Vec<Taken>,
}

impl Debt {
    /// What is asked for, minor units.
    pub fn asked(&self) -> i64 {
        (self.balance - self.held).max(0)
    }

    fn taken(&self, stage: i32) -> Option<NaiveDate> {
        self.taken.iter().find(|taken| taken.stage == stage).map(|taken| taken.on)
    }
}

/// A customer as the dunning sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// The open invoices, the oldest due first.
    pub debts: Vec<Debt>,
    /// What is paid or credited and not used, minor units.
    pub unapplied: i64,
    /// The promise that was made last and not closed.
    pub promise: Option<Promise>,
    /// When a promise was broken that was made last.
    pub broken_on: Option<NaiveDate>,
    /// The services that are withheld for non-payment.
    pub withheld: Vec<SubscriptionId>,
    /// Whether a step has withheld services: otherwise somebody of the staff did.
    pub suspended_by_step: bool,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, async_graphql::Enum)]
pub enum DunningStage {
    /// Nothing is overdue, or all of it is disputed.
    Clear,
    /// Something is overdue.
    Overdue,
    /// The customer was reminded.
    Reminded,
    /// The customer was told that services will be withheld.
    FinalNotice,
    /// Services are withheld.
    Suspended,
}

/// A step of one invoice, taken or to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedStep {
    /// Its place among the steps, from 1.
    pub stage: i32,
    /// What is done.
    pub action: DunningAction,
    /// The day; of one that is to come the earliest.
    pub on: NaiveDate,
    /// Whether it was taken.
    pub taken: bool,
}

/// What an entry of the timeline is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, async_graphql::Enum)]
pub enum DunningEntryKind {
    /// A fee for paying late is charged.
    LateFee,
    /// The customer is reminded.
    Reminder,
    /// The customer is told that services will be withheld.
    FinalNotice,
    /// Services are withheld, where more is owed than the ISP's minimum.
    Suspension,
}

/// What happens when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The invoice it is about.
    pub invoice: InvoiceId,
    /// What happens.
    pub kind: DunningEntryKind,
    /// The day.
    pub on: NaiveDate,
    /// Whether it has happened.
    pub done: bool,
    /// Whether it waits: all of the invoice is disputed, or a promise shields it.
    pub on_hold: bool,
    /// A fee, or what is asked for of the invoice, minor units; none of a fee that was charged.
    pub amount: Option<i64>,
}

impl From<DunningAction> for DunningEntryKind {
    fn from(action: DunningAction) -> Self {
        match action {
            DunningAction::Reminder => Self::Reminder,
            DunningAction::FinalNotice => Self::FinalNotice,
            DunningAction::Suspension => Self::Suspension,
        }
    }
}

impl Rule<'_> {
    /// The first day after grace and so many days more.
    fn planned(&self, due: NaiveDate, after_days: u16) -> NaiveDate {
        due + Days::new(u64::from(self.grace_days) + u64::from(after_days) + 1)
    }

    /// The steps of an invoice: each on its day, or later by as much as the one before it came later.
    pub fn steps_of(&self, debt: &Debt, today: NaiveDate) -> Vec<PlannedStep> {
        let mut before: Option<(u16, NaiveDate)> = None;
        let mut steps = Vec::with_capacity(self.steps.len());
        for (stage, step) in (1..).zip(self.steps) {
            let taken = debt.taken(stage);
            let on = taken.unwrap_or_else(|| {
                let planned = self.planned(debt.due, step.after_days);
                let follows = before.map(|(after_days, on)| {
                    on + Days::new(u64::from(step.after_days.saturating_sub(after_days)))
                });
                planned.max(follows.unwrap_or(planned)).max(today)
            });
            before = Some((step.after_days, on));
            steps.push(PlannedStep { stage, action: step.action, on, taken: taken.is_some() });
        }
        steps
    }

    /// The day from which on an invoice counts for a suspension, and whether that step was taken.
    fn suspension(&self, debt: &Debt, today: NaiveDate) -> (NaiveDate, bool) {
        if debt.is_fee {
            // It follows an invoice that was told of: it needs no word of its own.
            let last = self.steps.iter().rfind(|step| step.action == DunningAction::Suspension);
            let taken = last.is_some() && debt.taken(self.last_stage()).is_some();
            return (self.planned(debt.due, last.map_or(0, |step| step.after_days)), taken);
        }
        let steps = self.steps_of(debt, today);
        let last = steps.iter().rfind(|step| step.action == DunningAction::Suspension);
        last.map_or((self.planned(debt.due, 0), false), |step| (step.on, step.taken))
    }

    /// The place of the last step, from 1; 0 without steps.
    pub fn last_stage(&self) -> i32 {
        i32::try_from(self.steps.len()).unwrap_or(i32::MAX)
    }

    /// Whether the tenant withholds services at all.
    pub fn suspends(&self) -> bool {
        self.steps.last().is_some_and(|step| step.action == DunningAction::Suspension)
    }
}

impl Account {
    /// Whether a promise to pay later is in good standing.
    pub fn is_shielded(&self, today: NaiveDate) -> bool {
        self.promise.as_ref().is_some_and(|promise| promise.standing(today) == Standing::Active)
    }

    /// Whether a promise in good standing is for this invoice.
    pub fn is_promised(&self, invoice: InvoiceId, today: NaiveDate) -> bool {
        self.promise.as_ref().is_some_and(|promise| promise.shields(invoice, today))
    }

    /// The notices that are to be given today: invoice, what is asked for of it, and the step.
    pub fn notices(&self, rule: &Rule<'_>, today: NaiveDate) -> Vec<(&Debt, PlannedStep)> {
        if self.is_shielded(today) {
            return Vec::new();
        }
        let of = |debt| {
            let next = rule.steps_of(debt, today).into_iter().find(|step| !step.taken)?;
            (next.on <= today && next.action != DunningAction::Suspension).then_some((debt, next))
        };
        self.debts.iter().filter(|debt| !debt.is_fee && debt.asked() > 0).filter_map(of).collect()
    }

    /// The invoices that count for a suspension today, each with whether that step was taken for it: those whose day has
    /// come, and with them all that are paid before them: of those that are due on one day the earlier made.
    pub fn counted(&self, rule: &Rule<'_>, today: NaiveDate) -> Vec<(&Debt, bool)> {
        // Where somebody of the staff has withheld the services, what is past grace is asked for.
        let by_hand = !self.withheld.is_empty() && !self.suspended_by_step;
        let has_come = |debt: &Debt| {
            let on = if by_hand { rule.planned(debt.due, 0) } else { rule.suspension(debt, today).0 };
            on <= today
        };
        let asked: Vec<&Debt> = self.debts.iter().filter(|debt| debt.asked() > 0).collect();
        let Some(last) = asked.iter().rposition(|debt| has_come(debt)) else { return Vec::new() };
        let counts = asked.into_iter().take(last + 1);
        counts.map(|debt| (debt, rule.suspension(debt, today).1)).collect()
    }

    /// What counts for a suspension today, minor units: what is asked for, less what the customer has to its credit.
    pub fn pressing(&self, rule: &Rule<'_>, today: NaiveDate) -> i64 {
        let asked: i64 = self.counted(rule, today).iter().map(|(debt, _)| debt.asked()).sum();
        (asked - self.unapplied).max(0)
    }

    /// Whether services are to be withheld: more is pressing than the minimum, and no promise shields.
    pub fn is_due_for_suspension(&self, rule: &Rule<'_>, today: NaiveDate) -> bool {
        !self.is_shielded(today) && self.pressing(rule, today) > rule.minimum
    }

    /// Whether services are to be withheld for an invoice for which they were not yet: what the staff has given back is
    /// not taken again for the same.
    pub fn calls_for_suspension(&self, rule: &Rule<'_>, today: NaiveDate) -> bool {
        rule.suspends()
            && self.is_due_for_suspension(rule, today)
            && self.counted(rule, today).iter().any(|(_, taken)| !taken)
    }

    /// The least that must be paid now so that services are given back, minor units; 0 where nothing must.
    pub fn to_restore(&self, rule: &Rule<'_>, today: NaiveDate) -> i64 {
        if self.is_shielded(today) {
            return 0;
        }
        (self.pressing(rule, today) - rule.minimum).max(0)
    }

    /// What is past its due day and asked for, and what is held, minor units.
    pub fn overdue(&self, today: NaiveDate) -> (i64, i64) {
        let late = self.debts.iter().filter(|debt| debt.due < today);
        late.fold((0, 0), |(asked, held), debt| (asked + debt.asked(), held + debt.held))
    }

    /// How far it has come.
    pub fn stage(&self, rule: &Rule<'_>, today: NaiveDate) -> DunningStage {
        if !self.withheld.is_empty() {
            return DunningStage::Suspended;
        }
        let of = |debt: &Debt| {
            let steps = rule.steps_of(debt, today);
            let taken = steps.iter().rfind(|step| step.taken && step.action != DunningAction::Suspension);
            taken.map_or(DunningStage::Overdue, |step| match step.action {
                DunningAction::Reminder => DunningStage::Reminded,
                DunningAction::FinalNotice | DunningAction::Suspension => DunningStage::FinalNotice,
            })
        };
        let late = self.debts.iter().filter(|debt| debt.due < today && debt.asked() > 0);
        late.map(of).max().unwrap_or(DunningStage::Clear)
    }

    /// What has happened and what will, if nothing is paid: by day.
    pub fn timeline(&self, rule: &Rule<'_>, today: NaiveDate) -> Result<Vec<Entry>, MoneyError> {
        let mut entries = Vec::new();
        for debt in self.debts.iter().filter(|debt| !debt.is_fee) {
            let on_hold = debt.asked() == 0 || self.is_shielded(today);
            for step in rule.steps_of(debt, today) {
                entries.push(Entry {
                    invoice: debt.invoice,
                    kind: step.action.into(),
                    on: step.on,
                    done: step.taken,
                    on_hold: on_hold && !step.taken,
                    amount: Some(debt.asked()),
                });
            }
            let on_hold = debt.asked() == 0 || self.is_promised(debt.invoice, today);
            for (stage, fee) in (1..).zip(rule.fees) {
                let charged = debt.fees.iter().find(|charged| charged.stage == stage);
                let planned = late_fee::charged_from(fee, debt.due, rule.grace_days).max(today);
                entries.push(Entry {
                    invoice: debt.invoice,
                    kind: DunningEntryKind::LateFee,
                    on: charged.map_or(planned, |charged| charged.on),
                    done: charged.is_some(),
                    on_hold: on_hold && charged.is_none(),
                    amount: match charged {
                        Some(_) => None,
                        None => Some(late_fee::amount(fee, debt.asked())?),
                    },
                });
            }
        }
        entries.sort_by_key(|entry| (entry.on, entry.invoice));
        Ok(entries)
    }
}
