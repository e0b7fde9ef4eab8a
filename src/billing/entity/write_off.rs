//! What was given up of an invoice on a day, or came in after all. Rows are added and never changed: so the books of a
//! day that is past stay as they are.

use crate::kernel::ids::{CustomerId, InvoiceId, TenantId, WriteOffId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// What was given up of an invoice on a day, or came in after all.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "write_off")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WriteOffId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who owed it.
    pub customer_id: CustomerId,
    /// The customer's.
    pub currency: Currency,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Minor units, not 0; negative where it was paid or credited after all.
    pub amount_minor: i64,
    /// When, by the tenant's clock: it is booked on this day.
    pub at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
