//! Which state of a subscription leads where (domain.md §2). Pure.

use super::entity::subscription::SubscriptionStatus;

impl SubscriptionStatus {
    /// The states that may follow; none after the end.
    pub fn targets(self) -> &'static [Self] {
        match self {
            Self::Pending => &[Self::Provisioning, Self::Cancelled],
            Self::Provisioning | Self::Suspended => &[Self::Active, Self::Cancelled],
            Self::Active => &[Self::Suspended, Self::Cancelled],
            Self::Cancelled => &[],
        }
    }

    /// As on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Provisioning => "PROVISIONING",
            Self::Active => "ACTIVE",
            Self::Suspended => "SUSPENDED",
            Self::Cancelled => "CANCELLED",
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::Iterable as _;

    use super::*;

    #[test]
    fn what_is_not_in_the_table_is_no_way() {
        use SubscriptionStatus::{Active, Cancelled, Pending, Provisioning, Suspended};
        let ways = [
            (Pending, Provisioning),
            (Provisioning, Active),
            (Active, Suspended),
            (Suspended, Active),
            (Pending, Cancelled),
            (Provisioning, Cancelled),
            (Active, Cancelled),
            (Suspended, Cancelled),
        ];
        for from in SubscriptionStatus::iter() {
            for to in SubscriptionStatus::iter() {
                assert_eq!(from.targets().contains(&to), ways.contains(&(from, to)), "{from:?} to {to:?}");
            }
        }
    }
}
