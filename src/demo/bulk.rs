//! Many ISPs for a load test.

use std::collections::BTreeMap;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde::Serialize;

use super::crew::{Crew, Login};
use super::load::load;
use super::market::Market;
use super::seed::{SeedError, generate, seed_hasher};
use super::world::{World, WorldSpec};
use crate::db::Db;
use crate::kernel::clock::{Instant, date_in};
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;
use crate::ports::password::HashCost;

/// The password of all sign-ins of a load test, unless another is given. Known to everybody: never on a server
/// that others reach.
pub const BULK_PASSWORD: &str = "portico-load-test-only";

/// Customers of a tenant whose ids the summary gives.
const SAMPLE: usize = 50;

/// What to load.
#[derive(Debug, Clone)]
pub struct BulkSpec {
    /// The same seed gives the same rows.
    pub seed: u64,
    /// How many tenants: `isp-001`, `isp-002`, …
    pub tenants: u16,
    /// Customers of each.
    pub customers: usize,
    /// Months of invoices of each customer.
    pub months: u32,
    /// The password of the sign-ins.
    pub password: String,
}

/// What was loaded, and how to sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BulkSummary {
    /// The password of all sign-ins.
    pub password: String,
    /// The tenants.
    pub tenants: Vec<BulkTenant>,
    /// How many rows each table got.
    pub rows: BTreeMap<&'static str, usize>,
}

/// One loaded tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BulkTenant {
    /// Its short name.
    pub slug: String,
    /// Its host, without port.
    pub host: String,
    /// One a role.
    pub logins: Vec<BulkLogin>,
    /// External ids of some of its customers, the one that signs in first.
    pub customer_ids: Vec<String>,
}

/// A sign-in of a load test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BulkLogin {
    /// What it may do: `customer`, `reseller` or `admin`.
    pub role: &'static str,
    /// As it is printed: with separators.
    pub portal_id: String,
    /// The external id of the customer of a member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// The external id of the reseller of its employee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reseller_id: Option<String>,
}

impl From<&Login> for BulkLogin {
    fn from(login: &Login) -> Self {
        Self {
            role: login.role,
            portal_id: login.portal_id.to_string(),
            customer_id: login.customer.map(|id| id.to_string()),
            reseller_id: login.reseller.map(|id| id.to_string()),
        }
    }
}

/// Loads the tenants, as of the day of `now`. `progress` is told after each: how many of how many.
pub async fn seed_bulk(
    db: &Db,
    spec: &BulkSpec,
    now: Instant,
    cost: HashCost,
    entropy: SharedEntropy,
    progress: impl Fn(u16, u16),
) -> Result<BulkSummary, SeedError> {
    let hash = seed_hasher(cost, entropy)?.hash(spec.password.clone().into()).await?;
    // Two at a time: one is written while the other is thought up. The embedded database has one writer.
    let at_once = if db.is_sqlite() { 1 } else { 2 };
    let worlds =
        stream::iter((1..=spec.tenants).map(|number| generate(world_spec(spec, number, now)))).buffered(2);
    let loads = worlds.map_ok(|(world_spec, world)| load_one(db, world_spec, world, &hash));
    let mut loads = std::pin::pin!(loads.try_buffered(at_once));
    let mut summary =
        BulkSummary { password: spec.password.clone(), tenants: Vec::new(), rows: BTreeMap::new() };
    for done in 1.. {
        let Some((tenant, rows)) = loads.try_next().await? else { break };
        summary.tenants.push(tenant);
        for (table, count) in rows {
            *summary.rows.entry(table).or_default() += count;
        }
        progress(done, spec.tenants);
    }
    db.refresh_statistics().await.map_err(Fault::from)?;
    Ok(summary)
}

fn world_spec(spec: &BulkSpec, number: u16, now: Instant) -> WorldSpec {
    let slug = format!("isp-{number:03}");
    // Every fourth has two tax jurisdictions.
    let market = if number.is_multiple_of(4) { Market::UnitedStates } else { Market::Germany };
    WorldSpec {
        seed: spec.seed,
        market,
        name: format!("ISP {number:03}"),
        hosts: vec![format!("{slug}.localhost")],
        slug,
        portal_prefix: "L".to_owned(),
        primary_color: "#475569".to_owned(),
        customers: spec.customers,
        months: spec.months,
        as_of: date_in(market.facts().zone, now),
        crew: Crew::LoadTest { password: spec.password.clone() },
    }
}

async fn load_one(
    db: &Db,
    spec: WorldSpec,
    world: World,
    hash: &str,
) -> Result<(BulkTenant, [(&'static str, usize); 7]), SeedError> {
    let rows = [
        ("customer", world.customers.len()),
        ("subscription", world.subscriptions.len()),
        ("invoice", world.invoices.len()),
        ("invoice_line", world.lines.len()),
        ("invoice_line_tax", world.taxes.len()),
        ("payment", world.payments.len()),
        ("allocation", world.allocations.len()),
    ];
    let sample = world.customers.iter().take(SAMPLE).map(|row| row.id);
    let customer_ids = sample.map(|id: CustomerId| id.to_string()).collect();
    let hashes = vec![hash.to_owned(); world.logins.len()];
    let logins = load(db, &spec, world, None, None, async { Ok(hashes) }).await?;
    let tenant = BulkTenant {
        host: spec.hosts.into_iter().next().unwrap_or_default(),
        slug: spec.slug,
        logins: logins.iter().map(BulkLogin::from).collect(),
        customer_ids,
    };
    Ok((tenant, rows))
}
