//! Devices of a simulated network that are broken on purpose.

use sea_orm_migration::prelude::*;

use crate::table::{belongs_to, drop_all, instant, owned, unique};

/// Devices of a simulated network that are broken on purpose.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(simulated_fault()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["simulated_fault"]).await
    }
}

fn simulated_fault() -> TableCreateStatement {
    let mut table = owned("simulated_fault");
    belongs_to(&mut table, "simulated_fault", "device_id", "device", true);
    table.col(instant("since"));
    unique(&mut table, "simulated_fault", "device_id");
    table
}
