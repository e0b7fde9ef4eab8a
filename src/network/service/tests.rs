//! What is at hand.

use uuid::Uuid;

use super::*;
use crate::kernel::ids::{TenantId, TypedId as _};
use crate::network::entity::incident::ImpactLevel;

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

fn incident(status: IncidentStatus, started_at: &str, eta_at: Option<&str>) -> incident::Model {
    incident::Model {
        id: IncidentId::from_uuid(Uuid::nil()),
        tenant_id: TenantId::from_uuid(Uuid::nil()),
        kind: status.kind(),
        status,
        impact: ImpactLevel::Outage,
        title: "none".to_owned(),
        started_at: at(started_at),
        eta_at: eta_at.map(at),
        ended_at: None,
        source: crate::network::entity::incident::IncidentSource::Hand,
        cause_device_id: None,
        confidence: None,
        version: 1,
    }
}

#[test]
fn work_is_at_hand_from_a_day_before_it_to_its_announced_end() {
    let (now, day) = (at("2026-11-22T10:00:00Z"), TimeDelta::days(1));
    for (starts, ends, expected) in [
        ("2026-11-23T10:00:00Z", Some("2026-11-23T12:00:00Z"), true),
        ("2026-11-23T10:00:01Z", Some("2026-11-23T12:00:00Z"), false),
        ("2026-11-22T08:00:00Z", Some("2026-11-22T10:00:01Z"), true),
        ("2026-11-22T08:00:00Z", Some("2026-11-22T10:00:00Z"), false),
        ("2026-11-22T08:00:00Z", None, true),
    ] {
        let scheduled = incident(IncidentStatus::Scheduled, starts, ends);
        assert_eq!(is_at_hand(&scheduled, now, day), expected, "{starts}");
    }
    // What has begun goes on until somebody says that it is over, whatever was expected.
    for status in IncidentStatus::ALL.into_iter().filter(|status| *status != IncidentStatus::Scheduled) {
        let begun = incident(status, "2026-11-21T10:00:00Z", Some("2026-11-21T12:00:00Z"));
        assert_eq!(is_at_hand(&begun, now, day), status.is_live(), "{status:?}");
    }
}
