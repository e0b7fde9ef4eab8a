//! Members by invitation, the history of accounts' states, the sealed chain of the audit log, and who has read what.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::{belongs_to, drop_all, index, instant, int8, optional, owned, text, to_tenant};

/// Members by invitation, the history of accounts' states, the sealed chain of the audit log, and who has read what.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(member_invitation()).await?;
        manager.create_index(index("member_invitation", &["customer_id"])).await?;
        manager.create_table(account_status_change()).await?;
        manager.create_index(index("account_status_change", &["account_id", "at-"])).await?;
        manager.create_index(index("portal_account", &["display_name"])).await?;
        // One column a statement: the embedded database takes no more.
        for column in audit_columns() {
            let mut table = Table::alter().table("audit_entry").take();
            manager.alter_table(table.add_column(column).take()).await?;
        }
        for columns in [&["customer_id", "at-"], &["subject", "at-"], &["actor_account_id", "at-"]] {
            manager.create_index(index("audit_entry", columns)).await?;
        }
        manager.create_index(place_in_the_chain()).await?;
        // Those without a place are few at any moment, and looked for all the time.
        let waiting =
            "CREATE INDEX audit_entry_unsealed_idx ON audit_entry (tenant_id, at, id) WHERE link IS NULL";
        manager.get_connection().execute_unprepared(waiting).await?;
        manager.create_table(audit_chain()).await?;
        manager.create_table(read_access()).await?;
        manager.create_index(index("read_access", &["subject_id", "at-"])).await?;
        for statement in append_only(manager.get_database_backend()) {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in no_longer_append_only(manager.get_database_backend()) {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        manager.get_connection().execute_unprepared("DROP INDEX audit_entry_unsealed_idx").await?;
        drop_all(manager, &["read_access", "audit_chain"]).await?;
        for name in ["seq", "customer_id", "subject", "actor_account_id"] {
            let name = if name == "seq" {
                "audit_entry_tenant_seq_key".to_owned()
            } else {
                format!("audit_entry_tenant_{name}_at_idx")
            };
            manager.drop_index(Index::drop().table("audit_entry").name(name).to_owned()).await?;
        }
        for column in audit_columns() {
            let mut table = Table::alter().table("audit_entry").take();
            manager.alter_table(table.drop_column(column.get_column_name()).take()).await?;
        }
        let names = Index::drop().name("portal_account_tenant_display_name_idx").to_owned();
        manager.drop_index(names).await?;
        drop_all(manager, &["account_status_change", "member_invitation"]).await
    }
}

fn member_invitation() -> TableCreateStatement {
    let mut table = owned("member_invitation");
    belongs_to(&mut table, "member_invitation", "customer_id", "customer", true);
    belongs_to(&mut table, "member_invitation", "invited_by", "portal_account", true);
    belongs_to(&mut table, "member_invitation", "accepted_by", "portal_account", false);
    table
        .col(text("name"))
        .col(text("email"))
        .col(text("role"))
        .col(ColumnDef::new("token_hash").binary().not_null())
        .col(text("status"))
        .col(instant("created_at"))
        .col(instant("expires_at"))
        .check(Expr::cust("role IN ('OWNER', 'PAYER', 'TECHNICAL', 'VIEWER')"))
        .check(Expr::cust("(status = 'ACCEPTED') = (accepted_by IS NOT NULL)"))
        .index(
            Index::create()
                .name("member_invitation_tenant_id_token_hash_key")
                .unique()
                .col("tenant_id")
                .col("token_hash"),
        );
    table
}

fn account_status_change() -> TableCreateStatement {
    let mut table = owned("account_status_change");
    belongs_to(&mut table, "account_status_change", "account_id", "portal_account", true);
    table
        .col(text("from_status"))
        .col(text("to_status"))
        .col(text("reason"))
        .col(ColumnDef::new("actor_account_id").uuid())
        .col(instant("at"));
    table
}

/// What an entry says beside who, what and when; then its place in the chain. All may be absent: older entries have
/// nothing of the former, entries that are not sealed yet nothing of the latter.
fn audit_columns() -> Vec<ColumnDef> {
    vec![
        ColumnDef::new("actor_kind").text().take(),
        ColumnDef::new("on_behalf_of").uuid().take(),
        ColumnDef::new("customer_id").uuid().take(),
        ColumnDef::new("value_before").text().take(),
        ColumnDef::new("value_after").text().take(),
        ColumnDef::new("seq").big_integer().take(),
        ColumnDef::new("salt").binary().take(),
        ColumnDef::new("commitment").binary().take(),
        ColumnDef::new("link").binary().take(),
    ]
}

