//! Bills: taxes, invoices, credit notes, allocations, and what a customer owes.
//!
//! Invariant: a finalised invoice is never edited, only paid, credited or voided; so nothing here updates a line.

pub mod description;
pub mod entity;
mod events;
pub mod explain;
mod explanation;
pub mod graphql;
pub mod ledger;
pub mod loader;
pub mod number;
pub mod policy;
mod service;
mod store;
pub mod totals;

pub use explanation::Explanation;
pub use service::{
    InvoiceFilter, InvoiceOrder, InvoiceOrderField, OrderDirection, count_credit_notes, count_invoices,
    count_lines, credit_notes, invoices, open_credit_notes, open_invoices, open_lines,
};
pub use store::{DatedKey, InvoiceKey, LineTax, TaxTotal};

/// Taxes shown on one line: more jurisdictions than any we know of levy on one service.
pub const MAX_LINE_TAXES: u64 = 10;

/// Rows of a list that has no pages: of allocations and credit notes the latest, of the taxes of an invoice the first by
/// name.
pub const MAX_SHORT_LIST: u64 = 20;
