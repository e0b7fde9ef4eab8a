//! Incidents, and what is known of services, in the graph.

pub mod follow;
pub mod health;
pub mod incident;
pub mod manage;
pub mod traffic;

pub use follow::FollowMutations;
pub use health::{ServiceHealthNode, ServiceUptimeNode};
pub use incident::{IncidentConnection, IncidentFilterInput, IncidentNode, incidents_page};
pub use manage::IncidentMutations;
pub use traffic::{TrafficRange, TrafficSeriesNode};
