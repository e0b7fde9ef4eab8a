//! Where an incident may go from where it stands (domain.md §2). Pure.

use super::entity::incident::{IncidentKind, IncidentStatus};

/// The name of a kind in the API.
pub fn kind_name(kind: IncidentKind) -> &'static str {
    match kind {
        IncidentKind::Outage => "OUTAGE",
        IncidentKind::Maintenance => "MAINTENANCE",
    }
}

impl IncidentStatus {
    /// Every status: those of outages, then those of maintenance, each in the order of its life.
    pub const ALL: [Self; 8] = [
        Self::Investigating,
        Self::Identified,
        Self::Monitoring,
        Self::Resolved,
        Self::Scheduled,
        Self::InProgress,
        Self::Completed,
        Self::Cancelled,
    ];

    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Investigating => "INVESTIGATING",
            Self::Identified => "IDENTIFIED",
            Self::Monitoring => "MONITORING",
            Self::Resolved => "RESOLVED",
            Self::Scheduled => "SCHEDULED",
            Self::InProgress => "IN_PROGRESS",
            Self::Completed => "COMPLETED",
            Self::Cancelled => "CANCELLED",
        }
    }

    /// The kind whose life it belongs to.
    pub fn kind(self) -> IncidentKind {
        match self {
            Self::Investigating | Self::Identified | Self::Monitoring | Self::Resolved => {
                IncidentKind::Outage
            }
            Self::Scheduled | Self::InProgress | Self::Completed | Self::Cancelled => {
                IncidentKind::Maintenance
            }
        }
    }

    /// Whether it is not over.
    pub fn is_live(self) -> bool {
        !matches!(self, Self::Resolved | Self::Completed | Self::Cancelled)
    }

    /// Where it may go next. Work that was announced may be called off before it begins, and broken off after.
    pub fn targets(self) -> &'static [Self] {
        match self {
            Self::Investigating => &[Self::Identified, Self::Resolved],
            Self::Identified => &[Self::Monitoring, Self::Investigating, Self::Resolved],
            Self::Monitoring => &[Self::Investigating, Self::Resolved],
            Self::Scheduled => &[Self::InProgress, Self::Cancelled],
            Self::InProgress => &[Self::Completed, Self::Cancelled],
            Self::Resolved | Self::Completed | Self::Cancelled => &[],
        }
    }

    /// Whether it may go there.
    pub fn may_become(self, target: Self) -> bool {
        self.targets().contains(&target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_are_stored() {
        use sea_orm::ActiveEnum as _;
        for status in IncidentStatus::ALL {
            assert_eq!(status.to_value(), status.name());
        }
    }

    #[test]
    fn only_what_is_listed_is_allowed() {
        use IncidentStatus::{
            Cancelled, Completed, Identified, InProgress, Investigating, Monitoring, Resolved, Scheduled,
        };
        for from in IncidentStatus::ALL {
            for to in IncidentStatus::ALL {
                let listed = matches!(
                    (from, to),
                    (Investigating, Identified | Resolved)
                        | (Identified, Monitoring | Investigating | Resolved)
                        | (Monitoring, Investigating | Resolved)
                        | (Scheduled, InProgress | Cancelled)
                        | (InProgress, Completed | Cancelled)
                );
                assert_eq!(from.may_become(to), listed, "{from:?} {to:?}");
                assert!(!listed || (from.is_live() && from.kind() == to.kind()), "{from:?} {to:?}");
            }
        }
    }

    #[test]
    fn what_is_over_leads_nowhere() {
        for status in IncidentStatus::ALL {
            assert_eq!(status.is_live(), !status.targets().is_empty(), "{status:?}");
        }
    }
}
