//! The states of an account and what leads from one to another (domain.md §2). Pure. A lock is no state.

use sea_orm::entity::prelude::*;

use super::entity::portal_account::AccountStatus;

/// What an administrator does to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccountAction {
    /// Bars it until it is reactivated.
    Suspend,
    /// Lets a suspended or expired one sign in again.
    Reactivate,
    /// Ends it because its time has run out; it may be reactivated.
    Expire,
    /// Closes it for good.
    Disable,
    /// Ends its sessions and asks for another password at the next sign-in; the state stays.
    RequirePasswordChange,
}

impl AccountAction {
    /// Every action.
    pub const ALL: [Self; 5] =
        [Self::Suspend, Self::Reactivate, Self::Expire, Self::Disable, Self::RequirePasswordChange];

    /// The state of an account after it.
    pub fn leads_to(self, from: AccountStatus) -> AccountStatus {
        match self {
            Self::Suspend => AccountStatus::Suspended,
            Self::Reactivate => AccountStatus::Active,
            Self::Expire => AccountStatus::Expired,
            Self::Disable => AccountStatus::Disabled,
            Self::RequirePasswordChange => from,
        }
    }

    /// What was done where only the state after is known: by those who could do nothing but change the state.
    pub fn that_led_to(to: AccountStatus) -> Self {
        match to {
            AccountStatus::Suspended => Self::Suspend,
            AccountStatus::Expired => Self::Expire,
            AccountStatus::Disabled => Self::Disable,
            AccountStatus::Active | AccountStatus::PendingActivation => Self::Reactivate,
        }
    }

    /// What the audit log calls it.
    pub fn audited_as(self) -> &'static str {
        match self {
            Self::Suspend => "account.suspend",
            Self::Reactivate => "account.reactivate",
            Self::Expire => "account.expire",
            Self::Disable => "account.disable",
            Self::RequirePasswordChange => "account.require_password_change",
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

    /// Whether somebody signs in, or may do so again, by a password: whether another one can be asked for.
    pub fn has_password(self) -> bool {
        match self {
            Self::Active | Self::Suspended | Self::Expired => true,
            Self::PendingActivation | Self::Disabled => false,
        }
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
        assert_eq!(names.len(), 5);
        let from = AccountStatus::PendingActivation;
        let mut targets: Vec<_> =
            AccountAction::ALL.iter().map(|action| format!("{:?}", action.leads_to(from))).collect();
        targets.sort_unstable();
        assert_eq!(targets, ["Active", "Disabled", "Expired", "PendingActivation", "Suspended"]);
        for action in AccountAction::ALL.into_iter().filter(|a| *a != AccountAction::RequirePasswordChange) {
            assert_eq!(AccountAction::that_led_to(action.leads_to(from)), action);
        }
    }

    #[test]
    fn another_password_is_asked_for_where_there_is_one_to_come_back_to() {
        use AccountStatus::{Active, Disabled, Expired, PendingActivation, Suspended};
        for (status, has) in [
            (PendingActivation, false),
            (Active, true),
            (Suspended, true),
            (Expired, true),
            (Disabled, false),
        ] {
            assert_eq!(status.has_password(), has, "{status:?}");
            assert_eq!(AccountAction::RequirePasswordChange.leads_to(status), status);
        }
    }
}
