//! Automation: playbooks that are run on devices, by staff and, through a few actions, by customers themselves.
//!
//! Invariants: what is run is a playbook of the registry, told what its schema allows, on devices that the caller sees. A run is
//! begun once: its worker holds a lease, and what a lost worker has begun is given up and never begun again. Who asks for a run
//! does not approve it. A secret is sealed while a run waits, reaches Ansible by a private file alone, and is gone when the run
//! is over; it is in no log, no argument, no event and no answer.
//!
//! What customers may have done to their equipment (`service/equipment.rs`) is a run as well, of which they see the kind and the
//! outcome, and neither devices nor what was printed.

mod action;
mod devices;
pub mod entity;
mod events;
pub mod graphql;
pub mod live;
pub mod loader;
mod parameters;
pub mod policy;
mod registry;
mod service;
pub mod status;
mod store;

pub use action::ServiceActionStatus;
pub(crate) use action::status_of_action;
pub use entity::automation_line::Model as LogLine;
pub use entity::automation_run::{Model as AutomationRun, RunFailure, RunStatus, ServiceActionKind};
pub use parameters::{Parameters, Variable, VariableType};
pub use registry::{FILE as REGISTRY_FILE, Playbook, Registry, RegistryError};
pub use service::{
    Beat, Claimed, NewRun, RunFilter, WifiChange, approve, asked_for, beat, cancel, change_wifi, claim,
    count_runs, end, end_unstarted, give_up_lost, may_start, open_runs, prepare, restart_equipment, runs,
    start,
};
pub use store::RunKey;
pub use store::work::tenants_with_work;
pub(crate) use store::{LINES, SECRETS};

use crate::ports::keyring::Keyring;

/// Devices of one run.
pub const MAX_TARGETS: usize = 100;

/// Runs of a tenant that wait, for an approval or for a worker: what is asked for beyond is refused. More would not be done
/// soon, and is a program that asks in a loop rather than somebody who needs something done.
pub const MAX_WAITING: u64 = 100;

/// Actions of a service that are listed without pages.
pub const MAX_ACTIONS: u64 = 10;

/// What starting runs takes. Cheap to clone.
#[derive(Clone)]
pub struct Automation {
    /// The playbooks.
    pub playbooks: Registry,
    /// Seals secrets while they wait.
    pub keyring: Keyring,
}
