//! The agent's desk: teams, who works on a ticket, texts that are written often, changes of many tickets at once, queues, and
//! what the work amounts to in numbers.

mod assign;
mod bulk;
pub mod loader;
mod placeholders;
pub mod policy;
mod queues;
mod report;
mod teams;
mod texts;
mod workload;

pub use assign::{Assignment, assign_ticket, may_be_assignee, take_ticket, team_for};
pub use bulk::{BulkChange, MAX_BULK, change_one, distinct};
pub use queues::{Queues, queues};
pub use report::{
    Day, Figures, Group, Grouping, MAX_REPORT_DAYS, MAX_REPORT_ROWS, Moved, Opened, Promise, Report,
    ReportGroup, Times, support_report,
};
pub use teams::{
    MAX_MEMBERS, MAX_TEAMS, add_team_member, create_team, remove_team_member, retire_team, support_teams,
    update_team,
};
pub use texts::{
    MAX_TEXTS, TextWords, canned_replies, create_canned_reply, delete_canned_reply, render_canned_reply,
    update_canned_reply,
};
pub use workload::{Workload, workload};

use super::permit;
