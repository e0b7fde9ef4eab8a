//! Tickets: what customers want done, what was written about it – public replies and internal notes in tables of their own –
//! and who follows it; and the indexes that their texts are searched by.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::{
    belongs_to, drop_all, index, instant, int2, int4, int8, optional, owned, pair, text, unique,
};

/// Tickets.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(ticket()).await?;
        manager.create_index(index("ticket", &["customer_id", "created_at-", "id-"])).await?;
        manager.create_index(index("ticket", &["created_at-", "id-"])).await?;
        manager.create_index(index("ticket", &["updated_at-", "id-"])).await?;
        manager.create_index(index("ticket", &["fix_due_at", "id"])).await?;
        manager.create_index(index("ticket", &["assignee_id"])).await?;
        // What the escalation and the queues look at: tickets that are not over.
        let live = "CREATE INDEX ticket_live_idx ON ticket (tenant_id, fix_due_at) \
                    WHERE status NOT IN ('RESOLVED', 'CLOSED')";
        manager.get_connection().execute_unprepared(live).await?;
        manager.create_table(ticket_reply()).await?;
        manager.create_index(index("ticket_reply", &["ticket_id", "created_at", "id"])).await?;
        manager.create_table(ticket_note()).await?;
        manager.create_index(index("ticket_note", &["ticket_id", "created_at", "id"])).await?;
        manager.create_table(ticket_transition()).await?;
        manager.create_index(index("ticket_transition", &["ticket_id", "at"])).await?;
        // The report reads what happened in a period.
        manager.create_index(index("ticket_transition", &["at"])).await?;
        manager.create_table(ticket_watcher()).await?;
        manager.create_table(ticket_tag()).await?;
        manager.create_index(index("ticket_tag", &["tag"])).await?;
        manager.create_table(ticket_attachment()).await?;
        // What a page of replies or notes has, and what an account has not used yet.
        manager.create_index(index("ticket_attachment", &["reply_id"])).await?;
        manager.create_index(index("ticket_attachment", &["note_id"])).await?;
        manager.create_index(index("ticket_attachment", &["uploaded_by"])).await?;
        manager.create_index(index("ticket_attachment", &["created_at"])).await?;
        for statement in searchable(manager.get_database_backend()) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            for Searched { table, .. } in SEARCHED {
                let drop = format!("DROP TABLE {table}_fts");
                manager.get_connection().execute_unprepared(&drop).await?;
            }
        }
        let tables = [
            "ticket_attachment",
            "ticket_tag",
            "ticket_watcher",
            "ticket_transition",
            "ticket_note",
            "ticket_reply",
            "ticket",
        ];
        drop_all(manager, &tables).await
    }
}

fn ticket() -> TableCreateStatement {
    let mut table = owned("ticket");
    table.col(text("number"));
    belongs_to(&mut table, "ticket", "customer_id", "customer", true);
    table
        .col(text("subject"))
        .col(text("category"))
        .col(text("priority"))
        .col(text("status"))
        .col(text("source"))
        .col(text("sharing"));
    belongs_to(&mut table, "ticket", "opened_by", "portal_account", false);
    belongs_to(&mut table, "ticket", "subscription_id", "subscription", false);
    belongs_to(&mut table, "ticket", "incident_id", "incident", false);
    belongs_to(&mut table, "ticket", "invoice_line_id", "invoice_line", false);
    belongs_to(&mut table, "ticket", "assignee_id", "portal_account", false);
    belongs_to(&mut table, "ticket", "team_id", "support_team", false);
    belongs_to(&mut table, "ticket", "policy_id", "sla_policy", false);
    table
        .col(optional(&instant("first_reply_due_at")))
        .col(optional(&instant("first_reply_at_risk_at")))
        .col(optional(&instant("first_replied_at")))
        .col(optional(&instant("fix_due_at")))
        .col(optional(&instant("fix_at_risk_at")))
        .col(optional(&instant("paused_since")))
        .col(int4("paused_minutes"))
        .col(optional(&instant("escalated_at")))
        .col(int4("reopen_count"))
        .col(optional(&instant("resolved_at")))
        .col(optional(&instant("closed_at")))
        .col(optional(&int2("rating")))
        .col(optional(&text("rating_comment")));
    belongs_to(&mut table, "ticket", "merged_into_id", "ticket", false);
    table
        .col(instant("created_at"))
        .col(instant("updated_at"))
        .col(int4("version"))
        .check(Expr::cust("rating IS NULL OR rating BETWEEN 1 AND 5"))
        .check(Expr::cust("paused_minutes >= 0 AND reopen_count >= 0"))
        .check(Expr::cust("(status = 'CLOSED') = (closed_at IS NOT NULL)"))
        .check(Expr::cust("merged_into_id IS NULL OR status = 'CLOSED'"));
    unique(&mut table, "ticket", "number");
    table
}

