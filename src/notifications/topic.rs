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
    /// Tickets, outages and maintenance.
    Support,
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
    /// An invoice was cancelled.
    InvoiceVoided,
    /// The balance of a prepaid customer did not cover an invoice.
    PrepaidBalanceShort,
    /// The balance of a prepaid customer has fallen below the threshold.
    PrepaidBalanceLow,
    /// A fee for paying late was charged.
    LateFeeCharged,
    /// An invoice is overdue. It comes whatever the account prefers.
    PaymentReminder,
    /// Services will be withheld for an invoice that is overdue. It comes whatever the account prefers.
    FinalNotice,
    /// Services are withheld until enough is paid. It comes whatever the account prefers.
    ServicesSuspended,
    /// Services that were withheld are there again.
    ServicesRestored,
    /// A promise to pay later was accepted.
    ArrangementAccepted,
    /// All that was promised is paid.
    ArrangementKept,
    /// An instalment was not paid by its day. It comes whatever the account prefers.
    ArrangementBroken,
    /// A disputed line is taken back.
    DisputeUpheld,
    /// A disputed line stands.
    DisputeRejected,
    /// A credit was given.
    CreditNoteIssued,
    /// A payment has come in.
    PaymentReceived,
    /// A payment was refused.
    PaymentFailed,
    /// A payment, or a part of it, was given back.
    PaymentRefunded,
    /// The bank has taken a payment back.
    PaymentChargedBack,
    /// A method to pay by was stored.
    PaymentMethodAdded,
    /// A stored method expires soon.
    PaymentMethodExpiring,
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
    /// Another mail address waits for its confirmation. The mail goes to the old one, with the change itself.
    EmailChangeRequested,
    /// The mail address is another one. The mail goes to the old one, with the change itself.
    EmailChanged,
    /// The ISP's staff asks for another password at the next sign-in.
    PasswordChangeRequired,
    /// The ISP has given somebody who said to be the account's owner a one-time code that sets its password.
    OneTimeCodeIssued,
    /// Somebody has become a member of the customer. For the owners.
    MemberAdded,
    /// A member of the customer has another right. For the owners.
    MemberRoleChanged,
    /// A member of the customer has left, or was removed. For the owners.
    MemberRemoved,
    /// Somebody else has given the account another right on a customer.
    MembershipChanged,
    /// Somebody else has taken the account's right on a customer back.
    MembershipEnded,
    /// A ticket that the account has opened has come in.
    TicketOpened,
    /// Somebody else has written on a ticket that the account has opened or watches.
    TicketReplied,
    /// A ticket that the account has opened or watches is solved.
    TicketResolved,
    /// Something has failed, or work was announced, that affects a service of the customer.
    IncidentOpened,
    /// There is news of an incident that the account follows.
    IncidentUpdated,
    /// An incident that the account follows is over.
    IncidentEnded,
    /// Announced work that affects a service of the customer has other dates.
    MaintenanceRescheduled,
}

impl Topic {
    /// Every topic, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Security, Self::Billing, Self::Support];
}

impl Channel {
    /// Every channel, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Inbox, Self::Mail];

    /// Whether it is on unless the account says otherwise.
    pub fn is_on_by_default(self, topic: Topic) -> bool {
        match (topic, self) {
            (Topic::Security | Topic::Billing | Topic::Support, Self::Inbox)
            | (Topic::Security | Topic::Support, Self::Mail) => true,
            // Invoices are sent anyway; who wants a word of each by mail says so.
            (Topic::Billing, Self::Mail) => false,
        }
    }

    /// Whether it may be turned off: an intruder must not be able to silence the word of its own sign-in.
    pub fn may_be_off(self, topic: Topic) -> bool {
        match (topic, self) {
            (Topic::Security, Self::Inbox | Self::Mail) => false,
            (Topic::Billing | Topic::Support, Self::Inbox | Self::Mail) => true,
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
            | Self::PasswordChanged
            | Self::EmailChangeRequested
            | Self::EmailChanged
            | Self::PasswordChangeRequired
            | Self::OneTimeCodeIssued
            | Self::MemberAdded
            | Self::MemberRoleChanged
            | Self::MemberRemoved
            | Self::MembershipChanged
            | Self::MembershipEnded => Topic::Security,
            Self::InvoiceFinalized
            | Self::InvoiceVoided
            | Self::PrepaidBalanceShort
            | Self::PrepaidBalanceLow
            | Self::LateFeeCharged
            | Self::PaymentReminder
            | Self::FinalNotice
            | Self::ServicesSuspended
            | Self::ServicesRestored
            | Self::ArrangementAccepted
            | Self::ArrangementKept
            | Self::ArrangementBroken
            | Self::DisputeUpheld
            | Self::DisputeRejected
            | Self::CreditNoteIssued
            | Self::PaymentReceived
            | Self::PaymentFailed
            | Self::PaymentRefunded
            | Self::PaymentChargedBack
            | Self::PaymentMethodAdded
            | Self::PaymentMethodExpiring => Topic::Billing,
            Self::TicketOpened
            | Self::TicketReplied
            | Self::TicketResolved
            | Self::IncidentOpened
            | Self::IncidentUpdated
            | Self::IncidentEnded
            | Self::MaintenanceRescheduled => Topic::Support,
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
            | Self::PasswordChanged
            | Self::EmailChangeRequested
            | Self::EmailChanged
            | Self::PasswordChangeRequired
            | Self::OneTimeCodeIssued
            | Self::MemberAdded
            | Self::MemberRoleChanged
            | Self::MemberRemoved
            | Self::MembershipChanged
            | Self::MembershipEnded
            | Self::InvoiceVoided
            | Self::PrepaidBalanceShort
            | Self::PrepaidBalanceLow
            | Self::LateFeeCharged
            | Self::PaymentReminder
            | Self::FinalNotice
            | Self::ServicesSuspended
            | Self::ServicesRestored
            | Self::ArrangementAccepted
            | Self::ArrangementKept
            | Self::ArrangementBroken
            | Self::DisputeUpheld
            | Self::DisputeRejected
            | Self::CreditNoteIssued
            | Self::PaymentFailed
            | Self::PaymentRefunded
            | Self::PaymentChargedBack
            | Self::PaymentMethodAdded
            | Self::PaymentMethodExpiring
            | Self::TicketOpened
            | Self::TicketReplied
            | Self::TicketResolved
            | Self::IncidentOpened
            | Self::IncidentUpdated
            | Self::IncidentEnded
            | Self::MaintenanceRescheduled => false,
        }
    }

    /// Whether it comes by every channel whatever the account prefers: what follows is a service that is withheld, and who
    /// turned a topic off must not learn of it only then.
    pub fn is_always_told(self) -> bool {
        matches!(
            self,
            Self::PaymentReminder | Self::FinalNotice | Self::ServicesSuspended | Self::ArrangementBroken
        )
    }

    /// Whether a channel has it. Changes of the password and of the address are mailed by the service that makes them,
    /// with a way to undo them, and to the address that was: a second mail would only confuse.
    pub fn comes_by(self, channel: Channel) -> bool {
        match (self, channel) {
            (Self::PasswordChanged | Self::EmailChangeRequested | Self::EmailChanged, Channel::Mail) => false,
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
