//! The words every feature shares: time, ids, money, who acts, pages, faults and problems.
//!
//! Nothing here imports anything else of ours, and nothing here does I/O.

pub mod actor;
pub mod clock;
pub mod entropy;
pub mod fault;
pub mod ids;
pub mod money;
pub mod money_format;
pub mod page;
pub mod problem;
pub mod refusal;
