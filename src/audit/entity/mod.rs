//! The tables of this feature, beside the log itself, which lives in `db::audit`.

pub mod audit_chain;
pub mod read_access;
