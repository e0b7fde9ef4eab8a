//! Below which balance a prepaid customer is told, and whether it has been.

use crate::kernel::ids::{CustomerId, TenantId, WalletAlertId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// Below which balance a prepaid customer is told, and whether it has been.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wallet_alert")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WalletAlertId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The customer.
    pub customer_id: CustomerId,
    /// The customer's currency.
    pub currency: Currency,
    /// The balance below which it is told, minor units, as its owner wants it; none: as the ISP does.
    pub threshold_minor: Option<i64>,
    /// Whether the balance was below it when it was last looked at: then it was told, and is not told again before it has
    /// been at it or above.
    pub is_low: bool,
    /// When it last changed, by the world's clock.
    pub changed_at: DateTimeUtc,
    /// Counts what the customer's people have said; 0 until they say something.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
