//! Generated ISPs: the two of `portico demo`, and as many as a load test wants.
//!
//! A [`World`] is pure: specification in, rows out, consistent to the cent with domain.md §2–3, the same for the
//! same seed. The load writes it through [`crate::db::Bulk`], on either database. Nothing here is for real tenants.

mod bill;
mod books;
mod calendar;
mod catalogue;
mod crew;
mod dice;
mod market;
mod names;
mod people;
mod sellers;
mod world;
mod year;

pub use crew::{Crew, Login};
pub use market::Market;
pub use world::{World, WorldSpec};
