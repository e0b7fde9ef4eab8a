//! The articles of the help, their words for the search, and whom they have helped.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::{belongs_to, boolean, drop_all, index, instant, int4, optional, owned, pair, text};

/// The articles of the help.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(help_article()).await?;
        manager.create_index(index("help_article", &["status", "locale"])).await?;
        for statement in words(manager.get_database_backend()) {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        manager.create_table(help_vote()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &["help_vote", "help_article"]).await?;
        manager.get_connection().execute_unprepared(no_words(manager.get_database_backend())).await?;
        Ok(())
    }
}

fn help_article() -> TableCreateStatement {
    let mut table = owned("help_article");
    table
        .col(text("slug"))
        .col(text("locale"))
        .col(text("title"))
        .col(text("body"))
        .col(text("category"))
        .col(optional(&text("service_kind")))
        .col(text("status"))
        .col(int4("helpful"))
        .col(int4("unhelpful"))
        .col(instant("updated_at"))
        .col(int4("version"))
        .check(Expr::cust("helpful >= 0 AND unhelpful >= 0"));
    pair(&mut table, "help_article", "slug", "locale");
    table
}

fn help_vote() -> TableCreateStatement {
    let mut table = owned("help_vote");
    belongs_to(&mut table, "help_vote", "article_id", "help_article", true);
    belongs_to(&mut table, "help_vote", "account_id", "portal_account", true);
    table.col(boolean("helpful"));
    pair(&mut table, "help_vote", "article_id", "account_id");
    table
}

/// What finds articles by their words, titles before bodies. PostgreSQL knows the words of languages; there is no index of
/// them, because it would be one over all tenants: the few hundred articles of one are read by their tenant. SQLite has a
/// table of words that triggers keep.
fn words(backend: DbBackend) -> &'static [&'static str] {
    if backend == DbBackend::Sqlite {
        &[
            "CREATE VIRTUAL TABLE help_article_fts USING fts5(article_id UNINDEXED, title, body, \
             tokenize = 'porter unicode61 remove_diacritics 2')",
            "CREATE TRIGGER help_article_fts_insert AFTER INSERT ON help_article BEGIN \
             INSERT INTO help_article_fts (article_id, title, body) VALUES (new.id, new.title, new.body); END",
            "CREATE TRIGGER help_article_fts_update AFTER UPDATE OF title, body ON help_article BEGIN \
             UPDATE help_article_fts SET title = new.title, body = new.body WHERE article_id = new.id; END",
            "CREATE TRIGGER help_article_fts_delete AFTER DELETE ON help_article BEGIN \
             DELETE FROM help_article_fts WHERE article_id = old.id; END",
        ]
    } else {
        &[
            "CREATE FUNCTION help_configuration(locale text) RETURNS regconfig \
             LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT CASE split_part(lower(locale), '-', 1) \
             WHEN 'ar' THEN 'arabic'::regconfig WHEN 'ca' THEN 'catalan'::regconfig \
             WHEN 'da' THEN 'danish'::regconfig WHEN 'de' THEN 'german'::regconfig \
             WHEN 'el' THEN 'greek'::regconfig WHEN 'en' THEN 'english'::regconfig \
             WHEN 'es' THEN 'spanish'::regconfig WHEN 'eu' THEN 'basque'::regconfig \
             WHEN 'fi' THEN 'finnish'::regconfig WHEN 'fr' THEN 'french'::regconfig \
             WHEN 'ga' THEN 'irish'::regconfig WHEN 'hi' THEN 'hindi'::regconfig \
             WHEN 'hu' THEN 'hungarian'::regconfig WHEN 'hy' THEN 'armenian'::regconfig \
             WHEN 'id' THEN 'indonesian'::regconfig WHEN 'it' THEN 'italian'::regconfig \
             WHEN 'lt' THEN 'lithuanian'::regconfig WHEN 'nb' THEN 'norwegian'::regconfig \
             WHEN 'ne' THEN 'nepali'::regconfig WHEN 'nl' THEN 'dutch'::regconfig \
             WHEN 'nn' THEN 'norwegian'::regconfig WHEN 'no' THEN 'norwegian'::regconfig \
             WHEN 'pt' THEN 'portuguese'::regconfig WHEN 'ro' THEN 'romanian'::regconfig \
             WHEN 'ru' THEN 'russian'::regconfig WHEN 'sr' THEN 'serbian'::regconfig \
             WHEN 'sv' THEN 'swedish'::regconfig WHEN 'ta' THEN 'tamil'::regconfig \
             WHEN 'tr' THEN 'turkish'::regconfig WHEN 'yi' THEN 'yiddish'::regconfig \
             ELSE 'simple'::regconfig END $$",
            "ALTER TABLE help_article ADD COLUMN words tsvector GENERATED ALWAYS AS ( \
             setweight(to_tsvector(help_configuration(locale), title), 'A') || \
             setweight(to_tsvector(help_configuration(locale), body), 'D')) STORED",
        ]
    }
}

/// What is left of it when its table is gone.
fn no_words(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Sqlite {
        "DROP TABLE help_article_fts"
    } else {
        "DROP FUNCTION help_configuration(text)"
    }
}
