//! A link that bills are paid by without a sign-in.

use crate::kernel::ids::{AccountId, CustomerId, PayLinkId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// A link that bills are paid by without a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pay_link")]
pub struct Model {
    /// The link.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PayLinkId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose bills.
    pub customer_id: CustomerId,
    /// Who has made it; none: the ISP itself, with the mail of a bill.
    pub created_by: Option<AccountId>,
    /// The customer's currency.
    pub currency: Currency,
    /// The most that is paid by it, minor units; none: all that is due of its invoices.
    pub amount_minor: Option<i64>,
    /// SHA-256 of the token, which is 256 random bits: a copy of the table opens no link.
    pub digest: Vec<u8>,
    /// When it was made, by the world's clock.
    pub created_at: DateTimeUtc,
    /// When it ends: the end of a day in the tenant's zone.
    pub expires_at: DateTimeUtc,
    /// When it was taken back.
    pub revoked_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
