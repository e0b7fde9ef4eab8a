//! How a service is for its customer, and how much of a month it was there.

use async_graphql::{Context, Enum, Object};

use super::incident::IncidentNode;
use crate::graphql::context::request;
use crate::graphql::scalars::{Date, DateTime, Decimal};
use crate::kernel::clock::Instant;
use crate::network::MAX_LISTED;
use crate::network::entity::incident;
use crate::network::entity::service_health::{HealthReason, HealthState};
use crate::network::health::uptime::{Day, Exclusion, Uptime, percent};
use crate::network::health::wording;
use crate::network::health::{Health, NextStep};

/// How a service is.
pub struct ServiceHealthNode(pub Health);

/// How a service is, as far as is known: nothing is asked of a device when it is looked at. Visible to whoever sees the service.
#[Object(name = "ServiceHealth")]
impl ServiceHealthNode {
    /// How it is. UNKNOWN is not OK.
    async fn state(&self) -> HealthState {
        self.0.state
    }

    /// Why: what an app chooses its own words by.
    async fn reason(&self) -> HealthReason {
        self.0.reason
    }

    /// Why, in words for the customer, in the language of the caller: German or English.
    async fn message(&self, ctx: &Context<'_>) -> &'static str {
        wording::message(self.0.reason, &request(ctx).locale)
    }

    /// When something was last heard of what the service hangs on; null where nothing was, or nobody asks.
    async fn observed_at(&self) -> Option<DateTime> {
        self.0.observed_at.map(DateTime)
    }

    /// Whether that is longer ago than three polls take, so that the state is UNKNOWN for that reason.
    async fn stale(&self) -> bool {
        self.0.stale
    }

    /// Since when it is so; null where nobody knows.
    async fn since(&self) -> Option<DateTime> {
        self.0.since.map(DateTime)
    }

    /// What the customer may do about it; null where there is nothing to be done.
    async fn next_step(&self) -> Option<NextStep> {
        self.0.next_step
    }

    /// When it is expected to be over; null where nobody knows.
    async fn eta_at(&self) -> Option<DateTime> {
        self.0.incident.as_ref()?.eta_at.map(DateTime)
    }

    /// The outage or the work behind it; null where it has another reason.
    async fn incident(&self) -> Option<IncidentNode> {
        self.0.incident.clone().map(IncidentNode)
    }
}

/// How much of a month a service was there.
pub struct ServiceUptimeNode(pub Uptime);

/// How much of a month a service was there: polls that were answered ÷ polls whose outcome is known, of the device that the
/// service hangs on now and since it does. What nobody knows counts as neither; announced work does not count, in quarters of an
/// hour. The last quarter of an hour is not in it yet.
#[Object(name = "ServiceUptime")]
impl ServiceUptimeNode {
    /// The first day of the month.
    async fn month(&self) -> Date {
        Date(self.0.month)
    }

    /// How much, in percent, rounded down to at most three places; null where nothing is known.
    async fn percent(&self) -> Option<Decimal> {
        self.0.percent().map(Decimal)
    }

    /// Polls whose outcome is known.
    async fn known(&self) -> i32 {
        self.0.counts().0
    }

    /// Those of them that were not answered.
    async fn down(&self) -> i32 {
        let (known, ok) = self.0.counts();
        known - ok
    }

    /// The days, in the ISP's zone, that have begun.
    async fn days(&self) -> Vec<UptimeDayNode> {
        self.0.days.iter().copied().map(UptimeDayNode).collect()
    }

    /// What does not count, in order; at most 20.
    async fn exclusions(&self) -> Vec<UptimeExclusionNode> {
        let most = usize::try_from(MAX_LISTED).unwrap_or(usize::MAX);
        self.0.exclusions.iter().take(most).cloned().map(UptimeExclusionNode::of).collect()
    }
}

/// How much of a day a service was there.
pub struct UptimeDayNode(Day);

/// How much of a day a service was there.
#[Object(name = "UptimeDay")]
impl UptimeDayNode {
    /// The day.
    async fn day(&self) -> Date {
        Date(self.0.day)
    }

    /// How much, in percent; null where nothing is known.
    async fn percent(&self) -> Option<Decimal> {
        percent(self.0.ok, self.0.known).map(Decimal)
    }

    /// Polls whose outcome is known.
    async fn known(&self) -> i32 {
        self.0.known
    }

    /// Those of them that were not answered.
    async fn down(&self) -> i32 {
        self.0.known - self.0.ok
    }

    /// Minutes of which nothing is known: they count as neither.
    async fn unknown_minutes(&self) -> i32 {
        self.0.unknown_minutes
    }

    /// Minutes that do not count, because of announced work.
    async fn excluded_minutes(&self) -> i32 {
        self.0.excluded_minutes
    }
}

/// Why some time does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum UptimeExclusionReason {
    /// Work that was announced.
    AnnouncedMaintenance,
}

/// A time that does not count.
pub struct UptimeExclusionNode {
    from: Instant,
    to: Instant,
    incident: incident::Model,
}

impl UptimeExclusionNode {
    fn of(exclusion: Exclusion) -> Self {
        let Exclusion { from, to, incident } = exclusion;
        Self { from, to, incident }
    }
}

/// A time that does not count.
#[Object(name = "UptimeExclusion")]
impl UptimeExclusionNode {
    /// From when, within the month.
    async fn from(&self) -> DateTime {
        DateTime(self.from)
    }

    /// Until when, within the month.
    async fn to(&self) -> DateTime {
        DateTime(self.to)
    }

    /// Why.
    async fn reason(&self) -> UptimeExclusionReason {
        UptimeExclusionReason::AnnouncedMaintenance
    }

    /// The announced work.
    async fn incident(&self) -> IncidentNode {
        IncidentNode(self.incident.clone())
    }
}
