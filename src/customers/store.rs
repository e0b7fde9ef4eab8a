//! Every query on customers, resellers and their assignments.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Order, Query, SelectStatement};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entity::reseller::ResellerStatus;
use super::entity::{customer, reseller, reseller_customer};
use super::payer::TaxExemption;
use super::{CustomerFilter, Reach};
use crate::db::{DbError, Reads, Selection, Tx, contains};
use crate::kernel::ids::{CustomerId, ResellerId};
use crate::kernel::page::{Page, PageRequest};

/// The position of a row in a list of customers: they are ordered by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerKey(pub String, pub Uuid);

/// The customers of the ids that are within reach.
pub(super) async fn within(
    db: &impl Reads,
    reach: &Reach,
    ids: &[CustomerId],
) -> Result<Vec<customer::Model>, DbError> {
    limited(db, reach).filter(customer::Column::Id.is_in(ids.iter().copied())).all().await
}

/// The customers of the ids.
pub(super) async fn by_ids(db: &impl Reads, ids: &[CustomerId]) -> Result<Vec<customer::Model>, DbError> {
    db.select::<customer::Entity>().filter(customer::Column::Id.is_in(ids.iter().copied())).all().await
}

/// A customer, locked until the transaction ends.
pub(super) async fn for_update(tx: &Tx, id: CustomerId) -> Result<Option<customer::Model>, DbError> {
    tx.select::<customer::Entity>().filter(customer::Column::Id.eq(id)).for_update().one().await
}

/// Changes whether a customer is charged tax. False: it is not as it was read.
pub(super) async fn set_exemption(
    tx: &Tx,
    before: &customer::Model,
    exemption: Option<&TaxExemption>,
) -> Result<bool, DbError> {
    use customer::Column;
    let changed = tx
        .update::<customer::Entity>()
        .set(Column::TaxExemptReason, exemption.map(|exemption| exemption.reason.clone()))
        .set(Column::TaxExemptCertificate, exemption.and_then(|exemption| exemption.certificate.clone()))
        .set(Column::TaxExemptValidTo, exemption.and_then(|exemption| exemption.valid_to))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .run()
        .await?;
    Ok(changed == 1)
}

/// A customer of the tenant, whoever asks: for rules that show nothing of it.
pub(super) async fn by_id(db: &impl Reads, id: CustomerId) -> Result<Option<customer::Model>, DbError> {
    db.select::<customer::Entity>().filter(customer::Column::Id.eq(id)).one().await
}

/// Writes the billing terms of a customer, if it is the version that was read. False: it has changed.
pub(super) async fn change_terms(
    tx: &Tx,
    before: &customer::Model,
    now: &customer::Model,
) -> Result<bool, DbError> {
    use customer::Column;
    let changed = tx
        .update::<customer::Entity>()
        .set(Column::BillingMode, now.billing_mode)
        .set(Column::BillingDay, now.billing_day)
        .set(Column::DueDays, now.due_days)
        .set(Column::GraceDays, now.grace_days)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}

/// One page of the customers within reach.
pub(super) async fn page(
    db: &impl Reads,
    reach: &Reach,
    filter: &CustomerFilter,
    request: &PageRequest<CustomerKey>,
) -> Result<Page<customer::Model>, DbError> {
    let rows = filtered(limited(db, reach), filter)
        .page((customer::Column::Name, customer::Column::Id), &Order::Asc, request, |key| {
            (key.0.clone().into(), key.1.into())
        })
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many customers within reach pass the filter.
pub(super) async fn count(db: &impl Reads, reach: &Reach, filter: &CustomerFilter) -> Result<u64, DbError> {
    filtered(limited(db, reach), filter).count().await
}

fn limited<'a>(db: &'a impl Reads, reach: &Reach) -> Selection<'a, customer::Entity> {
    let selection = db.select::<customer::Entity>();
    match reach {
        Reach::Tenant => selection,
        Reach::Customers(ids) => selection.filter(customer::Column::Id.is_in(ids.iter().copied())),
        Reach::Resellers(ids) => selection.filter(customer::Column::Id.in_subquery(served_by(db, ids))),
    }
}

/// The customers that the resellers serve today.
pub(super) fn served_by(db: &impl Reads, resellers: &[ResellerId]) -> SelectStatement {
    use reseller_customer::Column;
    let today: NaiveDate = db.scope().today();
    Query::select()
        .column(Column::CustomerId)
        .from(reseller_customer::Entity)
        .and_where(Column::TenantId.eq(db.scope().tenant().id))
        .and_where(Column::ResellerId.is_in(resellers.iter().copied()))
        .and_where(Column::FromDate.lte(today))
        .cond_where(Cond::any().add(Column::ToDate.is_null()).add(Column::ToDate.gt(today)))
        .take()
}

fn filtered<'a>(
    mut selection: Selection<'a, customer::Entity>,
    filter: &CustomerFilter,
) -> Selection<'a, customer::Entity> {
    if let Some(status) = filter.status {
        selection = selection.filter(customer::Column::Status.eq(status));
    }
    if let Some(kind) = filter.kind {
        selection = selection.filter(customer::Column::Kind.eq(kind));
    }
    if let Some(search) = &filter.search {
        let anywhere = |column: customer::Column| contains(column, search);
        selection = selection.filter(
            Cond::any()
                .add(anywhere(customer::Column::Name))
                .add(anywhere(customer::Column::Number))
                .add(anywhere(customer::Column::Email)),
        );
    }
    selection
}

/// The reseller, if it is active, and, if wanted, all that stand below it; the reseller itself comes first.
pub(super) async fn reseller_tree(
    db: &impl Reads,
    root: ResellerId,
    with_children: bool,
) -> Result<Vec<reseller::Model>, DbError> {
    use reseller::Column;
    let active = |id| {
        db.select::<reseller::Entity>()
            .filter(Column::Id.eq(id))
            .filter(Column::Status.eq(ResellerStatus::Active))
    };
    let Some(own) = active(root).one().await? else { return Ok(Vec::new()) };
    let mut tree = vec![own];
    if with_children {
        let below = db
            .rows::<reseller::Model>(
                "WITH RECURSIVE below AS (
                     SELECT r.* FROM reseller r WHERE r.tenant_id = $1 AND r.parent_id = $2
                     UNION
                     SELECT r.* FROM reseller r JOIN below b ON r.tenant_id = b.tenant_id AND r.parent_id = b.id
                 )
                 SELECT * FROM below ORDER BY code",
                [root.into()],
            )
            .await?;
        tree.extend(below);
    }
    Ok(tree)
}

/// The customer of a number.
pub(super) async fn by_number(db: &impl Reads, number: &str) -> Result<Option<customer::Model>, DbError> {
    db.select::<customer::Entity>().filter(customer::Column::Number.eq(number)).one().await
}

/// The reseller of a code.
pub(super) async fn reseller_by_code(
    db: &impl Reads,
    code: &str,
) -> Result<Option<reseller::Model>, DbError> {
    db.select::<reseller::Entity>().filter(reseller::Column::Code.eq(code)).one().await
}

/// The resellers of the ids.
pub(super) async fn resellers(db: &impl Reads, ids: &[ResellerId]) -> Result<Vec<reseller::Model>, DbError> {
    db.select::<reseller::Entity>().filter(reseller::Column::Id.is_in(ids.iter().copied())).all().await
}
