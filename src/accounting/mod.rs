//! Reading that adds up: what was booked on a customer and when, the journal for the accountant, the tax that is owed, and
//! whether all of it is true.
//!
//! Invariants: everything here is derived from the documents of billing and payments and written nowhere; a statement
//! ends with the stored balance, an entry of the journal balances, and [`check`](mod@check) finds where they would not.
//! Its statements are hand-written SQL over the tables of both features and share no code with what writes them.

pub mod accounts;
pub mod check;
pub mod csv;
mod export;
pub mod graphql;
pub mod journal;
pub mod movement;
pub mod period;
pub mod policy;
mod statement;
mod store;
pub mod vat;

pub use check::{Finding, LedgerCheck, LedgerReport, ledger_check};
pub use export::{journal_csv, vat_csv};
pub use journal::{JournalEntry, count_journal, journal};
pub use period::Period;
pub use statement::{Statement, StatementEntry, count_entries, entries, statement};
pub use vat::{VatRow, vat_report};
