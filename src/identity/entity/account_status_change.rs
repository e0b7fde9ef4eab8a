//! What was done to an account by those who administer it.

use super::portal_account::AccountStatus;
use crate::identity::status::AccountAction;
use crate::kernel::ids::{AccountId, AccountStatusChangeId, TenantId};
use sea_orm::entity::prelude::*;

/// Something that was done to an account. Rows are added and never changed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_status_change")]
pub struct Model {
    /// The change.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountStatusChangeId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The account.
    pub account_id: AccountId,
    /// The state before.
    pub from_status: AccountStatus,
    /// The state after: the same where the state was not what was changed.
    pub to_status: AccountStatus,
    /// What was done; none in rows from before this was kept, whose state after says it.
    pub action: Option<AccountAction>,
    /// Why.
    pub reason: String,
    /// Who changed it; none for the system.
    pub actor_account_id: Option<AccountId>,
    /// When.
    pub at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
