//! The offer to become a member of a customer.

use super::account_link::LinkRole;
use crate::kernel::ids::{AccountId, CustomerId, MemberInvitationId, TenantId};
use sea_orm::entity::prelude::*;

/// What became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InvitationStatus {
    /// Not answered yet; after its time it counts no more.
    Open,
    /// Somebody has become a member by it.
    Accepted,
    /// Taken back, or replaced by a later one to the same address.
    Revoked,
}

/// The offer to become a member of a customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member_invitation")]
pub struct Model {
    /// The invitation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MemberInvitationId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The customer.
    pub customer_id: CustomerId,
    /// Who invites.
    pub invited_by: AccountId,
    /// Who has become a member by it.
    pub accepted_by: Option<AccountId>,
    /// How the person is addressed.
    pub name: String,
    /// Where the token went.
    pub email: String,
    /// The right it gives.
    pub role: LinkRole,
    /// SHA-256 of the token, which is nowhere else.
    pub token_hash: Vec<u8>,
    /// What became of it.
    pub status: InvitationStatus,
    /// When it was sent.
    pub created_at: DateTimeUtc,
    /// When the token ends.
    pub expires_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
