//! Another mail address for an account waits for its confirmation: the one-time token that was mailed to it knows it.

use sea_orm_migration::prelude::*;

use crate::table::{optional, text};

/// The address that a one-time token confirms, and the one that it has replaced.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["email", "former_email"] {
            let column = optional(&text(name));
            manager.alter_table(Table::alter().table("one_time_token").add_column(column).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Without its address such a token means nothing, and the program of before does not know its purpose.
        let connection = manager.get_connection();
        connection.execute_unprepared("DELETE FROM one_time_token WHERE purpose = 'EMAIL_CHANGE'").await?;
        for name in ["former_email", "email"] {
            manager.alter_table(Table::alter().table("one_time_token").drop_column(name).take()).await?;
        }
        Ok(())
    }
}
