//! A site in the graph.

use async_graphql::{ID, Object};

use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::scalars::Decimal;
use crate::kernel::page::{PageRequest, encode_cursor};
use crate::network::entity::site;
use crate::network::inventory::{self, NameKey};

/// A site that the caller may see.
#[derive(Clone)]
pub struct SiteNode(pub(crate) site::Model);

crate::connection!(
    SiteConnection("SiteConnection"),
    SiteEdge("SiteEdge"),
    SiteNode,
    "A page of sites, by name."
);

/// One page of the sites, for those who see them.
pub async fn sites_page(
    scope: &Scope,
    search: Option<String>,
    request: &PageRequest<NameKey>,
) -> Result<SiteConnection, ApiError> {
    inventory::check_site_search(search.as_deref())?;
    let page = inventory::sites(scope, search.as_deref(), request).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let (scope, search) = (scope.clone(), search.clone());
        Box::pin(async move { Ok(inventory::count_sites(&scope, search.as_deref()).await?) }) as _
    });
    let cursor = |row: &site::Model| encode_cursor(&NameKey(row.name.clone(), row.id.0));
    Ok(SiteConnection(Connected::new(page, cursor, SiteNode, count)))
}

/// Degrees of a position on earth.
fn degrees(millionths: i32) -> Decimal {
    Decimal(rust_decimal::Decimal::new(i64::from(millionths), 6).normalize())
}

/// A place where devices are. For support, the NOC and tenant administrators.
#[Object(name = "Site")]
impl SiteNode {
    /// The site's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What it is called, unique within the ISP.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Where it is, in words; null where nobody said.
    async fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }

    /// Degrees north; null where nobody said.
    async fn latitude(&self) -> Option<Decimal> {
        self.0.latitude_e6.map(degrees)
    }

    /// Degrees east; null where nobody said.
    async fn longitude(&self) -> Option<Decimal> {
        self.0.longitude_e6.map(degrees)
    }

    /// Counts the changes of the site, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
