//! The tables of this feature.

pub mod notification;
pub mod notification_preference;
