//! The queue of mails: one row a mail, written in the transaction of what it tells of.

use sea_orm_migration::prelude::*;

use crate::table::{drop_all, index, instant, int4, optional, owned, text};

/// The queue of mails.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(mail_message()).await?;
        // What is due is looked for over all tenants at once.
        let due = Index::create()
            .name("mail_message_due_idx")
            .table("mail_message")
            .col("status")
            .col("next_attempt_at")
            .take();
        manager.create_index(due).await?;
        manager.create_index(index("mail_message", &["finished_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["mail_message"]).await
    }
}

fn mail_message() -> TableCreateStatement {
    let mut table = owned("mail_message");
    table
        .col(text("template"))
        .col(text("locale"))
        .col(text("recipient"))
        .col(ColumnDef::new("sealed_args").binary())
        .col(text("status"))
        .col(int4("attempts"))
        .col(instant("next_attempt_at"))
        .col(optional(&instant("expires_at")))
        .col(instant("created_at"))
        .col(optional(&instant("finished_at")))
        .col(optional(&text("last_error")))
        // What is over keeps nothing of what it told.
        .check(Expr::cust("(status = 'QUEUED') = (sealed_args IS NOT NULL)"));
    table
}
