//! Every statement of an import: what is known, and what is written.

use std::collections::HashMap;

use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use serde_json::Value as Json;
use uuid::Uuid;

use super::entity::external_ref;
use super::fields::Kind;
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::entity::{customer_balance, tax_rate};
use crate::catalog::entity::{plan, subscription};
use crate::customers::entity::customer;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CustomerId, InvoiceId, PaymentId, PlanId, SubscriptionId};
use crate::payments::entity::payment;

/// Rows that one statement names one by one.
const CHUNK: usize = 500;

/// What a row has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Plan(PlanId),
    Customer(CustomerId),
    Subscription(SubscriptionId),
    Invoice(InvoiceId),
    Payment(PaymentId),
}

/// An earlier import of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) row: Uuid,
    pub(super) fingerprint: Vec<u8>,
}

/// What of a source and kind has been imported, by external id.
pub(super) async fn known(
    db: &impl Reads,
    source: &str,
    kind: Kind,
) -> Result<HashMap<String, Known>, DbError> {
    use external_ref::Column;
    let rows = db
        .select::<external_ref::Entity>()
        .filter(Column::Source.eq(source))
        .filter(Column::Kind.eq(kind))
        .all()
        .await?;
    let link = |row: &external_ref::Model| match kind {
        Kind::Plans => row.plan_id.map(|id| id.0),
        Kind::Customers => row.customer_id.map(|id| id.0),
        Kind::Subscriptions => row.subscription_id.map(|id| id.0),
        Kind::Invoices => row.invoice_id.map(|id| id.0),
        Kind::Payments => row.payment_id.map(|id| id.0),
    };
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((link(&row)?, row)))
        .map(|(id, row)| (row.external_id, Known { row: id, fingerprint: row.fingerprint }))
        .collect())
}

/// A row that is imported now.
pub(super) struct NewRef {
    pub(super) external_id: String,
    pub(super) target: Target,
    pub(super) fingerprint: Vec<u8>,
    pub(super) kept: Json,
}

/// Notes what rows have become.
pub(super) async fn remember(tx: &Tx, source: &str, kind: Kind, refs: Vec<NewRef>) -> Result<(), DbError> {
    let scope = tx.scope();
    let row = |new: NewRef| {
        let mut row = external_ref::ActiveModel {
            id: Set(scope.new_id()),
            source: Set(source.to_owned()),
            kind: Set(kind),
            external_id: Set(new.external_id),
            plan_id: Set(None),
            customer_id: Set(None),
            subscription_id: Set(None),
            invoice_id: Set(None),
            payment_id: Set(None),
            fingerprint: Set(new.fingerprint),
            kept: Set(new.kept),
            imported_at: Set(scope.real_now()),
            ..Default::default()
        };
        match new.target {
            Target::Plan(id) => row.plan_id = Set(Some(id)),
            Target::Customer(id) => row.customer_id = Set(Some(id)),
            Target::Subscription(id) => row.subscription_id = Set(Some(id)),
            Target::Invoice(id) => row.invoice_id = Set(Some(id)),
            Target::Payment(id) => row.payment_id = Set(Some(id)),
        }
        row
    };
    tx.insert_many(refs.into_iter().map(row).collect()).await
}

/// All customers: number and currency by id.
pub(super) async fn customers(db: &impl Reads) -> Result<Vec<customer::Model>, DbError> {
    db.select::<customer::Entity>().all().await
}

/// All plans.
pub(super) async fn plans(db: &impl Reads) -> Result<Vec<plan::Model>, DbError> {
    db.select::<plan::Entity>().all().await
}

/// The numbers of all subscriptions.
pub(super) async fn subscriptions(db: &impl Reads) -> Result<Vec<subscription::Model>, DbError> {
    db.select::<subscription::Entity>().all().await
}

/// All tax rates, those of the past included.
pub(super) async fn tax_rates(db: &impl Reads) -> Result<Vec<tax_rate::Model>, DbError> {
    db.select::<tax_rate::Entity>().all().await
}

/// The numbers that invoices and payments have of those asked for.
pub(super) async fn taken_invoice_numbers(
    db: &impl Reads,
    numbers: &[String],
) -> Result<Vec<String>, DbError> {
    let mut taken = Vec::new();
    for chunk in numbers.chunks(CHUNK) {
        let column = invoice::Column::Number;
        let rows = db.select::<invoice::Entity>().filter(column.is_in(chunk.iter().cloned())).all().await?;
        taken.extend(rows.into_iter().filter_map(|row| row.number));
    }
    Ok(taken)
}

/// The numbers of payments that are taken of those asked for.
pub(super) async fn taken_payment_numbers(
    db: &impl Reads,
    numbers: &[String],
) -> Result<Vec<String>, DbError> {
    let mut taken = Vec::new();
    for chunk in numbers.chunks(CHUNK) {
        let column = payment::Column::Number;
        let rows = db.select::<payment::Entity>().filter(column.is_in(chunk.iter().cloned())).all().await?;
        taken.extend(rows.into_iter().map(|row| row.number));
    }
    Ok(taken)
}