fn place_in_the_chain() -> IndexCreateStatement {
    let mut index = Index::create().name("audit_entry_tenant_seq_key").table("audit_entry").unique().take();
    index.col("tenant_id").col("seq").take()
}

fn audit_chain() -> TableCreateStatement {
    let mut table = Table::create().table("audit_chain").take();
    table
        .col(ColumnDef::new("tenant_id").uuid().not_null().primary_key())
        .col(int8("seq"))
        .col(ColumnDef::new("link").binary().not_null());
    to_tenant(&mut table, "audit_chain");
    table
}

/// No foreign keys beside the tenant's: like the audit log it outlives what it speaks of.
fn read_access() -> TableCreateStatement {
    let mut table = owned("read_access");
    table
        .col(ColumnDef::new("viewer_account_id").uuid().not_null())
        .col(text("viewer_kind"))
        .col(ColumnDef::new("subject_id").uuid().not_null())
        .col(text("subject_kind"))
        .col(text("depth"))
        .col(int8("hour"))
        .col(optional(&text("reason")))
        .col(text("request_id"))
        .col(instant("at"))
        .index(
            Index::create()
                .name("read_access_once_an_hour_key")
                .unique()
                .col("tenant_id")
                .col("subject_id")
                .col("viewer_account_id")
                .col("depth")
                .col("hour"),
        );
    table
}

/// The columns that no update may touch, then what one may do: give an entry its place, once, or take the values and
/// their salt away from one that has its place.
macro_rules! allowed_update {
    ($is:literal) => {
        concat!(
            "(NEW.id ", $is, " OLD.id AND NEW.tenant_id ", $is, " OLD.tenant_id AND NEW.actor_account_id ", $is,
            " OLD.actor_account_id AND NEW.actor_kind ", $is, " OLD.actor_kind AND NEW.on_behalf_of ", $is,
            " OLD.on_behalf_of AND NEW.customer_id ", $is, " OLD.customer_id AND NEW.action ", $is,
            " OLD.action AND NEW.subject ", $is, " OLD.subject AND NEW.request_id ", $is,
            " OLD.request_id AND NEW.at ", $is, " OLD.at AND ((OLD.link IS NULL AND NEW.link IS NOT NULL AND NEW.seq IS NOT NULL AND NEW.commitment IS NOT NULL AND NEW.salt IS NOT NULL AND NEW.reason ",
            $is, " OLD.reason AND NEW.value_before ", $is, " OLD.value_before AND NEW.value_after ", $is,
            " OLD.value_after) OR (OLD.link IS NOT NULL AND NEW.link ", $is, " OLD.link AND NEW.seq ", $is,
            " OLD.seq AND NEW.commitment ", $is,
            " OLD.commitment AND NEW.reason IS NULL AND NEW.value_before IS NULL AND NEW.value_after IS NULL AND NEW.salt IS NULL)))"
        )
    };
}

fn append_only(backend: DbBackend) -> &'static [&'static str] {
    if backend == DbBackend::Sqlite {
        &[
            concat!(
                "CREATE TRIGGER audit_entry_refuse_update BEFORE UPDATE ON audit_entry WHEN NOT ",
                allowed_update!("IS"),
                " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            ),
            "CREATE TRIGGER audit_entry_refuse_delete BEFORE DELETE ON audit_entry \
             BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
        ]
    } else {
        &[
            "CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
            concat!(
                "CREATE TRIGGER audit_entry_refuse_update BEFORE UPDATE ON audit_entry FOR EACH ROW WHEN (NOT ",
                allowed_update!("IS NOT DISTINCT FROM"),
                ") EXECUTE FUNCTION audit_entry_refuse()"
            ),
            "CREATE TRIGGER audit_entry_refuse_delete BEFORE DELETE ON audit_entry \
             FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
            "CREATE TRIGGER audit_entry_refuse_truncate BEFORE TRUNCATE ON audit_entry \
             FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
        ]
    }
}

fn no_longer_append_only(backend: DbBackend) -> &'static [&'static str] {
    if backend == DbBackend::Sqlite {
        &["DROP TRIGGER audit_entry_refuse_update", "DROP TRIGGER audit_entry_refuse_delete"]
    } else {
        &["DROP FUNCTION audit_entry_refuse() CASCADE"]
    }
}
