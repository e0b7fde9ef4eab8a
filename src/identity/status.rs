//! The states of an account and what leads from one to another (domain.md §2). Pure. A lock is no state.

use super::entity::portal_account::AccountStatus;

/// What an administrator does to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
pub enum AccountAction {
    /// Bars it until it is reactivated.
    Suspend,
    /// Lets a suspended or expired one sign in again.
    Reactivate,
    /// Ends it because its time has run out; it may be reactivated.
    Expire,
    /// Closes it for good.
    Disable,
}

impl AccountAction {
    /// Every action.
    pub const ALL: [Self; 4] = [Self::Suspend, Self::Reactivate, Self::Expire, Self::Disable];

    /// The state it leads to.
    pub fn target(self) -> AccountStatus {
        match self {
            Self::Suspend => AccountStatus::Suspended,
            Self::Reactivate => AccountStatus::Active,
            Self::Expire => AccountStatus::Expired,
            Self::Disable => AccountStatus::Disabled,
        }
    }

    /// What the audit log calls it.
    pub fn audited_as(self) -> &'static str {
        match self {
            Self::Suspend => "account.suspend",
            Self::Reactivate => "account.reactivate",
            Self::Expire => "account.expire",
            Self::Disable => "account.disable",
        }
    }
}

impl AccountStatus {
    /// The states that an account may have next, however it comes there.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Active => &[Self::Suspended, Self::Expired, Self::Disabled],
            Self::PendingActivation | Self::Suspended | Self::Expired => &[Self::Active, Self::Disabled],
            Self::Disabled => &[],
        }
    }

    /// Those of them that an administrator may bring about: only its owner's token activates an account.
    pub fn next_by_administrator(self) -> Vec<Self> {
        let activates = self == Self::PendingActivation;
        self.next().iter().copied().filter(|next| !(activates && *next == Self::Active)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_is_that_of_the_domain_and_no_more() {
        use AccountStatus::{Active, Disabled, Expired, PendingActivation, Suspended};
        let arrows = [
            (PendingActivation, Active),
            (PendingActivation, Disabled),
            (Active, Suspended),
            (Active, Expired),
            (Active, Disabled),
            (Suspended, Active),
            (Suspended, Disabled),
            (Expired, Active),
            (Expired, Disabled),
        ];
        let all = [PendingActivation, Active, Suspended, Expired, Disabled];
        for from in all {
            for to in all {
                assert_eq!(from.next().contains(&to), arrows.contains(&(from, to)), "{from:?} -> {to:?}");
                let by_hand = arrows.contains(&(from, to)) && from != PendingActivation
                    || to == Disabled && from != Disabled;
                assert_eq!(from.next_by_administrator().contains(&to), by_hand, "{from:?} -> {to:?}");
            }
        }
    }

    #[test]
    fn every_state_but_the_first_has_an_action_and_every_action_a_name_of_its_own() {
        let mut names: Vec<_> = AccountAction::ALL.iter().map(|action| action.audited_as()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 4);
        let mut targets: Vec<_> =
            AccountAction::ALL.iter().map(|action| format!("{:?}", action.target())).collect();
        targets.sort_unstable();
        assert_eq!(targets, ["Active", "Disabled", "Expired", "Suspended"]);
    }
}
