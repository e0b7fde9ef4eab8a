//! The statements on stored methods.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CustomerId, PaymentMethodId};
use crate::payments::entity::payment_method::{self, Column, Entity, MethodStatus, Model};

/// Writes a method.
pub(in crate::payments) async fn insert(tx: &Tx, row: Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// A method, whatever its state.
pub(in crate::payments) async fn method(
    db: &impl Reads,
    id: PaymentMethodId,
) -> Result<Option<Model>, DbError> {
    db.select::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// Methods by id, whatever their state.
pub(in crate::payments) async fn methods_by_id(
    db: &impl Reads,
    ids: &[PaymentMethodId],
) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// The method of a setup's name at the gateway.
pub(in crate::payments) async fn method_of_ref(
    db: &impl Reads,
    gateway_ref: &str,
) -> Result<Option<Model>, DbError> {
    db.select::<Entity>().filter(Column::GatewayRef.eq(gateway_ref)).one().await
}

/// The methods of customers that are not removed: the default first, then the latest.
pub(in crate::payments) async fn methods_of(
    db: &impl Reads,
    customers: &[CustomerId],
    limit: u64,
) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Column::Status.is_in([MethodStatus::Active, MethodStatus::Pending]))
        .top_per_parent(
            Column::CustomerId,
            &[(Column::IsDefault, Order::Desc), (Column::CreatedAt, Order::Desc), (Column::Id, Order::Desc)],
            limit,
        )
        .all()
        .await
}

/// The default method of a customer.
pub(in crate::payments) async fn default_of(
    db: &impl Reads,
    customer: CustomerId,
) -> Result<Option<Model>, DbError> {
    db.select::<Entity>()
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::IsDefault.eq(true))
        .one()
        .await
}

/// The customer's methods lose their default.
pub(in crate::payments) async fn clear_default(tx: &Tx, customer: CustomerId) -> Result<(), DbError> {
    tx.update::<Entity>()
        .set(Column::IsDefault, false)
        .add(Column::Version, 1)
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::IsDefault.eq(true))
        .run()
        .await?;
    Ok(())
}

/// Replaces a row that is as it was read. Whether it was.
pub(in crate::payments) async fn replace(tx: &Tx, before: &Model, after: &Model) -> Result<bool, DbError> {
    let replaced = tx
        .update::<Entity>()
        .set(Column::Status, after.status)
        .set(Column::SealedToken, after.sealed_token.clone())
        .set(Column::GatewayCustomer, after.gateway_customer.clone())
        .set(Column::GatewayRef, after.gateway_ref.clone())
        .set(Column::Action, after.action.clone())
        .set(Column::Label, after.label.clone())
        .set(Column::Brand, after.brand.clone())
        .set(Column::Last4, after.last4.clone())
        .set(Column::ExpiresOn, after.expires_on)
        .set(Column::IsDefault, after.is_default)
        .set(Column::WarnedAt, after.warned_at)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .run()
        .await?;
    Ok(replaced == 1)
}

/// The gateway's name of a customer, as one of its methods has it.
pub(in crate::payments) async fn gateway_customer(
    db: &impl Reads,
    customer: CustomerId,
    gateway: crate::ports::payment_gateway::GatewayKind,
) -> Result<Option<String>, DbError> {
    let row = db
        .select::<Entity>()
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::Gateway.eq(gateway))
        .filter(Column::GatewayCustomer.is_not_null())
        .order_by(payment_method::Column::CreatedAt, Order::Asc)
        .one()
        .await?;
    Ok(row.and_then(|row| row.gateway_customer))
}
