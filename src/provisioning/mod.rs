//! Provisioning: the network does what was agreed with the customers.
//!
//! - What the network is to do for a service is a row, written from the service as it is ([`ProvisioningListener`], and
//!   [`reconcile`] for what the listener has missed). The row is held while the service is read, so the latest wins.
//! - The network is told by a [`Driver`](crate::ports::provisioning::Driver) of the tenant's choice, outside of any
//!   transaction, by whoever has the row's lease ([`work`]); what was told is written only if nothing else is wanted by then.
//! - What was done is looked at again and again, and mended where the network does something else.
//! - What NASes tell of sessions ([`account`]) is counted once, and becomes the use of the services.

mod desired;
mod drivers;
pub mod entity;
pub mod graphql;
mod listener;
pub mod loader;
pub mod policy;
mod radius;
mod service;
mod session;
mod store;

use crate::db::Clearing;

pub use drivers::{Network, PlaybooksOf};
pub use entity::provisioning_state::ProvisioningStatus;
pub use listener::ProvisioningListener;
pub use service::{
    NasChange, NewNas, Rotated, Worked, account, count_nases, count_states, create_nas, nases, open_states,
    reconcile, remove_nas, restore, retry, rotate_password, sees_errors, signers_of, states, update_nas,
    work,
};
pub use store::nas::{NasKey, nas_addresses, nas_at};
pub use store::{ProvisioningKey, tenants_with_work};

/// Sessions that are over: whose address was when.
pub const OLD_SESSIONS: Clearing = Clearing::of("radius_session", "stopped_at");
