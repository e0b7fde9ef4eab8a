//! What notifications there are, what they are about, how they come, and what is on unless somebody says otherwise.
//! Pure.

use async_graphql::Enum;
use sea_orm::entity::prelude::*;

/// What a notification is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Enum)]
#[graphql(name = "NotificationTopic")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Topic {
    /// Sign-ins and what else the account's safety rests on.
    Security,
    /// Invoices and payments.
    Billing,
}

/// How a notification comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Enum)]
#[graphql(name = "NotificationChannel")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Channel {
    /// Into the inbox of the portal, where open pages hear of it at once.
    Inbox,
}

/// What a notification tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Enum)]
#[graphql(name = "NotificationKind")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// Somebody has signed in from a device that the account had not been used from.
    NewDevice,
    /// An invoice is owed.
    InvoiceFinalized,
    /// A payment has come in.
    PaymentReceived,
}

impl Topic {
    /// Every topic, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Security, Self::Billing];
}

impl Channel {
    /// Every channel, in the order in which they are shown.
    pub const ALL: [Self; 1] = [Self::Inbox];

    /// Whether it is on unless the account says otherwise.
    pub fn is_on_by_default(self, topic: Topic) -> bool {
        match (topic, self) {
            (Topic::Security | Topic::Billing, Self::Inbox) => true,
        }
    }

    /// Whether it may be turned off: an intruder must not be able to silence the word of its own sign-in.
    pub fn may_be_off(self, topic: Topic) -> bool {
        match (topic, self) {
            (Topic::Security, Self::Inbox) => false,
            (Topic::Billing, Self::Inbox) => true,
        }
    }
}

impl Kind {
    /// What it is about.
    pub fn topic(self) -> Topic {
        match self {
            Self::NewDevice => Topic::Security,
            Self::InvoiceFinalized | Self::PaymentReceived => Topic::Billing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_turned_off_is_on() {
        for topic in Topic::ALL {
            for channel in Channel::ALL {
                assert!(
                    channel.may_be_off(topic) || channel.is_on_by_default(topic),
                    "{topic:?} {channel:?}"
                );
            }
        }
    }
}
