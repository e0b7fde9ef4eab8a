//! A device in the graph.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::device_interface::DeviceInterfaceConnection;
use super::device_state::DeviceStateNode;
use super::service_link::ServiceLinkConnection;
use super::site::SiteNode;
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::{read, write};
use crate::graphql::scalars::{DateTime, IPAddress};
use crate::kernel::ids::ServiceLinkId;
use crate::kernel::page::{Page, PageRequest, encode_cursor};
use crate::network::entity::device::{self, DeviceKind, SnmpVersion};
use crate::network::entity::device_state::{self, DeviceStatus};
use crate::network::graphql::{AlertNode, alerts_of_device};
use crate::network::inventory::loader::{ChildrenOf, DeviceById, InterfacesOf, LinksOn, SiteById, StateOf};
use crate::network::inventory::{self, DeviceFilter, NameKey};

/// Rows below a device where nobody says how many.
const AT_ONCE: i32 = 50;

/// A device that the caller may see.
#[derive(Clone)]
pub struct DeviceNode(pub(crate) device::Model);

crate::connection!(
    DeviceConnection("DeviceConnection"),
    DeviceEdge("DeviceEdge"),
    DeviceNode,
    "A page of devices, by name."
);

/// Which devices are wanted. Absent fields do not narrow the list.
#[derive(Debug, InputObject, Default)]
#[graphql(name = "DeviceFilter")]
pub struct DeviceFilterInput {
    /// Text in name, model or address, in any case; at most 100 characters.
    pub search: Option<String>,
    /// Only devices of this kind.
    pub kind: Option<DeviceKind>,
    /// Only devices at this site.
    pub site_id: Option<ID>,
    /// Only devices right below this one.
    pub parent_id: Option<ID>,
    /// Only devices that are asked and are so.
    pub status: Option<DeviceStatus>,
    /// Only devices that are worked on, or only the others.
    pub in_maintenance: Option<bool>,
    /// Devices that were retired instead of those in service.
    pub retired: Option<bool>,
}

impl DeviceFilterInput {
    /// The filter, checked.
    pub fn into_filter(self) -> Result<DeviceFilter, ApiError> {
        let filter = DeviceFilter {
            search: self.search,
            kind: self.kind,
            site: self.site_id.as_ref().map(|id| read(id, "filter.siteId")).transpose()?,
            parent: self.parent_id.as_ref().map(|id| read(id, "filter.parentId")).transpose()?,
            status: self.status,
            in_maintenance: self.in_maintenance,
            retired: self.retired.unwrap_or(false),
        };
        filter.check()?;
        Ok(filter)
    }
}

/// One page of the devices, for those who see them.
pub async fn devices_page(
    scope: &Scope,
    filter: DeviceFilter,
    request: &PageRequest<NameKey>,
) -> Result<DeviceConnection, ApiError> {
    let page = inventory::devices(scope, &filter, request).await?;
    Ok(DeviceConnection::of_page(scope, filter, page))
}

impl DeviceConnection {
    /// A page that is already here, of the list that the filter makes.
    fn of_page(scope: &Scope, filter: DeviceFilter, page: Page<device::Model>) -> Self {
        let scope = scope.clone();
        let count = Box::new(move || {
            let (scope, filter) = (scope.clone(), filter.clone());
            Box::pin(async move { Ok(inventory::count_devices(&scope, &filter).await?) }) as _
        });
        let cursor = |row: &device::Model| encode_cursor(&NameKey(row.name.clone(), row.id.0));
        Self(Connected::new(page, cursor, DeviceNode, count))
    }
}

/// How a device is asked.
#[derive(SimpleObject)]
#[graphql(name = "DeviceSnmp")]
pub struct DeviceSnmpNode {
    /// The version.
    version: SnmpVersion,
    /// The UDP port.
    port: i32,
    /// Whether a path of credentials is set. The path itself is never told.
    configured: bool,
}

impl DeviceNode {
    async fn known(&self, ctx: &Context<'_>) -> Result<Option<device_state::Model>, ApiError> {
        // Who is not asked has no state: nobody need look.
        if !inventory::is_monitored(&self.0) {
            return Ok(None);
        }
        Ok(request(ctx).loaders.network.load_one(StateOf(self.0.id)).await?)
    }
}

/// A device of the network. For support, the NOC and tenant administrators.
#[Object(name = "Device")]
impl DeviceNode {
    /// The device's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What it is called, unique within the ISP.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it is.
    async fn kind(&self) -> DeviceKind {
        self.0.kind
    }

    /// Who makes it; null where nobody said.
    async fn vendor(&self) -> Option<&str> {
        self.0.vendor.as_deref()
    }

    /// Its model; null where nobody said.
    async fn model(&self) -> Option<&str> {
        self.0.model.as_deref()
    }

