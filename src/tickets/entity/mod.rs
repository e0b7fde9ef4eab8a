//! The tables of support.

pub mod business_calendar;
pub mod canned_reply;
pub mod sla_policy;
pub mod support_team;
pub mod support_team_member;
pub mod ticket;
pub mod ticket_attachment;
pub mod ticket_note;
pub mod ticket_reply;
pub mod ticket_tag;
pub mod ticket_transition;
pub mod ticket_watcher;
