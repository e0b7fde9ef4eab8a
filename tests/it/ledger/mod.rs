//! Money between customers, invoices, payments and credits, on databases as they are in production.

mod race;
mod refusals;
mod strangers;
mod taxes;
