//! `LateFee` in the graph.

use async_graphql::{Context, Object};

use super::invoice::{InvoiceNode, missing};
use crate::billing::entity::late_fee;
use crate::billing::loader::InvoiceById;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::DateTime;
use crate::kernel::money::{Currency, Money};

/// A fee on an invoice that the caller may see.
pub struct LateFeeNode {
    fee: late_fee::Model,
    currency: Currency,
}

impl LateFeeNode {
    /// A fee in the currency of its invoice.
    pub fn new(fee: late_fee::Model, currency: Currency) -> Self {
        Self { fee, currency }
    }
}

/// A fee for paying an invoice late, charged by an invoice of its own. Visible to whoever sees the invoice.
#[Object(name = "LateFee")]
impl LateFeeNode {
    /// The stage of the ISP's policy, from 1.
    async fn stage(&self) -> i32 {
        self.fee.stage
    }

    /// What was overdue when it was charged.
    async fn overdue(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.fee.overdue_minor, self.currency))
    }

    /// The fee.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.fee.amount_minor, self.currency))
    }

    /// When it was charged.
    async fn charged_at(&self) -> DateTime {
        DateTime(self.fee.charged_at)
    }

    /// When it was waived; null unless it was.
    async fn waived_at(&self) -> Option<DateTime> {
        self.fee.waived_at.map(DateTime)
    }

    /// The invoice that charges it.
    async fn invoice(&self, ctx: &Context<'_>) -> Result<InvoiceNode, ApiError> {
        Box::pin(async {
            let key = InvoiceById(self.fee.fee_invoice_id);
            let invoice = request(ctx).loaders.billing.load_one(key).await?;
            invoice.map(InvoiceNode::new).ok_or_else(|| missing("invoice"))
        })
        .await
    }
}
