//! What the network is to do for each service, and how far it is.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, instant, int4, int8, optional, owned, text, unique};

/// What the network is to do for each service, and how far it is.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(provisioning_state()).await?;
        // The job's two questions, whoever's it is: what is to be done, and what is to be looked at.
        for column in ["next_try_at", "next_check_at"] {
            let index = Index::create()
                .name(format!("provisioning_state_{column}_idx"))
                .table("provisioning_state")
                .col(column)
                .take();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["provisioning_state"]).await
    }
}

fn provisioning_state() -> TableCreateStatement {
    let mut table = owned("provisioning_state");
    belongs_to(&mut table, "provisioning_state", "customer_id", "customer", true);
    belongs_to(&mut table, "provisioning_state", "subscription_id", "subscription", true);
    table
        .col(text("desired"))
        .col(text("profile"))
        .col(int8("down_kbps"))
        .col(int8("up_kbps"))
        .col(optional(&text("applied_desired")))
        .col(optional(&text("applied_profile")))
        .col(optional(&int8("applied_down_kbps")))
        .col(optional(&int8("applied_up_kbps")))
        .col(text("state"))
        .col(instant("since"))
        .col(int4("attempts"))
        .col(optional(&instant("next_try_at")))
        .col(optional(&instant("next_check_at")))
        .col(optional(&text("last_error")))
        .col(int4("drifts"))
        .col(optional(&text("lease_holder")))
        .col(optional(&instant("lease_until")))
        .col(int4("version"));
    // What is done is looked at, and what is not is tried.
    table.check(Expr::cust("(state = 'APPLIED') = (next_try_at IS NULL)"));
    table.check(Expr::cust("(applied_desired IS NULL) = (applied_profile IS NULL)"));
    unique(&mut table, "provisioning_state", "subscription_id");
    table
}
