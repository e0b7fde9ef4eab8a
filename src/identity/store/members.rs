//! Every query on members and invitations.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Order};

use crate::db::{DbError, Reads, Tx};
use crate::identity::entity::account_link::{self, LinkRole, LinkStatus};
use crate::identity::entity::member_invitation::{self, InvitationStatus};
use crate::identity::entity::portal_account::{self, AccountStatus};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, AccountLinkId, CustomerId, MemberInvitationId};

/// The active members of a customer, their rows held until the transaction ends; always in the same order, so that two
/// transactions never wait for each other in a circle.
pub(in crate::identity) async fn hold_members(
    tx: &Tx,
    customer: CustomerId,
) -> Result<Vec<account_link::Model>, DbError> {
    use account_link::Column;
    tx.select::<account_link::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::Status.eq(LinkStatus::Active))
        .order_by(Column::Id, Order::Asc)
        .for_update()
        .all()
        .await
}

/// A link to a customer, whatever its state.
pub(in crate::identity) async fn membership(
    db: &impl Reads,
    id: AccountLinkId,
) -> Result<Option<account_link::Model>, DbError> {
    use account_link::Column;
    let links = db.select::<account_link::Entity>().filter(Column::Id.eq(id));
    links.filter(Column::CustomerId.is_not_null()).one().await
}

/// The first members of each customer, the eldest first: one statement.
pub(in crate::identity) async fn members_of(
    db: &impl Reads,
    customers: &[CustomerId],
    most: u64,
) -> Result<Vec<account_link::Model>, DbError> {
    use account_link::Column;
    db.select::<account_link::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Column::Status.eq(LinkStatus::Active))
        .top_per_parent(
            Column::CustomerId,
            &[(Column::CreatedAt, Order::Asc), (Column::Id, Order::Asc)],
            most,
        )
        .all()
        .await
}

/// Gives a member another right, if it has still the one that was seen.
pub(in crate::identity) async fn set_role(
    tx: &Tx,
    id: AccountLinkId,
    from: LinkRole,
    to: LinkRole,
) -> Result<bool, DbError> {
    use account_link::Column;
    let changed = tx
        .update::<account_link::Entity>()
        .set(Column::Role, to)
        .filter(Column::Id.eq(id))
        .filter(Column::Role.eq(from))
        .filter(Column::Status.eq(LinkStatus::Active))
        .run()
        .await?;
    Ok(changed == 1)
}

/// Takes a link back.
pub(in crate::identity) async fn revoke_link(tx: &Tx, id: AccountLinkId) -> Result<bool, DbError> {
    use account_link::Column;
    let revoked = tx
        .update::<account_link::Entity>()
        .set(Column::Status, LinkStatus::Revoked)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(LinkStatus::Active))
        .run()
        .await?;
    Ok(revoked == 1)
}

fn open(now: Instant) -> Cond {
    use member_invitation::Column;
    Cond::all().add(Column::Status.eq(InvitationStatus::Open)).add(Column::ExpiresAt.gt(now))
}

/// The first open invitations of each customer, the eldest first: one statement.
pub(in crate::identity) async fn invitations_of(
    db: &impl Reads,
    customers: &[CustomerId],
    now: Instant,
    most: u64,
) -> Result<Vec<member_invitation::Model>, DbError> {
    use member_invitation::Column;
    db.select::<member_invitation::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(open(now))
        .top_per_parent(
            Column::CustomerId,
            &[(Column::CreatedAt, Order::Asc), (Column::Id, Order::Asc)],
            most,
        )
        .all()
        .await
}

/// An invitation that may still be answered.
pub(in crate::identity) async fn invitation(
    db: &impl Reads,
    id: MemberInvitationId,
    now: Instant,
) -> Result<Option<member_invitation::Model>, DbError> {
    use member_invitation::Column;
    db.select::<member_invitation::Entity>().filter(Column::Id.eq(id)).filter(open(now)).one().await
}

/// The open invitation of a token.
pub(in crate::identity) async fn invitation_of_token(
    db: &impl Reads,
    token_hash: &[u8],
    now: Instant,
) -> Result<Option<member_invitation::Model>, DbError> {
    use member_invitation::Column;
    let invitations =
        db.select::<member_invitation::Entity>().filter(Column::TokenHash.eq(token_hash.to_vec()));
    invitations.filter(open(now)).one().await
}

/// Takes invitations to an address back: a later one replaces them.
pub(in crate::identity) async fn revoke_invitations_to(
    tx: &Tx,
    customer: CustomerId,
    email: &str,
) -> Result<u64, DbError> {
    use member_invitation::Column;
    tx.update::<member_invitation::Entity>()
        .set(Column::Status, InvitationStatus::Revoked)
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::Email.eq(email))
        .filter(Column::Status.eq(InvitationStatus::Open))
        .run()
        .await
}

/// Takes an invitation back; whether it was open.
pub(in crate::identity) async fn revoke_invitation(tx: &Tx, id: MemberInvitationId) -> Result<bool, DbError> {
    use member_invitation::Column;
    let revoked = tx
        .update::<member_invitation::Entity>()
        .set(Column::Status, InvitationStatus::Revoked)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(InvitationStatus::Open))
        .run()
        .await?;
    Ok(revoked == 1)
}

/// Uses an invitation up, if it is still open: of two who try, one succeeds.
pub(in crate::identity) async fn accept_invitation(
    tx: &Tx,
    id: MemberInvitationId,
    account: AccountId,
    now: Instant,
) -> Result<bool, DbError> {
    use member_invitation::Column;
    let accepted = tx
        .update::<member_invitation::Entity>()
        .set(Column::Status, InvitationStatus::Accepted)
        .set(Column::AcceptedBy, account)
        .filter(Column::Id.eq(id))
        .filter(open(now))
        .run()
        .await?;
    Ok(accepted == 1)
}

/// Stores an invitation.
pub(in crate::identity) async fn insert_invitation(
    tx: &Tx,
    row: member_invitation::ActiveModel,
) -> Result<(), DbError> {
    tx.insert(row).await
}

/// Stores a link.
pub(in crate::identity) async fn insert_link(tx: &Tx, row: account_link::ActiveModel) -> Result<(), DbError> {
    tx.insert(row).await
}

/// Whether the account that sent an invitation is still active and an owner of the customer, or of the staff.
pub(in crate::identity) async fn may_still_invite(
    db: &impl Reads,
    invitation: &member_invitation::Model,
) -> Result<bool, DbError> {
    use account_link::Column;
    let links = db
        .select::<account_link::Entity>()
        .filter(Column::AccountId.eq(invitation.invited_by))
        .filter(Column::Status.eq(LinkStatus::Active))
        .all()
        .await?;
    let gives = |link: &account_link::Model| match link.role {
        LinkRole::Owner => link.customer_id == Some(invitation.customer_id),
        LinkRole::Support | LinkRole::TenantAdmin => true,
        _ => false,
    };
    if !links.iter().any(gives) {
        return Ok(false);
    }
    let accounts = db.select::<portal_account::Entity>();
    let active = accounts
        .filter(portal_account::Column::Id.eq(invitation.invited_by))
        .filter(portal_account::Column::Status.eq(AccountStatus::Active))
        .one()
        .await?;
    Ok(active.is_some())
}
