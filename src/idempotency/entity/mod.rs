//! The tables of this feature.

pub mod idempotency_record;
