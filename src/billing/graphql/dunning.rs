//! `Customer.dunning` and `Customer.restoreQuote`: what happens because of what is overdue, and what ends it.

use std::sync::Arc;

use async_graphql::{Context, Object};

use super::invoice::{InvoiceNode, missing};
use crate::billing::Dunned;
use crate::billing::dunning::{DunningEntryKind, DunningStage, Entry};
use crate::billing::loader::InvoiceById;
use crate::catalog::graphql::SubscriptionNode;
use crate::catalog::loader::SubscriptionById;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::Date;
use crate::kernel::fault::Fault;
use crate::kernel::ids::InvoiceId;
use crate::kernel::money::{Currency, Money};

/// Entries of a timeline that are shown.
const MAX_ENTRIES: usize = 100;

/// What happens to a customer because of what is overdue.
pub struct DunningNode(pub Arc<Dunned>);

impl DunningNode {
    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.0.currency))
    }
}

/// What happens to a customer because of what is overdue, today in the ISP's zone. Visible to whoever sees the customer's
/// bills.
#[Object(name = "Dunning")]
impl DunningNode {
    /// How far it has come.
    async fn stage(&self, ctx: &Context<'_>) -> DunningStage {
        self.0.account.stage(&self.0.rule(), request(ctx).scope.today())
    }

    /// What is past its due day, without what is disputed.
    async fn overdue(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.0.account.overdue(request(ctx).scope.today()).0)
    }

    /// What is past its due day and disputed: nobody asks for it until the dispute is settled.
    async fn held(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.0.account.overdue(request(ctx).scope.today()).1)
    }

    /// What must be exceeded before services are withheld.
    async fn minimum(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.0.rule().minimum)
    }

    /// The last day on which a promise shields the customer, if it is kept until then; null where none does.
    async fn shielded_until(&self, ctx: &Context<'_>) -> Option<Date> {
        let shielded = self.0.account.is_shielded(request(ctx).scope.today());
        let promise = self.0.account.promise.as_ref().filter(|_| shielded)?;
        promise.instalments.last().map(|instalment| Date(instalment.due))
    }

    /// What has happened, and what will on which day if nothing is paid, the earliest first; at most 100.
    #[expect(clippy::unused_async, reason = "every resolver is async")]
    async fn timeline(&self, ctx: &Context<'_>) -> Result<Vec<DunningEntryNode>, ApiError> {
        let entries = self.0.account.timeline(&self.0.rule(), request(ctx).scope.today());
        let entries = entries.map_err(Fault::internal)?.into_iter().take(MAX_ENTRIES);
        Ok(entries.map(|entry| DunningEntryNode { entry, currency: self.0.currency }).collect())
    }
}

/// What happens when.
pub struct DunningEntryNode {
    entry: Entry,
    currency: Currency,
}

/// What has happened because of an invoice, or will. Visible to whoever sees the customer's bills.
#[Object(name = "DunningEntry")]
impl DunningEntryNode {
    /// What happens.
    async fn kind(&self) -> DunningEntryKind {
        self.entry.kind
    }

    /// The day, in the ISP's zone; of what is to come the earliest.
    async fn on(&self) -> Date {
        Date(self.entry.on)
    }

    /// Whether it has happened.
    async fn done(&self) -> bool {
        self.entry.done
    }

    /// Whether it waits for the end of a dispute or of a promise to pay later.
    async fn on_hold(&self) -> bool {
        self.entry.on_hold
    }

    /// The fee, or what is asked for of the invoice now; null for a fee that was charged: see `Invoice.lateFees`.
    async fn amount(&self, ctx: &Context<'_>) -> Option<MoneyNode> {
        self.entry.amount.map(|minor| request(ctx).money(Money::new(minor, self.currency)))
    }

    /// The invoice that is overdue, or will be.
    async fn invoice(&self, ctx: &Context<'_>) -> Result<InvoiceNode, ApiError> {
        Box::pin(by_id(ctx, self.entry.invoice)).await
    }
}

/// An invoice that an object points to whose customer was seen.
pub(super) async fn by_id(ctx: &Context<'_>, id: InvoiceId) -> Result<InvoiceNode, ApiError> {
    let invoice = request(ctx).loaders.billing.load_one(InvoiceById(id)).await?;
    invoice.map(InvoiceNode::new).ok_or_else(|| missing("invoice"))
}

/// What must be paid so that services are given back.
pub struct RestoreQuoteNode(pub Arc<Dunned>);

/// What must be paid now so that services are given back that are withheld for non-payment. A payment of the amount gives
/// them back in the same moment; less does not. Visible to whoever sees the customer's bills.
#[Object(name = "RestoreQuote")]
impl RestoreQuoteNode {
    /// The exact minimum, in a payment that is not meant for other invoices; 0 where nothing is owed for it any more: then
    /// any payment gives them back, or the ISP does.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        let minor = self.0.account.to_restore(&self.0.rule(), request(ctx).scope.today());
        request(ctx).money(Money::new(minor, self.0.currency))
    }

    /// What counts for the suspension: what is overdue for so long, without what is disputed and less what the customer
    /// has to its credit. The amount is as much less as the ISP leaves alone.
    async fn owed(&self, ctx: &Context<'_>) -> MoneyNode {
        let minor = self.0.account.pressing(&self.0.rule(), request(ctx).scope.today());
        request(ctx).money(Money::new(minor, self.0.currency))
    }

    /// The services that are withheld; one that is withheld for another reason too stays so. At most 50.
    async fn services(&self, ctx: &Context<'_>) -> Result<Vec<SubscriptionNode>, ApiError> {
        Box::pin(async {
            let keys: Vec<_> =
                self.0.account.withheld.iter().take(50).copied().map(SubscriptionById).collect();
            let mut found = request(ctx).loaders.catalog.load_many(keys.clone()).await?;
            Ok(keys.iter().filter_map(|key| found.remove(key)).map(SubscriptionNode::new).collect())
        })
        .await
    }
}
