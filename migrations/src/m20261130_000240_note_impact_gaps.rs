//! The time between a service's being taken out of an incident and its being put back.

use sea_orm_migration::prelude::*;

use crate::table::{add_columns, drop_columns, json};

/// The time between a service's being taken out of an incident and its being put back.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add_columns(manager, columns()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_columns(manager, columns()).await
    }
}

/// What was put back before this was noted has no gaps: when it was taken out is not known any more.
fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![("incident_impact", json("gaps").default("[]").take())]
}
