//! The tables of this feature.

pub mod allocation;
pub mod credit_note;
pub mod customer_balance;
pub mod document_sequence;
pub mod invoice;
pub mod invoice_line;
pub mod invoice_line_tax;
pub mod tax_rate;
