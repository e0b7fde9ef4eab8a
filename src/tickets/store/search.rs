//! Looking for words in the texts of tickets: PostgreSQL's text search over indexes of expressions, SQLite's tables of words
//! (migration 213 makes both).

use sea_orm::Value;
use sea_orm::sea_query::{Condition, Expr, SimpleExpr};

use crate::db::Reads;
use crate::tickets::search::Terms;

/// Which texts are looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tickets) enum Texts {
    /// Numbers, subjects and replies.
    Public,
    /// Notes too: for who works on tickets.
    WithNotes,
}

/// Whether a ticket has all the words in its texts. Notes are not read unless they are asked for.
pub(in crate::tickets) fn matches(db: &impl Reads, terms: &Terms, texts: Texts) -> Condition {
    terms.words().iter().fold(Condition::all(), |all, word| all.add(has(db, word, texts)))
}

/// Whether a ticket has a word that begins so in one of its texts. A word is letters and digits; the quotes take the meaning
/// from `or`, `NOT` and the like.
fn has(db: &impl Reads, word: &str, texts: Texts) -> SimpleExpr {
    let tenant = Value::from(db.scope().tenant().id);
    let sqlite = db.scope().is_sqlite();
    let wanted = Value::from(if sqlite { format!("\"{word}\"*") } else { format!("'{word}':*") });
    let mut values = Vec::new();
    let mut parts = Vec::new();
    for (table, ticket, text) in tables(texts) {
        values.push(tenant.clone());
        values.push(wanted.clone());
        let (first, second) = (values.len() - 1, values.len());
        parts.push(if sqlite {
            format!("SELECT ticket_id FROM {table}_fts WHERE tenant_id = ? AND {table}_fts MATCH ?")
        } else {
            format!(
                "SELECT {ticket} FROM {table} WHERE tenant_id = ${first} \
                 AND to_tsvector('simple', translate({text}, '-_./@:+&<>~=', '            ')) \
                 @@ to_tsquery('simple', ${second})"
            )
        });
    }
    Expr::cust_with_values(format!("\"id\" IN ({})", parts.join(" UNION ALL ")), values)
}

/// The tables, the column that names the ticket, and the text as the index has it.
fn tables(texts: Texts) -> Vec<(&'static str, &'static str, &'static str)> {
    let mut tables =
        vec![("ticket", "id", "number || ' ' || subject"), ("ticket_reply", "ticket_id", "body")];
    if texts == Texts::WithNotes {
        tables.push(("ticket_note", "ticket_id", "body"));
    }
    tables
}
