//! Every query on signing keys, families of refresh tokens and personal access tokens.

use sea_orm::entity::prelude::*;
use sea_orm::{Order, Set};

use crate::db::{DbError, Reads, Tx};
use crate::identity::entity::token_family::RevokedReason;
use crate::identity::entity::{personal_token, signing_key, token_family};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, PersonalTokenId, SessionId, TokenFamilyId};

/// The tenant's signing keys, the oldest first.
pub(in crate::identity) async fn signing_keys(db: &impl Reads) -> Result<Vec<signing_key::Model>, DbError> {
    db.select::<signing_key::Entity>().order_by(signing_key::Column::Generation, Order::Asc).all().await
}

/// Stores a signing key.
pub(in crate::identity) async fn insert_signing_key(
    tx: &Tx,
    key: signing_key::ActiveModel,
) -> Result<(), DbError> {
    tx.insert(key).await
}

/// Removes the keys of earlier generations: nothing that they signed is valid any more.
pub(in crate::identity) async fn remove_signing_keys(tx: &Tx, before: i32) -> Result<(), DbError> {
    let old = signing_key::Column::Generation.lt(before);
    tx.delete::<signing_key::Entity>().filter(old).run().await.map(|_| ())
}

/// Stores a family.
pub(in crate::identity) async fn insert_family(
    tx: &Tx,
    family: token_family::ActiveModel,
) -> Result<(), DbError> {
    tx.insert(family).await
}

/// A family by its id.
pub(in crate::identity) async fn family(
    db: &impl Reads,
    id: TokenFamilyId,
) -> Result<Option<token_family::Model>, DbError> {
    db.select::<token_family::Entity>().filter(token_family::Column::Id.eq(id)).one().await
}

/// Renews the token of a family, if it is still the one that was read: of any number of calls with the same token, one
/// gets through. Whether this was the one.
pub(in crate::identity) async fn advance_family(
    tx: &Tx,
    read: &token_family::Model,
    digest: [u8; 32],
    at: Instant,
) -> Result<bool, DbError> {
    use token_family::Column;
    let changed = tx
        .update::<token_family::Entity>()
        .set(Column::Generation, read.generation + 1)
        .set(Column::Digest, digest.to_vec())
        .set(Column::PreviousDigest, read.digest.clone())
        .set(Column::RotatedAt, at)
        .filter(Column::Id.eq(read.id))
        .filter(Column::Generation.eq(read.generation))
        .filter(Column::RevokedAt.is_null())
        .run()
        .await?;
    Ok(changed == 1)
}

/// Ends a family, if it has not ended. Whether this call ended it.
pub(in crate::identity) async fn revoke_family(
    tx: &Tx,
    id: TokenFamilyId,
    reason: RevokedReason,
    at: Instant,
) -> Result<bool, DbError> {
    use token_family::Column;
    let changed = tx
        .update::<token_family::Entity>()
        .set(Column::RevokedAt, at)
        .set(Column::RevokedReason, reason)
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null())
        .run()
        .await?;
    Ok(changed == 1)
}

/// Ends the families of an account that have not ended, but for those of one session.
pub(in crate::identity) async fn revoke_families(
    tx: &Tx,
    account: AccountId,
    kept: Option<SessionId>,
    reason: RevokedReason,
    at: Instant,
) -> Result<(), DbError> {
    use token_family::Column;
    let mut families = tx
        .update::<token_family::Entity>()
        .set(Column::RevokedAt, at)
        .set(Column::RevokedReason, reason)
        .filter(Column::AccountId.eq(account))
        .filter(Column::RevokedAt.is_null());
    if let Some(kept) = kept {
        families = families.filter(Column::SessionId.ne(kept));
    }
    families.run().await.map(|_| ())
}

/// Removes the families of an account that are over: nothing can be renewed with them, used before or not.
pub(in crate::identity) async fn remove_ended_families(
    tx: &Tx,
    account: AccountId,
    at: Instant,
) -> Result<(), DbError> {
    use token_family::Column;
    let over = tx.delete::<token_family::Entity>().filter(Column::AccountId.eq(account));
    over.filter(Column::ExpiresAt.lt(at)).run().await.map(|_| ())
}

/// Stores a personal access token.
pub(in crate::identity) async fn insert_personal_token(
    tx: &Tx,
    token: personal_token::ActiveModel,
) -> Result<(), DbError> {
    tx.insert(token).await
}

/// The personal access token with this digest, whatever its state.
pub(in crate::identity) async fn personal_token(
    db: &impl Reads,
    digest: [u8; 32],
) -> Result<Option<personal_token::Model>, DbError> {
    let digest = personal_token::Column::Digest.eq(digest.to_vec());
    db.select::<personal_token::Entity>().filter(digest).one().await
}

/// The personal access tokens of an account that may be used, the newest first.
pub(in crate::identity) async fn personal_tokens(
    db: &impl Reads,
    account: AccountId,
    at: Instant,
) -> Result<Vec<personal_token::Model>, DbError> {
    use personal_token::Column;
    db.select::<personal_token::Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(at))
        .order_by(Column::CreatedAt, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .all()
        .await
}

/// Takes back a personal access token of an account. Whether there was one.
pub(in crate::identity) async fn revoke_personal_token(
    tx: &Tx,
    account: AccountId,
    id: PersonalTokenId,
    at: Instant,
) -> Result<bool, DbError> {
    use personal_token::Column;
    let revoked = tx
        .update::<personal_token::Entity>()
        .set(Column::RevokedAt, at)
        .filter(Column::Id.eq(id))
        .filter(Column::AccountId.eq(account))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(at))
        .run()
        .await?;
    Ok(revoked == 1)
}

/// Takes back every personal access token of an account that may be used; how many there were.
pub(in crate::identity) async fn revoke_personal_tokens(
    tx: &Tx,
    account: AccountId,
    at: Instant,
) -> Result<u64, DbError> {
    use personal_token::Column;
    tx.update::<personal_token::Entity>()
        .set(Column::RevokedAt, at)
        .filter(Column::AccountId.eq(account))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(at))
        .run()
        .await
}

/// Notes a use.
pub(in crate::identity) async fn note_use(tx: &Tx, id: PersonalTokenId, at: Instant) -> Result<(), DbError> {
    use personal_token::Column;
    tx.update::<personal_token::Entity>()
        .set(Column::LastUsedAt, at)
        .filter(Column::Id.eq(id))
        .run()
        .await
        .map(|_| ())
}

/// The values of a new family.
pub(in crate::identity) fn new_family(
    id: TokenFamilyId,
    account: AccountId,
    session: SessionId,
    digest: [u8; 32],
    (created, ends): (Instant, Instant),
) -> token_family::ActiveModel {
    token_family::ActiveModel {
        id: Set(id),
        account_id: Set(account),
        session_id: Set(session),
        generation: Set(1),
        digest: Set(digest.to_vec()),
        previous_digest: Set(None),
        rotated_at: Set(None),
        revoked_at: Set(None),
        revoked_reason: Set(None),
        created_at: Set(created),
        expires_at: Set(ends),
        ..Default::default()
    }
}
