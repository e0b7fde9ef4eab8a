//! What is to be billed and is not part of a plan's periodic price: set-up fees, parts of periods, volume bought.
//!
//! A charge has a source, and a source is charged once, however often it is told.

use serde_json::Value as Json;

use super::entity::charge::{self, ChargeKind};
use super::proration::Span;
use super::store::charges as store;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{ChargeId, CustomerId, InvoiceId, SubscriptionId};
use crate::kernel::money::{Currency, MICRO_SCALE};

/// Keys of the localisable texts of charges; `crate::billing::description` writes them out.
pub mod text {
    /// A set-up fee; takes `plan`.
    pub const SETUP: &str = "line.setup";
    /// Days of a plan that were billed and not used; takes `plan`.
    pub const UNUSED: &str = "line.plan_unused";
    /// Days of a plan that are billed beside its periods; takes `plan`.
    pub const PART: &str = "line.plan_part";
    /// Days without service that were billed; takes `plan`.
    pub const SUSPENDED: &str = "line.suspended";
    /// Days with service again that were not billed; takes `plan`.
    pub const RESUMED: &str = "line.resumed";
    /// A pause; takes `plan`.
    pub const PAUSE: &str = "line.pause";
    /// The rest of a minimum term; takes `plan`.
    pub const EARLY_END: &str = "line.early_end";
    /// Volume bought; takes `name`.
    pub const TOP_UP: &str = "line.top_up";
}

/// A quantity of one.
pub(super) const ONE: i64 = 10_i64.pow(MICRO_SCALE);

/// Something to be billed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCharge {
    /// Who pays.
    pub customer: CustomerId,
    /// The customer's currency; the database refuses another.
    pub currency: Currency,
    /// The service it is for.
    pub subscription: Option<SubscriptionId>,
    /// What kind of line it becomes.
    pub kind: ChargeKind,
    /// Key of the localisable text.
    pub description_key: &'static str,
    /// Values of the text's places: names to strings.
    pub description_args: Json,
    /// The days it is for.
    pub service: Option<Span>,
    /// Millionths of the quantity, above 0.
    pub quantity_micro: i64,
    /// Minor units before tax; negative for a credit.
    pub unit_price_minor: i64,
    /// Which tax rates apply; none is untaxed.
    pub tax_code: Option<String>,
    /// What it comes from, unique in the tenant.
    pub source_key: String,
}

/// Writes something to be billed with the next invoice. Told again with the same source, it is not charged again.
pub async fn charge(tx: &Tx, new: NewCharge) -> Result<(), DbError> {
    charge_all(tx, vec![new]).await
}

/// The same for several.
pub async fn charge_all(tx: &Tx, new: Vec<NewCharge>) -> Result<(), DbError> {
    if new.is_empty() {
        return Ok(());
    }
    store::insert(tx, new.into_iter().map(|new| row(tx, new)).collect()).await
}

fn row(tx: &Tx, new: NewCharge) -> charge::Model {
    let scope = tx.scope();
    charge::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: new.customer,
        subscription_id: new.subscription,
        invoice_id: None,
        kind: new.kind,
        description_key: new.description_key.to_owned(),
        description_args: new.description_args,
        service_start: new.service.map(|span| span.start),
        service_end: new.service.map(|span| span.end),
        quantity_micro: new.quantity_micro,
        currency: new.currency,
        unit_price_minor: new.unit_price_minor,
        tax_code: new.tax_code,
        source_key: new.source_key,
        created_at: scope.now(),
        cancelled_at: None,
    }
}

/// What waits for the next invoice of a customer, the oldest first.
pub async fn unbilled_charges(db: &impl Reads, customer: CustomerId) -> Result<Vec<charge::Model>, DbError> {
    store::unbilled(db, &[customer]).await
}

/// Puts charges on an invoice of their customer. False: one of them is on an invoice already, or was taken back; the
/// transaction has to be dropped then.
pub async fn mark_billed(tx: &Tx, ids: &[ChargeId], invoice: InvoiceId) -> Result<bool, DbError> {
    if ids.is_empty() {
        return Ok(true);
    }
    Ok(usize::try_from(store::mark_billed(tx, ids, invoice).await?) == Ok(ids.len()))
}

/// Takes the charges of an invoice off it, so that the next one has them: the invoice is void.
pub async fn release_charges(tx: &Tx, invoice: InvoiceId) -> Result<u64, DbError> {
    store::release(tx, invoice).await
}
