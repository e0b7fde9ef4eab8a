//! How many runs of playbooks wait: counted whenever one more is asked for, among all that there ever were.

use sea_orm_migration::prelude::*;

use crate::table::index;

/// How many runs of playbooks wait.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_index(index("automation_run", &["status"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(
                Index::drop().name("automation_run_tenant_status_idx").table("automation_run").to_owned(),
            )
            .await
    }
}
