//! The tax report in the graph.

use async_graphql::{Context, Object};

use crate::accounting::{Period, VatRow};
use crate::graphql::context::request;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{Date, Decimal};
use crate::kernel::money::{Money, from_micro};

/// The tax report of a period.
pub struct VatReportNode {
    period: Period,
    rows: Vec<VatRow>,
}

impl VatReportNode {
    /// The report with its rows.
    pub fn new(period: Period, rows: Vec<VatRow>) -> Self {
        Self { period, rows }
    }
}

/// What was charged and taken back of each tax in a period. Visible to billing and tenant administrators.
#[Object(name = "VatReport")]
impl VatReportNode {
    /// First day.
    async fn from(&self) -> Date {
        Date(self.period.from)
    }

    /// First day after it.
    async fn to(&self) -> Date {
        Date(self.period.to)
    }

    /// One row for each jurisdiction, tax, rate and currency, in this order.
    async fn rows(&self) -> Vec<VatRowNode> {
        self.rows.iter().cloned().map(VatRowNode).collect()
    }
}

/// A row of the report.
pub struct VatRowNode(VatRow);

/// A tax of a jurisdiction at a rate in one currency: what invoices charged (those that were cancelled taken off) and what
/// credit notes took back.
#[Object(name = "VatReportRow")]
impl VatRowNode {
    /// Who levies it, e.g. `DE`; empty for tax of a credit note that names no invoice.
    async fn jurisdiction(&self) -> &str {
        &self.0.tax.jurisdiction
    }

    /// Its name, e.g. `VAT`.
    async fn name(&self) -> &str {
        &self.0.tax.name
    }

    /// The tax code that brought it about.
    async fn tax_code(&self) -> &str {
        &self.0.tax.code
    }

    /// The rate as a fraction: `0.19` is 19 %.
    async fn rate(&self) -> Decimal {
        Decimal(from_micro(self.0.tax.rate_micro))
    }

    /// What invoices levied it on.
    async fn charged_base(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.0.sums.charged_base)
    }

    /// What invoices charged.
    async fn charged_tax(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.0.sums.charged_tax)
    }

    /// What credit notes took back of the base.
    async fn credited_base(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.0.sums.credited_base)
    }

    /// What credit notes took back of the tax.
    async fn credited_tax(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.0.sums.credited_tax)
    }

    /// What it is to be paid on: charged less credited.
    async fn base(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.0.sums.base())
    }

    /// What is to be paid: charged less credited.
    async fn tax(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.0.sums.tax())
    }
}

impl VatRowNode {
    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.0.currency))
    }
}
