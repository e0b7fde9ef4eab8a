//! The time between a service's being taken out of an incident and its being put back: it was not affected then, and nothing
//! is given back for it. Pure.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::entity::incident_impact;
use super::suffered::Affected;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;

/// Some time, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Gap {
    pub(super) from: Instant,
    pub(super) to: Instant,
}

/// When a service was not affected in between.
pub(super) fn of(impact: &incident_impact::Model) -> Result<Vec<Gap>, Fault> {
    serde_json::from_value(impact.gaps.clone()).map_err(Fault::internal)
}

/// The gaps of a service that is affected again from an instant on.
pub(super) fn of_reopened(impact: &incident_impact::Model, at: Instant) -> Result<Json, Fault> {
    let mut gaps = of(impact)?;
    if let Some(from) = impact.to_at.filter(|from| *from < at) {
        gaps.push(Gap { from, to: at });
    }
    serde_json::to_value(gaps).map_err(Fault::internal)
}

/// What is left of the time that a service was affected, in order.
pub(super) fn without(affected: Affected, gaps: &[Gap]) -> Vec<Affected> {
    let mut gaps = gaps.to_vec();
    gaps.sort_unstable_by_key(|gap| gap.from);
    let (mut left, mut from) = (Vec::new(), affected.from);
    for gap in gaps {
        let end = affected.to.map_or(gap.from, |to| to.min(gap.from));
        if from < end {
            left.push(Affected { from, to: Some(end), ..affected });
        }
        from = from.max(gap.to);
    }
    if affected.to.is_none_or(|to| from < to) {
        left.push(Affected { from, ..affected });
    }
    left
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::kernel::ids::{
        CustomerId, IncidentId, IncidentImpactId, SubscriptionId, TenantId, TypedId as _,
    };

    fn at(hour: u32) -> Instant {
        format!("2026-11-22T{hour:02}:00:00Z").parse().expect("an instant")
    }

    fn gap(from: u32, to: u32) -> Gap {
        Gap { from: at(from), to: at(to) }
    }

    fn affected(from: u32, to: Option<u32>) -> Affected {
        let nil = Uuid::nil();
        Affected {
            incident: IncidentId::from_uuid(nil),
            customer: CustomerId::from_uuid(nil),
            service: SubscriptionId::from_uuid(nil),
            from: at(from),
            to: to.map(at),
        }
    }

    #[test]
    fn what_lies_in_a_gap_is_cut_out() {
        for (to, gaps, left) in [
            (Some(10), vec![], vec![(2, Some(10))]),
            (Some(10), vec![gap(4, 6)], vec![(2, Some(4)), (6, Some(10))]),
            (None, vec![gap(4, 6)], vec![(2, Some(4)), (6, None)]),
            (Some(10), vec![gap(7, 8), gap(3, 4)], vec![(2, Some(3)), (4, Some(7)), (8, Some(10))]),
            (Some(10), vec![gap(3, 6), gap(4, 5)], vec![(2, Some(3)), (6, Some(10))]),
            (Some(10), vec![gap(1, 4)], vec![(4, Some(10))]),
            (Some(10), vec![gap(8, 12)], vec![(2, Some(8))]),
            // It was over before, as was found out later.
            (Some(10), vec![gap(11, 12)], vec![(2, Some(10))]),
            (Some(10), vec![gap(2, 10)], vec![]),
        ] {
            let expected: Vec<Affected> = left.into_iter().map(|(from, to)| affected(from, to)).collect();
            assert_eq!(without(affected(2, to), &gaps), expected, "{gaps:?}");
        }
    }

    #[test]
    fn being_put_back_ends_a_gap() {
        let nil = Uuid::nil();
        let mut row = incident_impact::Model {
            id: IncidentImpactId::from_uuid(nil),
            tenant_id: TenantId::from_uuid(nil),
            incident_id: IncidentId::from_uuid(nil),
            customer_id: CustomerId::from_uuid(nil),
            subscription_id: SubscriptionId::from_uuid(nil),
            from_at: at(1),
            to_at: Some(at(2)),
            gaps: Json::Array(Vec::new()),
            excluded_reason: None,
        };
        row.gaps = of_reopened(&row, at(3)).expect("they can be read");
        assert_eq!(of(&row).expect("they can be read"), [gap(2, 3)]);
        row.to_at = Some(at(5));
        row.gaps = of_reopened(&row, at(5)).expect("they can be read");
        assert_eq!(of(&row).expect("they can be read"), [gap(2, 3)], "no time has passed");
        row.gaps = of_reopened(&row, at(8)).expect("they can be read");
        assert_eq!(of(&row).expect("they can be read"), [gap(2, 3), gap(5, 8)]);
        row.gaps = Json::Null;
        assert!(of(&row).is_err());
    }
}
