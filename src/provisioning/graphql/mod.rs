//! Provisioning in the graph.

pub mod nas;
pub mod retry;
pub mod state;

pub use nas::{NasConnection, NasMutations, nas_page};
pub use retry::ProvisioningMutations;
pub use state::{ProvisioningNode, StateConnection, states_page};
