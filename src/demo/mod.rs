//! Generated ISPs: the two of `portico demo`, and as many as a load test wants.
//!
//! A [`World`] is pure: specification in, rows out, consistent to the cent with domain.md §2–3, the same for the
//! same seed. The load writes it through [`crate::db::Bulk`], on either database. Nothing here is for real tenants.

mod bill;
mod books;
mod bulk;
mod calendar;
mod cards;
mod catalogue;
mod crew;
mod desk;
mod dice;
mod help;
mod inbox;
mod incidents;
mod load;
mod market;
mod names;
mod network;
mod offers;
mod past;
mod people;
mod seed;
mod sellers;
mod world;
mod year;

pub use bulk::{BULK_PASSWORD, BulkLogin, BulkSpec, BulkSummary, BulkTenant, seed_bulk};
pub use crew::{Crew, Login};
pub use desk::Desk;
pub use help::Help;
pub use incidents::Incidents;
pub use market::Market;
pub use network::{Inventory, SIMULATED_COMMUNITY, Simulator, SimulatorError};
pub use offers::Offers;
pub use seed::{DemoLogin, DemoLogins, SeedError, TenantLogins, seed_demo};
pub use world::{World, WorldSpec};
