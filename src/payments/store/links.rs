//! The statements on pay links.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{CustomerId, InvoiceId, PayLinkId, PaymentId};
use crate::payments::entity::{pay_link, pay_link_invoice, pay_link_payment, payment_claim};

/// Writes links, and what they are for.
pub(in crate::payments) async fn insert(
    tx: &Tx,
    links: Vec<pay_link::Model>,
    invoices: Vec<pay_link_invoice::Model>,
) -> Result<(), DbError> {
    tx.insert_many(links.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await?;
    tx.insert_many(invoices.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// The link with this digest, if it may be used.
pub(in crate::payments) async fn usable(
    db: &impl Reads,
    digest: &[u8; 32],
    now: Instant,
) -> Result<Option<pay_link::Model>, DbError> {
    use pay_link::Column;
    db.select::<pay_link::Entity>()
        .filter(Column::Digest.eq(digest.to_vec()))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .one()
        .await
}

/// A link, whatever has become of it.
pub(in crate::payments) async fn link(
    db: &impl Reads,
    id: PayLinkId,
) -> Result<Option<pay_link::Model>, DbError> {
    db.select::<pay_link::Entity>().filter(pay_link::Column::Id.eq(id)).one().await
}

/// The links of customers, the latest first.
pub(in crate::payments) async fn of_customers(
    db: &impl Reads,
    customers: &[CustomerId],
    limit: u64,
) -> Result<Vec<pay_link::Model>, DbError> {
    use pay_link::Column;
    db.select::<pay_link::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .top_per_parent(
            Column::CustomerId,
            &[(Column::CreatedAt, Order::Desc), (Column::Id, Order::Desc)],
            limit,
        )
        .all()
        .await
}

/// How many links of a customer may be used that somebody has made by hand.
pub(in crate::payments) async fn count_usable(
    db: &impl Reads,
    customer: CustomerId,
    now: Instant,
) -> Result<u64, DbError> {
    use pay_link::Column;
    db.select::<pay_link::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::CreatedBy.is_not_null())
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .count()
        .await
}

/// What links are for.
pub(in crate::payments) async fn invoices_of(
    db: &impl Reads,
    links: &[PayLinkId],
) -> Result<Vec<pay_link_invoice::Model>, DbError> {
    use pay_link_invoice::Column;
    db.select::<pay_link_invoice::Entity>()
        .filter(Column::LinkId.is_in(links.iter().copied()))
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// What was paid by links, or was meant to be.
pub(in crate::payments) async fn payments_of(
    db: &impl Reads,
    links: &[PayLinkId],
) -> Result<Vec<pay_link_payment::Model>, DbError> {
    db.select::<pay_link_payment::Entity>()
        .filter(pay_link_payment::Column::LinkId.is_in(links.iter().copied()))
        .all()
        .await
}

/// Whether a payment was made by a link.
pub(in crate::payments) async fn is_of(
    db: &impl Reads,
    link: PayLinkId,
    payment: PaymentId,
) -> Result<bool, DbError> {
    use pay_link_payment::Column;
    let rows = db.select::<pay_link_payment::Entity>().filter(Column::Id.eq(payment));
    Ok(rows.filter(Column::LinkId.eq(link)).count().await? == 1)
}

/// What payments under way are meant for, of some invoices.
pub(in crate::payments) async fn claims_on(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<Vec<payment_claim::Model>, DbError> {
    use payment_claim::Column;
    db.select::<payment_claim::Entity>()
        .filter(Column::InvoiceId.is_in(invoices.iter().copied()))
        .filter(Column::IsLive.eq(true))
        .all()
        .await
}

/// Notes that a payment was made by a link.
pub(in crate::payments) async fn insert_payment(
    tx: &Tx,
    row: pay_link_payment::Model,
) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Takes a link back that may be used. Whether it was this call.
pub(in crate::payments) async fn revoke(tx: &Tx, id: PayLinkId, now: Instant) -> Result<bool, DbError> {
    use pay_link::Column;
    let revoked = tx
        .update::<pay_link::Entity>()
        .set(Column::RevokedAt, now)
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .run()
        .await?;
    Ok(revoked == 1)
}
