//! The books in the graph.

pub mod journal;
pub mod ledger_check;
pub mod statement;
pub mod vat;

pub use journal::{JournalConnection, period};
pub use ledger_check::LedgerReportNode;
pub use statement::StatementNode;
pub use vat::VatReportNode;
