//! The statements of the agent's desk.

pub(in crate::tickets) mod queues;
pub(in crate::tickets) mod report;
pub(in crate::tickets) mod teams;
pub(in crate::tickets) mod texts;
pub(in crate::tickets) mod workload;
