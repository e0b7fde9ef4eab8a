//! The two ISPs of `portico demo`.

use std::time::Duration;

use chrono::NaiveDate;
use chrono_tz::Tz;
use futures_util::future::try_join_all;
use serde::Serialize;

use super::crew::{Crew, Login};
use super::load::load;
use super::market::Market;
use super::world::{World, WorldSpec};
use crate::db::Db;
use crate::kernel::clock::{Instant, date_in};
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::ports::keyring::Keyring;
use crate::ports::password::{HashCost, HashError, PasswordHasher, PasswordSettings};
use crate::tenancy::CreateTenantError;

/// Why a database was not seeded. A load that fails leaves at most a tenant without customers.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// A tenant of that name is there already.
    #[error(transparent)]
    Tenant(#[from] CreateTenantError),
    /// A password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The database or a bug.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What `demo.json` holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoLogins {
    /// Where the server listens.
    pub url: String,
    /// The ISPs.
    pub tenants: Vec<TenantLogins>,
}

/// The sign-ins of one ISP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TenantLogins {
    /// Its short name.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its host, without port.
    pub host: String,
    /// One a role.
    pub logins: Vec<DemoLogin>,
}

/// A sign-in of the demonstration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DemoLogin {
    /// What it may do, e.g. `customer`.
    pub role: String,
    /// As it is printed: with separators.
    pub portal_id: String,
    /// In the clear.
    pub password: String,
    /// The secret of its authenticator app in base32, in the clear too; absent where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub totp_secret: Option<String>,
    /// The person.
    pub name: String,
}

impl From<&Login> for DemoLogin {
    fn from(login: &Login) -> Self {
        Self {
            role: login.role.to_owned(),
            portal_id: login.portal_id.to_string(),
            password: login.password.clone(),
            totp_secret: login.totp_secret.clone(),
            name: login.name.clone(),
        }
    }
}

/// The ISPs of the demonstration; `as_of` tells the date in a zone.
fn demo_specs(as_of: impl Fn(Tz) -> NaiveDate) -> [WorldSpec; 2] {
    let spec = |market: Market, slug: &str, name: &str, host: &str, prefix: &str, color: &str| WorldSpec {
        seed: 1,
        market,
        slug: slug.to_owned(),
        name: name.to_owned(),
        hosts: vec![host.to_owned()],
        portal_prefix: prefix.to_owned(),
        primary_color: color.to_owned(),
        customers: 220,
        months: 12,
        as_of: as_of(market.facts().zone),
        crew: Crew::Everyone,
    };
    [
        spec(Market::Germany, "havelnetz", "Havelnetz", "localhost", "HN", "#0b6e4f"),
        spec(Market::UnitedStates, "hudson", "Hudson Broadband", "other.localhost", "HB", "#1d4ed8"),
    ]
}

/// Seeds an empty, migrated database with the two ISPs, as of the day of `now`, and tells their sign-ins.
pub async fn seed_demo(
    db: &Db,
    now: Instant,
    cost: HashCost,
    entropy: SharedEntropy,
    keyring: &Keyring,
) -> Result<Vec<TenantLogins>, SeedError> {
    let hasher = seed_hasher(cost, entropy)?;
    let specs = demo_specs(|zone| date_in(zone, now));
    let worlds = try_join_all(specs.into_iter().map(generate)).await?;
    let mut tenants = Vec::new();
    // One after the other: the embedded database has one writer. The hashes of all are made meanwhile.
    for (spec, world) in worlds {
        let passwords = world.logins.iter().map(|login| login.password.clone()).collect();
        let hashes = hash_all(&hasher, passwords);
        let logins = load(db, &spec, world, Some(keyring), Some(now), hashes).await?;
        tenants.push(TenantLogins {
            slug: spec.slug,
            name: spec.name,
            host: spec.hosts.into_iter().next().unwrap_or_default(),
            logins: logins.iter().map(DemoLogin::from).collect(),
        });
    }
    db.refresh_statistics().await.map_err(Fault::from)?;
    Ok(tenants)
}

/// Generates on a thread of its own: it is work for the processor alone.
pub(super) async fn generate(spec: WorldSpec) -> Result<(WorldSpec, World), SeedError> {
    let job = tokio::task::spawn_blocking(move || {
        let world = World::generate(&spec);
        (spec, world)
    });
    Ok(job.await.map_err(Fault::internal)?)
}

/// A hasher that takes every core and all the time it needs: nobody else waits for it yet.
pub(super) fn seed_hasher(cost: HashCost, entropy: SharedEntropy) -> Result<PasswordHasher, HashError> {
    let permits = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    PasswordHasher::new(PasswordSettings { cost, permits, wait: Duration::from_mins(2) }, entropy)
}

async fn hash_all(hasher: &PasswordHasher, passwords: Vec<String>) -> Result<Vec<String>, SeedError> {
    Ok(try_join_all(passwords.into_iter().map(|password| hasher.hash(password.into()))).await?)
}

#[cfg(test)]
mod tests;