/// What is owed by customers, the oldest first.
pub(super) async fn open_invoices(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<invoice::Model>, DbError> {
    use invoice::Column;
    let mut found = Vec::new();
    for chunk in customers.chunks(CHUNK) {
        found.extend(
            db.select::<invoice::Entity>()
                .filter(Column::CustomerId.is_in(chunk.iter().copied()))
                .filter(Column::Status.eq(InvoiceStatus::Open))
                .order_by(Column::DueDate, Order::Asc)
                .order_by(Column::Id, Order::Asc)
                .all()
                .await?,
        );
    }
    Ok(found)
}

/// Locks the balances of customers, which are sorted, so that nobody's money moves meanwhile; see the order of the locks
/// in `billing::ledger`.
pub(super) async fn lock_balances(tx: &Tx, customers: &[CustomerId]) -> Result<(), DbError> {
    use customer_balance::{ActiveModel, Column, Entity};
    for chunk in customers.chunks(CHUNK) {
        let none = |customer: &CustomerId| ActiveModel {
            customer_id: Set(*customer),
            open_minor: Set(0),
            unapplied_minor: Set(0),
            open_invoices: Set(0),
            ..Default::default()
        };
        tx.insert_missing(chunk.iter().map(none).collect()).await?;
        tx.select::<Entity>()
            .filter(Column::CustomerId.is_in(chunk.iter().copied()))
            .order_by(Column::CustomerId, Order::Asc)
            .for_update()
            .all()
            .await?;
    }
    Ok(())
}

/// Tells the planner of the documents that were taken over, before what reckons with all of them.
pub(super) async fn know_documents(tx: &Tx) -> Result<(), DbError> {
    tx.refresh_statistics(&["invoice", "payment", "allocation", "customer_balance"]).await
}

/// Says anew what of the invoices is paid, from their allocations.
pub(super) async fn settle(tx: &Tx, invoices: &[InvoiceId]) -> Result<(), DbError> {
    for chunk in invoices.chunks(CHUNK) {
        let ids = places(chunk.len());
        let values: Vec<Value> = chunk.iter().map(|id| Value::from(*id)).collect();
        let sql = format!(
            "UPDATE invoice SET version = version + 1, allocated_minor =
                    (SELECT COALESCE(SUM(a.amount_minor), 0) FROM allocation a
                      WHERE a.tenant_id = invoice.tenant_id AND a.invoice_id = invoice.id AND a.reversed_at IS NULL)
              WHERE tenant_id = $1 AND status = 'OPEN' AND id IN ({ids})"
        );
        tx.execute(&sql, values.clone()).await?;
        let sql = format!(
            "UPDATE invoice SET status = 'PAID'
              WHERE tenant_id = $1 AND status = 'OPEN' AND allocated_minor = total_minor AND id IN ({ids})"
        );
        tx.execute(&sql, values).await?;
    }
    Ok(())
}

/// Says anew what customers owe and have in hand, from their documents; their balances are locked.
pub(super) async fn sum_up(tx: &Tx, customers: &[CustomerId]) -> Result<(), DbError> {
    for chunk in customers.chunks(CHUNK) {
        let ids = places(chunk.len());
        let sql = format!(
            "UPDATE customer_balance SET
                open_minor = (SELECT COALESCE(SUM(i.total_minor - i.allocated_minor), 0) FROM invoice i
                               WHERE i.tenant_id = customer_balance.tenant_id AND i.status = 'OPEN'
                                 AND i.customer_id = customer_balance.customer_id),
                open_invoices = (SELECT COUNT(*) FROM invoice i
                                  WHERE i.tenant_id = customer_balance.tenant_id AND i.status = 'OPEN'
                                    AND i.customer_id = customer_balance.customer_id),
                unapplied_minor =
                    (SELECT COALESCE(SUM(p.amount_minor - p.allocated_minor - p.refunded_minor - p.charged_back_minor), 0)
                       FROM payment p
                      WHERE p.tenant_id = customer_balance.tenant_id AND p.customer_id = customer_balance.customer_id
                        AND p.status IN ('SUCCEEDED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'CHARGED_BACK'))
                  + (SELECT COALESCE(SUM(n.total_minor - n.allocated_minor), 0) FROM credit_note n
                      WHERE n.tenant_id = customer_balance.tenant_id AND n.customer_id = customer_balance.customer_id
                        AND n.status <> 'VOID')
              WHERE tenant_id = $1 AND customer_id IN ({ids})"
        );
        tx.execute(&sql, chunk.iter().map(|id| Value::from(*id)).collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// The places of `count` values after the tenant.
fn places(count: usize) -> String {
    (0..count).map(|index| format!("${}", index + 2)).collect::<Vec<_>>().join(", ")
}
