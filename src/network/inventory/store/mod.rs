//! The statements on what there is of the network.

pub(super) mod devices;
pub(super) mod interfaces;
pub(super) mod links;
pub(super) mod networks;
pub(super) mod sites;
pub(super) mod states;
pub(super) mod topology;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The position of a site or a device in a list: they are ordered by name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NameKey(pub String, pub Uuid);

/// The places of values in a hand-written statement, from the `first` on: `$2, $3`.
fn places(first: usize, count: usize) -> String {
    let places: Vec<String> = (first..first + count).map(|at| format!("${at}")).collect();
    places.join(", ")
}
