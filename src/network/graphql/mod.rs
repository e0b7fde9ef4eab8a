//! Incidents, alerts, and what is known of services, in the graph.

pub mod alert;
pub mod alert_manage;
pub mod alert_rule;
pub mod follow;
pub mod health;
pub mod incident;
pub mod manage;
pub mod public;
pub mod simulate;
pub mod traffic;

pub use alert::{AlertConnection, AlertFilterInput, AlertNode, alerts_of_device, alerts_page};
pub use alert_manage::AlertMutations;
pub use alert_rule::{AlertRuleMutations, AlertRuleNode};
pub use follow::FollowMutations;
pub use health::{ServiceHealthNode, ServiceUptimeNode};
pub use incident::{IncidentConnection, IncidentFilterInput, IncidentNode, incidents_page};
pub use manage::IncidentMutations;
pub use public::StatusNode;
pub use simulate::SandboxBreakDeviceMutation;
pub use traffic::{TrafficRange, TrafficSeriesNode};
