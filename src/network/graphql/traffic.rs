//! What goes through a port, as a chart draws it.

use async_graphql::{Context, InputObject, Object};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::{BigInt, DateTime};
use crate::kernel::clock::Instant;
use crate::kernel::ids::DeviceInterfaceId;
use crate::network::samples::loader::{PortTrafficOf, ServicePort};
use crate::network::samples::series::{Frame, Point, Step};

/// A range of time, half-open.
#[derive(Debug, Clone, Copy, InputObject)]
pub struct TrafficRange {
    /// From when.
    pub from: DateTime,
    /// Until when.
    pub to: DateTime,
}

/// The points that a series has that is asked for like this; `now` is of the world's clock.
pub fn frame(range: Option<TrafficRange>, step: Option<Step>, now: Instant) -> Result<Frame, ApiError> {
    Ok(Frame::of(range.map(|range| (range.from.0, range.to.0)), step, now)?)
}

/// What goes through a port; read where its points are asked for.
pub struct TrafficSeriesNode {
    port: DeviceInterfaceId,
    frame: Frame,
    /// Since when the service hangs on the port as whose it is seen; none: as the device sees it.
    service_since: Option<Instant>,
}

impl TrafficSeriesNode {
    /// As its device sees it: only of interfaces that the caller may see.
    pub fn of_interface(port: DeviceInterfaceId, frame: Frame) -> Self {
        Self { port, frame, service_since: None }
    }

    /// As the customer sees it: only of services that the caller may see.
    pub fn of_service(port: ServicePort, frame: Frame) -> Self {
        Self { port: port.interface, frame, service_since: Some(port.since) }
    }
}

/// What went through a port: points at even distances, in order, which a chart can draw as they are. Where nothing is known
/// there is a gap: nulls, never zeros. On a service, in is what came to the customer; on an interface, what came into the device.
#[Object(name = "TrafficSeries")]
impl TrafficSeriesNode {
    /// What lies between two points.
    async fn step(&self) -> Step {
        self.frame.step
    }

    /// The same in seconds.
    async fn step_seconds(&self) -> i32 {
        i32::try_from(self.frame.step.length().num_seconds()).unwrap_or(i32::MAX)
    }

    /// The beginning of the first point: the range's, or earlier, so that points begin at multiples of the step.
    async fn from(&self) -> DateTime {
        DateTime(self.frame.from)
    }

    /// The end of the last point: the range's, or later.
    async fn to(&self) -> DateTime {
        DateTime(self.frame.to)
    }

    /// The points; at most 1,000.
    async fn points(&self, ctx: &Context<'_>) -> Result<Vec<TrafficPointNode>, ApiError> {
        Box::pin(async {
            let key = PortTrafficOf(self.port, self.frame);
            let Some(series) = request(ctx).loaders.network.load_one(key).await? else {
                return Ok(Vec::new());
            };
            let series = match self.service_since {
                Some(since) => series.since(since).turned(),
                None => series,
            };
            Ok(series.points.into_iter().map(TrafficPointNode).collect())
        })
        .await
    }
}

/// A point of a series.
pub struct TrafficPointNode(Point);

/// What went through a port between a point and the next one. All in bits per second; null where nothing is known.
#[Object(name = "TrafficPoint")]
impl TrafficPointNode {
    /// The beginning of its time.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// In, on average.
    async fn in_bps(&self) -> Option<BigInt> {
        self.0.traffic.inward.map(|summary| BigInt(summary.average))
    }

    /// Out, on average.
    async fn out_bps(&self) -> Option<BigInt> {
        self.0.traffic.outward.map(|summary| BigInt(summary.average))
    }

    /// In, the most of one sample.
    async fn in_max_bps(&self) -> Option<BigInt> {
        self.0.traffic.inward.map(|summary| BigInt(summary.max))
    }

    /// Out, the most of one sample.
    async fn out_max_bps(&self) -> Option<BigInt> {
        self.0.traffic.outward.map(|summary| BigInt(summary.max))
    }

    /// In, the 95th percentile of the samples, by nearest rank. Of steps that are put together – a quarter of an hour, more
    /// than an hour – the largest of their parts, which is never less.
    #[graphql(name = "in95Bps")]
    async fn in_p95_bps(&self) -> Option<BigInt> {
        self.0.traffic.inward.map(|summary| BigInt(summary.p95))
    }

    /// Out, the 95th percentile likewise.
    #[graphql(name = "out95Bps")]
    async fn out_p95_bps(&self) -> Option<BigInt> {
        self.0.traffic.outward.map(|summary| BigInt(summary.p95))
    }
}
