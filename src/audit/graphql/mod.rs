//! The logs in the graph.

pub mod activity;
pub mod entry;
pub mod erase_audit_values;
pub mod verification;

pub use activity::ActivityConnection;
pub use entry::{AuditEntryConnection, AuditEntryFilterInput, entries_page};
pub use erase_audit_values::EraseAuditValuesMutation;
pub use verification::AuditVerificationNode;
