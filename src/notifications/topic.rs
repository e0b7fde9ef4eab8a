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
    /// To the mail address of the account, if it has one.
    Mail,
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
    /// An authenticator app was set up.
    TotpAdded,
    /// The authenticator app was removed.
    TotpRemoved,
    /// A passkey was made.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// The password is another one. Its mail is not a preference: it always goes out, with the change itself.
    PasswordChanged,
}

impl Topic {
    /// Every topic, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Security, Self::Billing];
}

impl Channel {
    /// Every channel, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Inbox, Self::Mail];

    /// Whether it is on unless the account says otherwise.
    pub fn is_on_by_default(self, topic: Topic) -> bool {
        match (topic, self) {
            (Topic::Security | Topic::Billing, Self::Inbox) | (Topic::Security, Self::Mail) => true,
            // Invoices are sent anyway; who wants a word of each by mail says so.
            (Topic::Billing, Self::Mail) => false,
        }
    }

    /// Whether it may be turned off: an intruder must not be able to silence the word of its own sign-in.
    pub fn may_be_off(self, topic: Topic) -> bool {
        match (topic, self) {
            (Topic::Security, Self::Inbox | Self::Mail) => false,
            (Topic::Billing, Self::Inbox | Self::Mail) => true,
        }
    }
}

impl Kind {
    /// What it is about.
    pub fn topic(self) -> Topic {
        match self {
            Self::NewDevice
            | Self::TotpAdded
            | Self::TotpRemoved
            | Self::PasskeyAdded
            | Self::PasskeyRemoved
            | Self::PasswordChanged => Topic::Security,
            Self::InvoiceFinalized | Self::PaymentReceived => Topic::Billing,
        }
    }

    /// Whether it is of something that there is a document of, which goes with its mail.
    pub fn has_document(self) -> bool {
        match self {
            Self::InvoiceFinalized | Self::PaymentReceived => true,
            Self::NewDevice
            | Self::TotpAdded
            | Self::TotpRemoved
            | Self::PasskeyAdded
            | Self::PasskeyRemoved
            | Self::PasswordChanged => false,
        }
    }

    /// Whether a channel has it. A change of the password is mailed by the service that makes it, with a way to undo
    /// it: a second mail would only confuse.
    pub fn comes_by(self, channel: Channel) -> bool {
        match (self, channel) {
            (Self::PasswordChanged, Channel::Mail) => false,
            (_, Channel::Inbox | Channel::Mail) => true,
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
