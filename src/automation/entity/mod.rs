//! The tables of automation.

pub mod automation_host;
pub mod automation_line;
pub mod automation_run;
