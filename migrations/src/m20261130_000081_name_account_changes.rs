//! The history of an account tells what was done: not everything that is done to one changes its state.

use sea_orm_migration::prelude::*;

use crate::table::{optional, text};

/// What was done, beside the states before and after.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Absent in rows from before, whose state after says it.
        let column = optional(&text("action"));
        manager.alter_table(Table::alter().table("account_status_change").add_column(column).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // What changed no state would read as a change from a state to itself.
        let connection = manager.get_connection();
        connection
            .execute_unprepared("DELETE FROM account_status_change WHERE from_status = to_status")
            .await?;
        manager.alter_table(Table::alter().table("account_status_change").drop_column("action").take()).await
    }
}
