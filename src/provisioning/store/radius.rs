//! The statements on the tables that FreeRADIUS reads, and on what services sign in with.

use std::collections::BTreeSet;

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, Value};

use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::SubscriptionId;
use crate::provisioning::entity::{radcheck, radgroupreply, radius_credential, radreply, radusergroup};

/// An attribute, what is done with it, and its value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::provisioning) struct Row {
    pub(in crate::provisioning) attribute: String,
    pub(in crate::provisioning) op: String,
    pub(in crate::provisioning) value: String,
}

impl Row {
    /// An attribute that is set.
    pub(in crate::provisioning) fn set(attribute: &str, value: &str) -> Self {
        Self { attribute: attribute.to_owned(), op: ":=".to_owned(), value: value.to_owned() }
    }
}

/// What FreeRADIUS finds for a user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::provisioning) struct UserRows {
    pub(in crate::provisioning) check: BTreeSet<Row>,
    pub(in crate::provisioning) reply: BTreeSet<Row>,
    pub(in crate::provisioning) group: Option<String>,
}

/// What FreeRADIUS finds for a user now.
pub(in crate::provisioning) async fn user(db: &impl Reads, name: &str) -> Result<UserRows, DbError> {
    let check = db.select::<radcheck::Entity>().filter(radcheck::Column::Username.eq(name)).all().await?;
    let reply = db.select::<radreply::Entity>().filter(radreply::Column::Username.eq(name)).all().await?;
    let groups = groups_of(db, name).await?;
    let check = check.into_iter().map(|row| Row { attribute: row.attribute, op: row.op, value: row.value });
    let reply = reply.into_iter().map(|row| Row { attribute: row.attribute, op: row.op, value: row.value });
    // More than one is something else than one.
    let group = (!groups.is_empty()).then(|| groups.join(", "));
    Ok(UserRows { check: check.collect(), reply: reply.collect(), group })
}

async fn groups_of(db: &impl Reads, name: &str) -> Result<Vec<String>, DbError> {
    let rows = db.select::<radusergroup::Entity>().filter(radusergroup::Column::Username.eq(name)).all();
    Ok(rows.await?.into_iter().map(|row| row.groupname).collect())
}

/// Writes what FreeRADIUS is to find for a user; what is right already stays.
pub(in crate::provisioning) async fn write_user(
    tx: &Tx,
    name: &str,
    wanted: &UserRows,
) -> Result<(), DbError> {
    let there = user(tx, name).await?;
    let (scope, tenant_id) = (tx.scope(), tx.scope().tenant().id);
    if there.check != wanted.check {
        tx.delete::<radcheck::Entity>().filter(radcheck::Column::Username.eq(name)).run().await?;
        let row = |row: &Row| radcheck::Model {
            id: scope.new_id(),
            tenant_id,
            username: name.to_owned(),
            attribute: row.attribute.clone(),
            op: row.op.clone(),
            value: row.value.clone(),
        };
        let rows = wanted.check.iter().map(|of| row(of).into_active_model().reset_all());
        tx.insert_missing(rows.collect()).await?;
    }
    if there.reply != wanted.reply {
        tx.delete::<radreply::Entity>().filter(radreply::Column::Username.eq(name)).run().await?;
        let row = |row: &Row| radreply::Model {
            id: scope.new_id(),
            tenant_id,
            username: name.to_owned(),
            attribute: row.attribute.clone(),
            op: row.op.clone(),
            value: row.value.clone(),
        };
        let rows = wanted.reply.iter().map(|of| row(of).into_active_model().reset_all());
        tx.insert_missing(rows.collect()).await?;
    }
    if there.group != wanted.group {
        tx.delete::<radusergroup::Entity>().filter(radusergroup::Column::Username.eq(name)).run().await?;
        let row = |group: &String| radusergroup::Model {
            id: scope.new_id(),
            tenant_id,
            username: name.to_owned(),
            groupname: group.clone(),
            priority: 1,
        };
        let rows = wanted.group.iter().map(|group| row(group).into_active_model().reset_all());
        tx.insert_missing(rows.collect()).await?;
    }
    Ok(())
}

/// What FreeRADIUS answers the users of a group with now.
pub(in crate::provisioning) async fn group(db: &impl Reads, name: &str) -> Result<BTreeSet<Row>, DbError> {
    let rows = db.select::<radgroupreply::Entity>().filter(radgroupreply::Column::Groupname.eq(name));
    let rows = rows.all().await?.into_iter();
    Ok(rows.map(|row| Row { attribute: row.attribute, op: row.op, value: row.value }).collect())
}

/// Writes what FreeRADIUS is to answer the users of a group with. Any number of workers may write the same at once.
pub(in crate::provisioning) async fn write_group(
    tx: &Tx,
    name: &str,
    wanted: &BTreeSet<Row>,
) -> Result<(), DbError> {
    if group(tx, name).await? == *wanted {
        return Ok(());
    }
    tx.delete::<radgroupreply::Entity>().filter(radgroupreply::Column::Groupname.eq(name)).run().await?;
    let row = |row: &Row| radgroupreply::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        groupname: name.to_owned(),
        attribute: row.attribute.clone(),
        op: row.op.clone(),
        value: row.value.clone(),
    };
    let rows = wanted.iter().map(|of| row(of).into_active_model().reset_all());
    tx.insert_missing(rows.collect()).await
}

/// What services sign in with.
pub(in crate::provisioning) async fn credentials(
    db: &impl Reads,
    services: &[SubscriptionId],
) -> Result<Vec<radius_credential::Model>, DbError> {
    use radius_credential::Column;
    let rows = db.select::<radius_credential::Entity>();
    rows.filter(Column::SubscriptionId.is_in(services.iter().copied())).all().await
}

/// What is signed in with by a name.
pub(in crate::provisioning) async fn credential_named(
    db: &impl Reads,
    name: &str,
) -> Result<Option<radius_credential::Model>, DbError> {
    use radius_credential::Column;
    db.select::<radius_credential::Entity>().filter(Column::Username.eq(name)).one().await
}

/// Writes what a service signs in with, unless it has something already.
pub(in crate::provisioning) async fn insert_credential(
    tx: &Tx,
    row: radius_credential::Model,
) -> Result<(), DbError> {
    tx.insert_missing(vec![row.into_active_model().reset_all()]).await
}

/// Writes another password, if nobody has since it was read.
pub(in crate::provisioning) async fn set_verifier(
    tx: &Tx,
    before: &radius_credential::Model,
    (attribute, verifier): (&str, String),
    at: Instant,
) -> Result<bool, DbError> {
    use radius_credential::Column;
    let set = tx
        .update::<radius_credential::Entity>()
        .set(Column::VerifierAttribute, Value::from(Some(attribute.to_owned())))
        .set(Column::Verifier, Value::from(Some(verifier)))
        .set(Column::RotatedAt, Value::from(Some(at)))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(set.run().await? == 1)
}
