//! Bills: taxes, invoices, credit notes, allocations, and what a customer owes.
//!
//! Invariant: a finalised invoice is never edited, only paid, credited or voided; so nothing here updates a line.

pub mod arrangement;
pub mod assemble;
pub mod credit;
pub mod description;
pub mod dunning;
pub mod entity;
mod estimate;
mod events;
pub mod explain;
mod explanation;
pub mod graphql;
pub mod late_fee;
pub mod ledger;
pub mod loader;
pub mod number;
pub mod outage;
pub mod policy;
pub mod printed;
mod refusal;
mod service;
mod store;
pub mod totals;
pub mod transitions;
pub mod wallet;

pub use entity::billing_run::Model as BillingRun;
pub use estimate::{Estimate, estimate};
pub use explanation::Explanation;
pub use ledger::LedgerError;
pub use refusal::{BillingError, Refusal, RefusalCode};
pub use service::{
    ArrangementObstacle, ArrangementOffer, BillingDay, CreditPart, CreditTarget, Disputed, DraftLine, DryRun,
    Dunned, DunningDay, InvoiceFilter, InvoiceOrder, InvoiceOrderField, LateFeesCharged, LateFeesDay,
    MAX_DRAFT_LINES, MAX_TAX_RATES, NewCreditNote, NewTaxRate, NoOutages, OrderDirection,
    OutageCreditListener, Outages, RunReport, Settlement, Upcoming, Worker, accept_arrangement, add_line,
    apply_credit_note, begin_run, change_tax_rate, charge_late_fees, count_credit_notes, count_invoices,
    count_lines, create_draft, create_tax_rate, credit_notes, delete_draft, dispute_line, dispute_ticket,
    dry_run, dunned, end_tax_rate, finalise_draft, invoices, issue_credit_note, latest_runs,
    note_dispute_ticket, offer_of, open_credit_notes, open_disputes, open_invoices, open_lines, promised,
    remove_line, run_progress, run_report, settle_dispute, settled, tax_rates, unapply_credit,
    upcoming_invoices, void_credit_note, void_invoice, waive_late_fee, write_off,
};
pub use store::runs::RunCounts;
pub use store::{DatedKey, InvoiceKey, LineTax, TaxTotal};
pub use wallet::{set_low_balance_alert, watch as watch_wallet};

/// Taxes shown on one line: more jurisdictions than any we know of levy on one service.
pub const MAX_LINE_TAXES: u64 = 10;

/// Rows of a list that has no pages: of allocations and credit notes the latest, of the taxes of an invoice the first by
/// name.
pub const MAX_SHORT_LIST: u64 = 20;
