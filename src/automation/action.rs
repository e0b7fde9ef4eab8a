//! What a customer sees of where a run stands. Pure.

use super::entity::automation_run::RunStatus;

/// Where something stands that a customer has asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum)]
pub enum ServiceActionStatus {
    /// It is about to begin.
    Waiting,
    /// It is under way.
    Running,
    /// It is done.
    Done,
    /// It was not done, or not wholly: try again later, or ask the ISP.
    Failed,
}

impl ServiceActionStatus {
    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "WAITING",
            Self::Running => "RUNNING",
            Self::Done => "DONE",
            Self::Failed => "FAILED",
        }
    }

    /// The status of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        [Self::Waiting, Self::Running, Self::Done, Self::Failed]
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// What a customer sees of where a run stands.
pub(crate) fn status_of_action(status: RunStatus) -> ServiceActionStatus {
    match status {
        RunStatus::PendingApproval | RunStatus::Queued => ServiceActionStatus::Waiting,
        RunStatus::Running => ServiceActionStatus::Running,
        RunStatus::Success => ServiceActionStatus::Done,
        RunStatus::Failed | RunStatus::Cancelled | RunStatus::Timeout => ServiceActionStatus::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_as_what_they_name() {
        for status in RunStatus::ALL {
            let seen = status_of_action(status);
            assert_eq!(ServiceActionStatus::by_name(seen.name()), Some(seen));
        }
        assert_eq!(ServiceActionStatus::by_name("SUCCESS"), None);
    }
}
