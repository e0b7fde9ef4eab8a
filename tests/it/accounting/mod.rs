//! Reading that adds up: the ledger's check, statements, explanations, the journal, the tax report.

mod api;
mod check;
mod closed;
mod command;
mod explain;
mod history;
mod journal;
mod migrated;
mod statement;
