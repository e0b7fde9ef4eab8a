//! Making the network do what was agreed: what a driver is told, and what it tells.
//!
//! A driver may be told the same again, at any time and by any process: it is told what is to be, not what to change, and
//! what is so already it leaves alone.

mod ansible;
mod public;
mod webhook;

use async_trait::async_trait;
use sea_orm::entity::prelude::*;

pub use ansible::{AnsibleDriver, Playbooks};
pub use public::is_public;
pub use webhook::{Hook, WebhookDriver};

use crate::kernel::ids::{CustomerId, SubscriptionId};

/// What the network is to do for a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[graphql(name = "ProvisioningTarget")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Desired {
    /// Carry it as the plan says.
    Active,
    /// Withhold it.
    Suspended,
    /// Know it not, or not any more.
    Absent,
}

impl Desired {
    /// As on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Suspended => "SUSPENDED",
            Self::Absent => "ABSENT",
        }
    }
}

/// What of a plan matters to the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The code of the plan.
    pub code: String,
    /// Speed towards the customer, kbit/s; 0 where it does not apply.
    pub down_kbps: i64,
    /// Speed from the customer, kbit/s; 0 where it does not apply.
    pub up_kbps: i64,
}

/// What is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Whose service it is.
    pub customer: CustomerId,
    /// The service.
    pub subscription: SubscriptionId,
    /// Its number, by which people know it.
    pub number: String,
    /// Counts the changes of what is wanted of the service: with it, names this order for good.
    pub version: i32,
    /// Tries of it that have failed.
    pub attempts: i32,
    /// What the network is to do.
    pub desired: Desired,
    /// The plan.
    pub profile: Profile,
    /// What it was last made to do, as far as is known.
    pub before: Option<(Desired, Profile)>,
}

impl Order {
    /// Names the order: the same for each time that it is told.
    pub fn key(&self) -> String {
        format!("{}:{}", self.subscription, self.version)
    }
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The network does it.
    Done,
    /// It is being done; ask again.
    UnderWay,
}

/// What the network does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// What it is to do.
    InLine,
    /// Something else; what, for staff.
    Drifted(String),
    /// The driver cannot look.
    Unknown,
}

/// Why the network was not told. Staff reads it: no secrets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DriverError {
    /// It may go better later.
    #[error("{0}")]
    Passing(String),
    /// It will not go better by itself: something is not set up.
    #[error("{0}")]
    Lasting(String),
}

/// Tells the network of one tenant.
#[async_trait]
pub trait Driver: Send + Sync {
    /// Makes the network do it.
    async fn apply(&self, order: &Order) -> Result<Told, DriverError>;

    /// Looks whether it does.
    async fn look(&self, order: &Order) -> Result<Found, DriverError>;
}
