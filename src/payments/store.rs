//! Every query on payments.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use super::entity::payment;
use crate::billing::DatedKey;
use crate::db::{DbError, Reads};
use crate::kernel::ids::{CustomerId, PaymentId};
use crate::kernel::page::{Page, PageRequest};

/// One page of a customer's payments, latest first.
pub(super) async fn payments(
    db: &impl Reads,
    customer: CustomerId,
    request: &PageRequest<DatedKey>,
) -> Result<Page<payment::Model>, DbError> {
    use payment::Column;
    let rows = db
        .select::<payment::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .page((Column::ReceivedAt, Column::Id), &Order::Desc, request, |key| (key.0.into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many payments a customer has made.
pub(super) async fn count_payments(db: &impl Reads, customer: CustomerId) -> Result<u64, DbError> {
    db.select::<payment::Entity>().filter(payment::Column::CustomerId.eq(customer)).count().await
}

/// Payments by id.
pub(super) async fn payments_by_id(
    db: &impl Reads,
    ids: &[PaymentId],
) -> Result<Vec<payment::Model>, DbError> {
    db.select::<payment::Entity>().filter(payment::Column::Id.is_in(ids.iter().copied())).all().await
}
