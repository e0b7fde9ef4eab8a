//! What a row of another system has become here, so that a file may be imported again.

use crate::import::fields::Kind;
use crate::kernel::ids::{CustomerId, ExternalRefId, InvoiceId, PaymentId, PlanId, SubscriptionId, TenantId};
use sea_orm::entity::prelude::*;

/// What a row of another system has become here. Exactly one of the links is set, the one of its kind.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "external_ref")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExternalRefId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The name of the mapping, which names the other system.
    pub source: String,
    /// What it is.
    pub kind: Kind,
    /// Its id there, unique within source and kind.
    pub external_id: String,
    /// The plan.
    pub plan_id: Option<PlanId>,
    /// The customer.
    pub customer_id: Option<CustomerId>,
    /// The subscription.
    pub subscription_id: Option<SubscriptionId>,
    /// The invoice.
    pub invoice_id: Option<InvoiceId>,
    /// The payment.
    pub payment_id: Option<PaymentId>,
    /// A digest of what was read of the row.
    pub fingerprint: Vec<u8>,
    /// Columns that were kept though they mean nothing here.
    pub kept: Json,
    /// When it was imported.
    pub imported_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
