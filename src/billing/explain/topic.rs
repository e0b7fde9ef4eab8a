//! What lines of two invoices have in common, and what their difference is called.

use super::{BillCauseCode, BilledLine, Text};
use crate::billing::entity::invoice_line::LineKind;
use crate::kernel::ids::SubscriptionId;

/// What a line is about. A period and a part of one are about the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Service,
    Usage,
    Discount,
    OneOff,
    LateFee,
    Credit,
}

/// What lines are matched by: the service and the group, and beyond that the text, where there is no service or where
/// there may be several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Topic {
    group: Group,
    pub(super) subscription: Option<SubscriptionId>,
    text: String,
}

pub(super) fn topic_of(line: &BilledLine) -> Topic {
    let group = match line.kind {
        LineKind::Recurring | LineKind::Proration => Group::Service,
        LineKind::Usage => Group::Usage,
        LineKind::Discount => Group::Discount,
        LineKind::OneOff | LineKind::Setup => Group::OneOff,
        LineKind::LateFee => Group::LateFee,
        LineKind::Credit => Group::Credit,
    };
    let text = match (group, line.subscription) {
        (Group::Service | Group::Usage, Some(_)) => String::new(),
        // Which discount, and which plan without a subscription, only the values tell.
        (Group::Discount | Group::Service, _) => {
            format!("{} {}", line.description_key, line.description_args)
        }
        _ => line.description_key.clone(),
    };
    Topic { group, subscription: line.subscription, text }
}

/// The lines of one topic on one invoice.
#[derive(Default)]
pub(super) struct Side<'a> {
    pub(super) net: i64,
    pub(super) tax: i64,
    pub(super) lines: usize,
    /// Name and rate of each tax, sorted.
    pub(super) rates: Vec<(&'a str, i64)>,
    /// Whether all its lines have the same rates.
    pub(super) even: bool,
    prorated: bool,
    /// Text, quantity and price of the line that speaks for the others: the first of a whole period, or the first.
    first: Option<&'a BilledLine>,
}

impl<'a> Side<'a> {
    pub(super) fn add(&mut self, line: &'a BilledLine) {
        let mut rates: Vec<(&str, i64)> = line.taxes.iter().map(|tax| (&*tax.name, tax.rate_micro)).collect();
        rates.sort_unstable();
        self.even = self.lines == 0 || (self.even && self.rates == rates);
        if self.lines == 0 {
            self.rates = rates;
        }
        self.lines += 1;
        self.net += line.net;
        self.tax += line.taxes.iter().map(|tax| tax.amount).sum::<i64>();
        self.prorated |= line.kind == LineKind::Proration;
        if self
            .first
            .is_none_or(|first| first.kind == LineKind::Proration && line.kind != LineKind::Proration)
        {
            self.first = Some(line);
        }
    }

    pub(super) fn text(&self) -> Option<Text> {
        self.first.map(|line| (line.description_key.clone(), line.description_args.clone()))
    }
}

pub(super) fn code_of(topic: &Topic, before: &Side<'_>, after: &Side<'_>) -> BillCauseCode {
    let (first, last) = (before.first, after.first);
    match (topic.group, first, last) {
        (Group::Service, None, _) => BillCauseCode::NewService,
        (Group::Service, _, None) => BillCauseCode::ServiceEnded,
        (Group::Service, Some(old), Some(new)) => {
            let text = |line: &BilledLine| (line.description_key.clone(), line.description_args.clone());
            if text(old) != text(new) {
                BillCauseCode::PlanChanged
            } else if before.prorated || after.prorated {
                BillCauseCode::Proration
            } else if old.unit_price != new.unit_price {
                BillCauseCode::PriceChanged
            } else if before.net == after.net {
                BillCauseCode::Other
            } else {
                BillCauseCode::QuantityChanged
            }
        }
        (Group::Usage, ..) => BillCauseCode::Usage,
        (Group::Discount, None, _) => BillCauseCode::DiscountBegun,
        (Group::Discount, _, None) => BillCauseCode::DiscountEnded,
        (Group::Discount, ..) => BillCauseCode::DiscountChanged,
        (Group::OneOff, ..) => BillCauseCode::OneOff,
        (Group::LateFee, ..) => BillCauseCode::LateFee,
        (Group::Credit, ..) => BillCauseCode::Credit,
    }
}
