//! Money between customers, invoices, payments and credits, on databases as they are in production.

mod race;
mod strangers;
mod taxes;
