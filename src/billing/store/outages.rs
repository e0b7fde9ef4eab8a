//! Statements on what is given back for outages.

use chrono::NaiveDate;
use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::billing::MAX_SHORT_LIST;
use crate::billing::entity::invoice_line::{self, LineKind};
use crate::billing::entity::outage_credit;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CreditNoteId, InvoiceId, SubscriptionId};

/// The lines that bill days of services between two, with what reduces them.
pub(in crate::billing) async fn lines_between(
    db: &impl Reads,
    services: &[SubscriptionId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<invoice_line::Model>, DbError> {
    use invoice_line::Column;
    db.select::<invoice_line::Entity>()
        .filter(Column::SubscriptionId.is_in(services.iter().copied()))
        .filter(Column::Kind.is_in([LineKind::Recurring, LineKind::Proration, LineKind::Discount]))
        .filter(Column::ServiceStart.lt(to))
        .filter(Column::ServiceEnd.gt(from))
        .all()
        .await
}

/// The lines of invoices that bill days of services.
pub(in crate::billing) async fn lines_of_services(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<Vec<invoice_line::Model>, DbError> {
    use invoice_line::Column;
    db.select::<invoice_line::Entity>()
        .filter(Column::InvoiceId.is_in(invoices.iter().copied()))
        .filter(Column::SubscriptionId.is_not_null())
        .filter(Column::ServiceStart.is_not_null())
        .filter(Column::Kind.is_in([LineKind::Recurring, LineKind::Proration]))
        .all()
        .await
}

/// Everything that was decided of outages of services.
pub(in crate::billing) async fn of_services(
    db: &impl Reads,
    services: &[SubscriptionId],
) -> Result<Vec<outage_credit::Model>, DbError> {
    db.select::<outage_credit::Entity>()
        .filter(outage_credit::Column::SubscriptionId.is_in(services.iter().copied()))
        .all()
        .await
}

/// The latest of what was given back for outages of each service.
pub(in crate::billing) async fn latest_of_services(
    db: &impl Reads,
    services: &[SubscriptionId],
) -> Result<Vec<outage_credit::Model>, DbError> {
    use outage_credit::Column;
    db.select::<outage_credit::Entity>()
        .filter(Column::SubscriptionId.is_in(services.iter().copied()))
        .top_per_parent(
            Column::SubscriptionId,
            &[(Column::FromAt, Order::Desc), (Column::Id, Order::Desc)],
            MAX_SHORT_LIST,
        )
        .all()
        .await
}

/// What credit notes give back for outages.
pub(in crate::billing) async fn of_credit_notes(
    db: &impl Reads,
    notes: &[CreditNoteId],
) -> Result<Vec<outage_credit::Model>, DbError> {
    db.select::<outage_credit::Entity>()
        .filter(outage_credit::Column::CreditNoteId.is_in(notes.iter().copied()))
        .all()
        .await
}

/// Writes what was decided.
pub(in crate::billing) async fn insert(tx: &Tx, row: outage_credit::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}
