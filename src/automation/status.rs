//! Where a run may go from where it stands (domain.md §2). Pure.

use super::entity::automation_run::RunStatus;

impl RunStatus {
    /// Every status, in the order of a run's life.
    pub const ALL: [Self; 7] = [
        Self::PendingApproval,
        Self::Queued,
        Self::Running,
        Self::Success,
        Self::Failed,
        Self::Cancelled,
        Self::Timeout,
    ];

    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::PendingApproval => "PENDING_APPROVAL",
            Self::Queued => "QUEUED",
            Self::Running => "RUNNING",
            Self::Success => "SUCCESS",
            Self::Failed => "FAILED",
            Self::Cancelled => "CANCELLED",
            Self::Timeout => "TIMEOUT",
        }
    }

    /// Whether it is not over.
    pub fn is_live(self) -> bool {
        !self.targets().is_empty()
    }

    /// Where it may go next. A run is begun once: what a lost worker has begun is never begun again.
    pub fn targets(self) -> &'static [Self] {
        match self {
            Self::PendingApproval => &[Self::Queued],
            Self::Queued => &[Self::Running],
            Self::Running => &[Self::Success, Self::Failed, Self::Cancelled, Self::Timeout],
            Self::Success | Self::Failed | Self::Cancelled | Self::Timeout => &[],
        }
    }

    /// The names of where it may go next.
    pub fn target_names(self) -> Vec<&'static str> {
        self.targets().iter().map(|status| status.name()).collect()
    }

    /// Whether it may go there.
    pub fn may_become(self, target: Self) -> bool {
        self.targets().contains(&target)
    }

    /// Whether a wish to cancel a run that stands here leads anywhere: a worker that has it ends it, and one that takes it ends
    /// it before anything was done. What waits for its approval is let go to such a worker.
    pub fn may_be_cancelled(self) -> bool {
        matches!(self, Self::PendingApproval | Self::Queued | Self::Running)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_is_the_domain_s() {
        let mut steps = Vec::new();
        for from in RunStatus::ALL {
            for to in RunStatus::ALL {
                if from.may_become(to) {
                    steps.push(format!("{}>{}", from.name(), to.name()));
                }
            }
        }
        assert_eq!(
            steps,
            [
                "PENDING_APPROVAL>QUEUED",
                "QUEUED>RUNNING",
                "RUNNING>SUCCESS",
                "RUNNING>FAILED",
                "RUNNING>CANCELLED",
                "RUNNING>TIMEOUT",
            ]
        );
        let live: Vec<&str> =
            RunStatus::ALL.into_iter().filter(|status| status.is_live()).map(RunStatus::name).collect();
        assert_eq!(live, ["PENDING_APPROVAL", "QUEUED", "RUNNING"]);
    }

    #[test]
    fn names_are_those_of_the_database() {
        use sea_orm::ActiveEnum as _;
        for status in RunStatus::ALL {
            assert_eq!(status.to_value(), status.name());
        }
    }
}
