//! The order of the books: the journal of a period is read page by page, over all customers.

use sea_orm_migration::prelude::*;

use crate::table::index;

/// The order of the books.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Each kind of document by what dates it.
fn indexes() -> [IndexCreateStatement; 5] {
    [
        index("invoice", &["issue_date", "finalized_at", "id"]),
        index("payment", &["received_at", "id"]),
        index("credit_note", &["issued_at", "id"]),
        index("allocation", &["at", "id"]),
        index("allocation", &["reversed_at", "id"]),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table) in [
            ("allocation_tenant_reversed_at_id_idx", "allocation"),
            ("allocation_tenant_at_id_idx", "allocation"),
            ("credit_note_tenant_issued_at_id_idx", "credit_note"),
            ("payment_tenant_received_at_id_idx", "payment"),
            ("invoice_tenant_issue_date_finalized_at_id_idx", "invoice"),
        ] {
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        Ok(())
    }
}
