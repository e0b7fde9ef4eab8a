//! Automation in the graph.

pub mod action;
pub mod log;
pub mod manage;
pub mod playbook;
pub mod run;

pub use action::{EquipmentMutations, ServiceActionNode};
pub use log::{AutomationLogConnection, AutomationLogUpdate};
pub use manage::AutomationMutations;
pub use playbook::{AutomationPlaybookNode, playbooks};
pub use run::{AutomationRunConnection, AutomationRunFilterInput, AutomationRunNode, runs_page};
