//! The tables of this feature.

pub mod event_listener;
pub mod event_stream;
pub mod outbox_event;
