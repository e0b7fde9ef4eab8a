//! An interface of a device in the graph.

use async_graphql::{Context, ID, Object};

use super::device::DeviceNode;
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::{BigInt, DateTime, Decimal};
use crate::kernel::ids::DeviceId;
use crate::kernel::page::{Page, PageRequest, encode_cursor};
use crate::network::entity::device_interface;
use crate::network::graphql::{TrafficRange, TrafficSeriesNode, traffic};
use crate::network::inventory;
use crate::network::inventory::loader::DeviceById;
use crate::network::samples::series::Step;

/// An interface that the caller may see.
#[derive(Clone)]
pub struct DeviceInterfaceNode(pub(crate) device_interface::Model);

crate::connection!(
    DeviceInterfaceConnection("DeviceInterfaceConnection"),
    DeviceInterfaceEdge("DeviceInterfaceEdge"),
    DeviceInterfaceNode,
    "A page of a device's interfaces, by their `ifIndex`."
);

impl DeviceInterfaceConnection {
    /// A page of a device's interfaces out of the rows that were fetched for it.
    pub(super) fn of_rows(
        scope: &Scope,
        device: DeviceId,
        rows: Vec<device_interface::Model>,
        request: &PageRequest<i32>,
    ) -> Self {
        let scope = scope.clone();
        let count = Box::new(move || {
            let scope = scope.clone();
            Box::pin(async move { Ok(inventory::count_interfaces(&scope, device).await?) }) as _
        });
        let page = Page::from_fetched(rows, request);
        let cursor = |row: &device_interface::Model| encode_cursor(&row.if_index);
        Self(Connected::new(page, cursor, DeviceInterfaceNode, count))
    }
}

/// Power in dBm out of hundredths.
fn dbm(hundredths: i32) -> Decimal {
    Decimal(rust_decimal::Decimal::new(i64::from(hundredths), 2))
}

/// An interface of a device, with its last sample. For support, the NOC and tenant administrators.
#[Object(name = "DeviceInterface")]
impl DeviceInterfaceNode {
    /// The interface's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// The device.
    async fn device(&self, ctx: &Context<'_>) -> Option<Result<DeviceNode, ApiError>> {
        nullable(Box::pin(async {
            let device = request(ctx).loaders.network.load_one(DeviceById(self.0.device_id)).await?;
            Ok(device.map(DeviceNode))
        }))
        .await
    }

    /// `ifIndex`, the number by which the device knows it.
    async fn if_index(&self) -> i32 {
        self.0.if_index
    }

    /// `ifName`, or `ifDescr` where there is none.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// `ifAlias`: what somebody has written on it; null where nobody has.
    async fn alias(&self) -> Option<&str> {
        self.0.alias.as_deref()
    }

    /// `ifType`, a number of the IANAifType-MIB; null where the device does not tell.
    async fn if_type(&self) -> Option<i32> {
        self.0.if_type
    }

    /// What it can carry, in bits per second; null where the device does not tell.
    async fn speed_bps(&self) -> Option<BigInt> {
        self.0.speed_bps.map(BigInt)
    }

    /// Whether the device still tells of it.
    async fn present(&self) -> bool {
        self.0.present
    }

    /// Whether it is meant to be up; null where the device does not tell.
    async fn admin_up(&self) -> Option<bool> {
        self.0.admin_up
    }

    /// Whether it is up; null where the device does not tell.
    async fn oper_up(&self) -> Option<bool> {
        self.0.oper_up
    }

    /// The width of its octet counters: 64 or 32 bits; null before it was sampled.
    async fn counter_bits(&self) -> Option<i32> {
        self.0.counter_bits
    }

    /// Traffic in between the last two samples, in bits per second; null where it cannot be told.
    async fn in_bps(&self) -> Option<BigInt> {
        self.0.in_bps.map(BigInt)
    }

    /// Traffic out between the last two samples, in bits per second; null where it cannot be told.
    async fn out_bps(&self) -> Option<BigInt> {
        self.0.out_bps.map(BigInt)
    }

    /// Errors in since the sample before; null where they cannot be told.
    async fn in_errors(&self) -> Option<BigInt> {
        self.0.in_error_delta.map(BigInt)
    }

    /// Errors out since the sample before; null where they cannot be told.
    async fn out_errors(&self) -> Option<BigInt> {
        self.0.out_error_delta.map(BigInt)
    }

    /// Received optical power, in dBm; null where there is none to tell.
    async fn rx_power_dbm(&self) -> Option<Decimal> {
        self.0.rx_power_cdbm.map(dbm)
    }

    /// Sent optical power, in dBm; null where there is none to tell.
    async fn tx_power_dbm(&self) -> Option<Decimal> {
        self.0.tx_power_cdbm.map(dbm)
    }

    /// When it was last sampled; null before it was.
    async fn sampled_at(&self) -> Option<DateTime> {
        self.0.sampled_at.map(DateTime)
    }

    /// What went through it: in is what came into the device. BAD_USER_INPUT where it would make more than 1,000 points.
    async fn traffic(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The time; the last 24 hours if absent.")] range: Option<TrafficRange>,
        #[graphql(desc = "What lies between two points; what goes well with the range if absent.")]
        step: Option<Step>,
    ) -> Option<Result<TrafficSeriesNode, ApiError>> {
        let frame = traffic::frame(range, step, request(ctx).scope.real_now());
        Some(frame.map(|frame| TrafficSeriesNode::of_interface(self.0.id, frame)))
    }
}