fn ticket_reply() -> TableCreateStatement {
    let mut table = owned("ticket_reply");
    belongs_to(&mut table, "ticket_reply", "ticket_id", "ticket", true);
    table.col(text("author_kind"));
    belongs_to(&mut table, "ticket_reply", "author_id", "portal_account", false);
    table
        .col(text("author_name"))
        .col(text("body"))
        .col(text("channel"))
        .col(optional(&text("mail_message_id")))
        .col(instant("created_at"));
    // A mail that is handed over twice is one reply.
    unique(&mut table, "ticket_reply", "mail_message_id");
    table
}

fn ticket_note() -> TableCreateStatement {
    let mut table = owned("ticket_note");
    belongs_to(&mut table, "ticket_note", "ticket_id", "ticket", true);
    belongs_to(&mut table, "ticket_note", "author_id", "portal_account", false);
    table.col(text("author_name")).col(text("body")).col(instant("created_at"));
    table
}

fn ticket_transition() -> TableCreateStatement {
    let mut table = owned("ticket_transition");
    belongs_to(&mut table, "ticket_transition", "ticket_id", "ticket", true);
    table.col(optional(&text("from_status"))).col(text("to_status")).col(text("author_kind"));
    belongs_to(&mut table, "ticket_transition", "author_id", "portal_account", false);
    table.col(instant("at"));
    table
}

fn ticket_watcher() -> TableCreateStatement {
    let mut table = owned("ticket_watcher");
    belongs_to(&mut table, "ticket_watcher", "ticket_id", "ticket", true);
    belongs_to(&mut table, "ticket_watcher", "account_id", "portal_account", true);
    table.col(text("kind")).col(instant("since"));
    pair(&mut table, "ticket_watcher", "ticket_id", "account_id");
    table
}

fn ticket_tag() -> TableCreateStatement {
    let mut table = owned("ticket_tag");
    belongs_to(&mut table, "ticket_tag", "ticket_id", "ticket", true);
    table.col(text("tag"));
    pair(&mut table, "ticket_tag", "ticket_id", "tag");
    table
}

fn ticket_attachment() -> TableCreateStatement {
    let mut table = owned("ticket_attachment");
    belongs_to(&mut table, "ticket_attachment", "customer_id", "customer", true);
    belongs_to(&mut table, "ticket_attachment", "ticket_id", "ticket", false);
    belongs_to(&mut table, "ticket_attachment", "reply_id", "ticket_reply", false);
    belongs_to(&mut table, "ticket_attachment", "note_id", "ticket_note", false);
    belongs_to(&mut table, "ticket_attachment", "uploaded_by", "portal_account", true);
    table
        .col(text("file_name"))
        .col(text("media_type"))
        .col(int8("size_bytes"))
        .col(text("sha256"))
        .col(text("store_key"))
        .col(instant("created_at"))
        .check(Expr::cust("size_bytes > 0"))
        .check(Expr::cust("reply_id IS NULL OR note_id IS NULL"))
        .check(Expr::cust("ticket_id IS NOT NULL OR (reply_id IS NULL AND note_id IS NULL)"));
    unique(&mut table, "ticket_attachment", "store_key");
    table
}

/// A table whose text is searched.
struct Searched {
    table: &'static str,
    /// The column that names the ticket.
    ticket: &'static str,
    /// The text, of a row that is called `{row}`.
    text: &'static str,
}

/// Notes have an index of their own: who may not read them searches without it.
const SEARCHED: [Searched; 3] = [
    Searched { table: "ticket", ticket: "id", text: "{row}number || ' ' || {row}subject" },
    Searched { table: "ticket_reply", ticket: "ticket_id", text: "{row}body" },
    Searched { table: "ticket_note", ticket: "ticket_id", text: "{row}body" },
];

/// What makes the texts searchable. PostgreSQL has an index of expressions, which the statements repeat
/// (src/tickets/store/search.rs); SQLite has tables of words, which triggers keep.
fn searchable(backend: DbBackend) -> Vec<String> {
    let mut statements = Vec::new();
    for Searched { table, ticket, text } in SEARCHED {
        let of = |row: &str| text.replace("{row}", row);
        if backend == DbBackend::Postgres {
            // Signs that join words to names and numbers are taken for blanks: a part of a number is found too.
            let plain = of("");
            statements.push(format!(
                "CREATE INDEX {table}_words_idx ON {table} USING gin \
                 (to_tsvector('simple', translate({plain}, '-_./@:+&<>~=', '            ')))"
            ));
            continue;
        }
        let new = of("new.");
        let old = of("old.");
        statements.push(format!(
            "CREATE VIRTUAL TABLE {table}_fts USING fts5(tenant_id UNINDEXED, ticket_id UNINDEXED, \
             row_id UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 0')"
        ));
        statements.push(format!(
            "CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN \
             INSERT INTO {table}_fts (tenant_id, ticket_id, row_id, words) \
             VALUES (new.tenant_id, new.{ticket}, new.id, {new}); END"
        ));
        statements.push(format!(
            "CREATE TRIGGER {table}_fts_update AFTER UPDATE ON {table} WHEN {old} <> {new} BEGIN \
             UPDATE {table}_fts SET words = {new} WHERE row_id = new.id; END"
        ));
        statements.push(format!(
            "CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN \
             DELETE FROM {table}_fts WHERE row_id = old.id; END"
        ));
    }
    statements
}
