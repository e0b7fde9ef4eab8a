//! Taxes, invoices, credit notes and who owes what.

pub mod description;
pub mod entity;
pub mod number;
pub mod totals;
