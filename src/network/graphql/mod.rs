//! Incidents in the graph.

pub mod follow;
pub mod incident;
pub mod manage;
pub mod simulate;

pub use follow::FollowMutations;
pub use incident::{IncidentConnection, IncidentFilterInput, IncidentNode, incidents_page};
pub use manage::IncidentMutations;
pub use simulate::SandboxBreakDeviceMutation;
