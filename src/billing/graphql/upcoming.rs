//! `Customer.upcomingInvoice`: what the next invoice would be.

use std::sync::Arc;

use async_graphql::{Context, Object};
use chrono::Days;

use super::line::LineTaxNode;
use crate::billing::entity::invoice::InvoiceKind;
use crate::billing::entity::invoice_line::LineKind;
use crate::billing::ledger::NewLine;
use crate::billing::totals::PricedLine;
use crate::billing::{LineTax, Upcoming, description};
use crate::graphql::context::request;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{Date, Decimal};
use crate::kernel::money::Money;

/// Lines of an estimate that are shown.
const MAX_LINES: usize = 100;

/// An estimate of the next invoice.
pub struct UpcomingNode {
    upcoming: Arc<Upcoming>,
    credit: i64,
}

impl UpcomingNode {
    /// An estimate for a customer who has `credit` minor units of payments and credits that are not used.
    pub fn new(upcoming: Upcoming, credit: i64) -> Self {
        Self { upcoming: Arc::new(upcoming), credit }
    }

    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.upcoming.currency))
    }

    fn applied(&self) -> i64 {
        self.credit.min(self.upcoming.priced.total).max(0)
    }
}

/// What the next invoice would be by what is known now: the rules are those of the billing run. Volume is what was measured
/// so far, and whatever changes until then changes it. Visible to whoever sees the customer's bills.
#[Object(name = "UpcomingInvoice")]
impl UpcomingNode {
    /// Why it would be made.
    async fn kind(&self) -> InvoiceKind {
        self.upcoming.bill.kind
    }

    /// The day on which it would be issued.
    async fn issue_date(&self) -> Date {
        Date(self.upcoming.issue_date)
    }

    /// The last day to pay it in time.
    async fn due_date(&self) -> Date {
        Date(self.upcoming.issue_date + Days::new(u64::from(self.upcoming.due_days)))
    }

    /// First day of the period it would bill; null where it bills none.
    async fn period_start(&self) -> Option<Date> {
        self.upcoming.bill.period.map(|(start, _)| Date(start))
    }

    /// First day after the period it would bill; null where it bills none.
    async fn period_end(&self) -> Option<Date> {
        self.upcoming.bill.period.map(|(_, end)| Date(end))
    }

    /// Sum of the lines before tax.
    async fn subtotal(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.upcoming.priced.subtotal)
    }

    /// Sum of the taxes.
    async fn tax_total(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.upcoming.priced.tax_total)
    }

    /// Subtotal and taxes. Below zero where more is given back than charged: then it becomes a credit note.
    async fn total(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.upcoming.priced.total)
    }

    /// What of it would be paid out of payments and credits that are not used yet.
    async fn credit_to_apply(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.applied())
    }

    /// What would be left to pay.
    async fn amount_due(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.upcoming.priced.total.max(0) - self.applied())
    }

    /// Its lines, the causes of the total, in the order of the document; the first 100.
    async fn lines(&self) -> Vec<UpcomingLineNode> {
        let count = self.upcoming.bill.lines.len().min(MAX_LINES);
        (0..count).map(|at| UpcomingLineNode { upcoming: self.upcoming.clone(), at }).collect()
    }
}

/// A line of an estimate.
pub struct UpcomingLineNode {
    upcoming: Arc<Upcoming>,
    at: usize,
}

impl UpcomingLineNode {
    fn line(&self) -> &NewLine {
        &self.upcoming.bill.lines[self.at]
    }

    fn priced(&self) -> &PricedLine {
        &self.upcoming.priced.lines[self.at]
    }

    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.upcoming.currency))
    }
}

/// A line of what the next invoice would be.
#[Object(name = "UpcomingInvoiceLine")]
impl UpcomingLineNode {
    /// What is charged.
    async fn kind(&self) -> LineKind {
        self.line().kind
    }

    /// The text of the line.
    async fn description(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "BCP 47 locale; the reader's if absent, English where a text is not translated.")]
        locale: Option<String>,
    ) -> String {
        let locale = locale.as_deref().unwrap_or(&request(ctx).locale);
        description::describe(&self.line().description_key, &self.line().description_args, locale)
    }

    /// First day the line is for; null where it is for no period.
    async fn service_start(&self) -> Option<Date> {
        self.line().service.map(|(start, _)| Date(start))
    }

    /// First day after what the line is for; null where it is for no period.
    async fn service_end(&self) -> Option<Date> {
        self.line().service.map(|(_, end)| Date(end))
    }

    /// How many units.
    async fn quantity(&self) -> Decimal {
        Decimal(self.line().quantity.normalize())
    }

    /// Price of a unit; below zero where it reduces the bill.
    async fn unit_price(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.line().unit_price)
    }

    /// Quantity times unit price, without the taxes that the price contains.
    async fn net(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.priced().net)
    }

    /// The taxes on the line, one for each rate; at most 10.
    async fn taxes(&self) -> Vec<LineTaxNode> {
        let rates = &self.upcoming.taxes.0;
        let tax = |tax: &crate::billing::totals::LineTax| {
            let rate = rates.iter().find(|rate| rate.id == tax.rate)?;
            let tax = LineTax {
                name: rate.name.clone(),
                jurisdiction: rate.jurisdiction.clone(),
                rate_micro: rate.rate_micro,
                base_minor: tax.base,
                amount_minor: tax.amount,
            };
            Some(LineTaxNode::new(tax, self.upcoming.currency))
        };
        self.priced().taxes.iter().filter_map(tax).take(10).collect()
    }
}