    /// Where it is; null where nobody said.
    async fn site(&self, ctx: &Context<'_>) -> Option<Result<SiteNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(site) = self.0.site_id else { return Ok(None) };
            Ok(request(ctx).loaders.network.load_one(SiteById(site)).await?.map(SiteNode))
        }))
        .await
    }

    /// The device through which it is reached; null at the core.
    async fn parent(&self, ctx: &Context<'_>) -> Option<Result<DeviceNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(parent) = self.0.parent_id else { return Ok(None) };
            Ok(request(ctx).loaders.network.load_one(DeviceById(parent)).await?.map(DeviceNode))
        }))
        .await
    }

    /// The devices in service that are reached right through it, by name.
    async fn children(
        &self,
        ctx: &Context<'_>,
        // Nullable: the library takes a variable that is not given for null, where the default belongs.
        #[graphql(desc = "Devices from the start, 1 to 100.", default_with = "Some(AT_ONCE)")] first: Option<
            i32,
        >,
        #[graphql(desc = "Devices after this cursor.")] after: Option<String>,
    ) -> Result<DeviceConnection, ApiError> {
        Box::pin(async {
            let request = request(ctx);
            let page =
                PageRequest::<NameKey>::from_args(first.or(Some(AT_ONCE)), after.as_deref(), None, None)?;
            let key = ChildrenOf { parent: self.0.id, after: page.after.clone(), size: page.size };
            let rows = request.loaders.network.load_one(key).await?.unwrap_or_default();
            let filter = DeviceFilter { parent: Some(self.0.id), ..DeviceFilter::default() };
            Ok(DeviceConnection::of_page(&request.scope, filter, Page::from_fetched(rows, &page)))
        })
        .await
    }

    /// The address at which it is asked, within the management networks; null where it has none.
    async fn address(&self) -> Option<IPAddress> {
        self.0.mgmt_address.clone().map(IPAddress)
    }

    /// How it is asked; null where it is not.
    async fn snmp(&self) -> Option<DeviceSnmpNode> {
        self.0.snmp_version.map(|version| DeviceSnmpNode {
            version,
            port: self.0.snmp_port,
            configured: self.0.snmp_secret.is_some(),
        })
    }

    /// Seconds between two polls.
    async fn poll_interval_seconds(&self) -> i32 {
        self.0.poll_interval_seconds
    }

    /// Whether it is worked on: its failures are no alarm.
    async fn in_maintenance(&self) -> bool {
        self.0.in_maintenance
    }

    /// How it is; null where it is not asked.
    async fn status(&self, ctx: &Context<'_>) -> Option<Result<DeviceStatus, ApiError>> {
        nullable(Box::pin(async { Ok(self.known(ctx).await?.map(|state| state.status)) })).await
    }

    /// What is known of it; null where it is not asked.
    async fn state(&self, ctx: &Context<'_>) -> Option<Result<DeviceStateNode, ApiError>> {
        nullable(Box::pin(async { Ok(self.known(ctx).await?.map(DeviceStateNode)) })).await
    }

    /// The alerts about it that are not over, the latest first; at most 20.
    async fn alerts(&self, ctx: &Context<'_>) -> Result<Vec<AlertNode>, ApiError> {
        Box::pin(alerts_of_device(ctx, self.0.id)).await
    }

    /// Its interfaces with their last samples, by `ifIndex`; those that it does not tell of any more among them.
    async fn interfaces(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Interfaces from the start, 1 to 100.", default_with = "Some(AT_ONCE)")]
        first: Option<i32>,
        #[graphql(desc = "Interfaces after this cursor.")] after: Option<String>,
    ) -> Result<DeviceInterfaceConnection, ApiError> {
        Box::pin(async {
            let request = request(ctx);
            let page = PageRequest::<i32>::from_args(first.or(Some(AT_ONCE)), after.as_deref(), None, None)?;
            let key = InterfacesOf { device: self.0.id, after: page.after, size: page.size };
            let rows = request.loaders.network.load_one(key).await?.unwrap_or_default();
            Ok(DeviceInterfaceConnection::of_rows(&request.scope, self.0.id, rows, &page))
        })
        .await
    }

    /// The services that hang on the device itself, the earliest link first; not those on devices below it.
    async fn service_links(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Links from the start, 1 to 100.", default_with = "Some(AT_ONCE)")] first: Option<
            i32,
        >,
        #[graphql(desc = "Links after this cursor.")] after: Option<String>,
    ) -> Result<ServiceLinkConnection, ApiError> {
        Box::pin(async {
            let request = request(ctx);
            let page = PageRequest::<ServiceLinkId>::from_args(
                first.or(Some(AT_ONCE)),
                after.as_deref(),
                None,
                None,
            )?;
            let key = LinksOn { device: self.0.id, after: page.after, size: page.size };
            let rows = request.loaders.network.load_one(key).await?.unwrap_or_default();
            Ok(ServiceLinkConnection::of_rows(&request.scope, self.0.id, rows, &page))
        })
        .await
    }

    /// When it was entered.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was taken out of service; null while it is in service.
    async fn retired_at(&self) -> Option<DateTime> {
        self.0.retired_at.map(DateTime)
    }

    /// Counts the changes of the device, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
