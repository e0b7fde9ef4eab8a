//! Reading that adds up: the ledger's check, statements, explanations, the journal, the tax report.

mod api;
mod check;
mod command;
mod explain;
mod history;
mod journal;
mod statement;
