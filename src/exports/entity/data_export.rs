//! A file with everything that is kept of a customer.

use crate::kernel::ids::{AccountId, CustomerId, DataExportId, TenantId};
use sea_orm::entity::prelude::*;

/// How far an export is. That it has expired is computed from its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ExportStatus {
    /// Asked for.
    Pending,
    /// Made.
    Ready,
}

/// A file with everything that is kept of a customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "data_export")]
pub struct Model {
    /// The export.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DataExportId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose data.
    pub customer_id: CustomerId,
    /// Who asked, and alone gets it.
    pub account_id: AccountId,
    /// How far it is.
    pub status: ExportStatus,
    /// The file; none before it is made and after it has expired.
    pub content: Option<Vec<u8>>,
    /// Its bytes.
    pub byte_size: i64,
    /// When it was asked for.
    pub requested_at: DateTimeUtc,
    /// When it was made.
    pub ready_at: Option<DateTimeUtc>,
    /// When it is gone.
    pub expires_at: DateTimeUtc,
}

/// Rows are read by account alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
