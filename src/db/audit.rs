//! The append-only audit log: who changed what, on whose request.

use sea_orm::Set;
use sea_orm::entity::prelude::*;

use super::error::DbError;
use super::select::Reads as _;
use super::tx::Tx;
use crate::kernel::ids::{AccountId, AuditEntryId, TenantId};

/// One row of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    /// The entry.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditEntryId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The account that acted; none for the system.
    pub actor_account_id: Option<AccountId>,
    /// What was done, e.g. `account.unlock`.
    pub action: String,
    /// The external id of what it was done to.
    pub subject: String,
    /// The reason given, if the action asks for one.
    pub reason: Option<String>,
    /// The request.
    pub request_id: String,
    /// When, by the world's clock.
    pub at: DateTimeUtc,
}

/// Entries stand alone: they outlive what they speak of.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();

impl Tx {
    /// Records, in this transaction, that `action` was done to `subject`.
    pub async fn audit(&self, action: &str, subject: String, reason: Option<String>) -> Result<(), DbError> {
        let scope = self.scope();
        self.insert(ActiveModel {
            id: Set(scope.new_id()),
            actor_account_id: Set(scope.actor().account().map(|account| account.id)),
            action: Set(action.to_owned()),
            subject: Set(subject),
            reason: Set(reason),
            request_id: Set(scope.request_id().to_owned()),
            at: Set(scope.real_now()),
            ..Default::default()
        })
        .await
    }
}
