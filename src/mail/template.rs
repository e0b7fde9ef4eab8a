//! Which mails there are, and what each text speaks of.

use serde::{Deserialize, Serialize};

use crate::kernel::clock::Instant;

/// A mail's text, with its arguments. Kept sealed: links hold tokens, names are personal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case", deny_unknown_fields)]
pub enum Template {
    /// Invites the owner of an account to set a first password.
    Activation {
        /// The person.
        name: String,
        /// As it is printed.
        portal_id: String,
        /// The one-time token.
        token: String,
        /// When the token ends.
        expires_at: Instant,
    },
    /// Lets the owner of an account set a new password.
    PasswordReset {
        /// The person.
        name: String,
        /// As it is printed.
        portal_id: String,
        /// The one-time token.
        token: String,
        /// When the token ends.
        expires_at: Instant,
    },
    /// Tells the owner of an account that its password is another one now.
    PasswordChanged {
        /// The person.
        name: String,
        /// As it is printed.
        portal_id: String,
        /// When it was changed.
        at: Instant,
    },
    /// Lets the owner of an account show that mails to a new address are read. It goes there, and says no more than it must
    /// to whoever has the address by mistake.
    EmailConfirmation {
        /// The person.
        name: String,
        /// The one-time token.
        token: String,
        /// When the token ends.
        expires_at: Instant,
    },
    /// Tells the owner of an account, at the address that is, that another one waits for its confirmation.
    EmailChangeRequested {
        /// The person.
        name: String,
        /// As it is printed.
        portal_id: String,
        /// The new address, masked.
        email: String,
        /// When it was asked for.
        at: Instant,
    },
    /// Tells the owner of an account, at the address that was, that mails go to another one.
    EmailChanged {
        /// The person.
        name: String,
        /// As it is printed.
        portal_id: String,
        /// The new address, masked.
        email: String,
        /// When it was confirmed.
        at: Instant,
    },
    /// Invites somebody to become a member of a customer.
    MemberInvitation {
        /// The person.
        name: String,
        /// Who invites.
        invited_by: String,
        /// What the person becomes a member of.
        customer: String,
        /// The one-time token.
        token: String,
        /// When the token ends.
        expires_at: Instant,
    },
    /// Tells a member who joined with a new account the portal ID that it signs in with.
    MemberWelcome {
        /// The person.
        name: String,
        /// As it is printed.
        portal_id: String,
    },
    /// Brings a customer an invoice.
    Invoice {
        /// The customer.
        name: String,
        /// The invoice's number.
        number: String,
        /// What it comes to, as the reader writes it.
        amount: String,
        /// By when it is to be paid, as the reader writes it.
        due: Option<String>,
        /// The token of the link that it is paid by without a sign-in; none where nothing is owed, or the ISP takes no cards.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pay_token: Option<String>,
        /// The document that goes with it, by the invoice's id: made when the mail leaves.
        attachment: String,
    },
    /// Brings a customer the receipt of a payment.
    Receipt {
        /// The customer.
        name: String,
        /// The payment's number.
        number: String,
        /// What has come in, as the reader writes it.
        amount: String,
        /// The document that goes with it, by the payment's id: made when the mail leaves.
        attachment: String,
    },
    /// Tells somebody who follows a ticket what has become of it.
    Ticket {
        /// The person.
        name: String,
        /// The ticket's id, which its mails refer to.
        ticket: String,
        /// The ticket's number.
        number: String,
        /// What it is about; one line.
        subject: String,
        /// What has happened; one line.
        title: String,
        /// The text; paragraphs are separated by empty lines.
        body: String,
        /// The token of the address that an answer of this person goes to; none where it may not answer by mail.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_token: Option<String>,
    },
    /// Tells the owner of an account of something that concerns its safety, or of a notification it wants by mail.
    Notice {
        /// The person.
        name: String,
        /// What it is about; one line.
        title: String,
        /// The text; paragraphs are separated by empty lines.
        body: String,
        /// A page of the portal, as a path such as `/tickets/tkt_…`.
        path: Option<String>,
        /// The document that goes with it, by the id of what it is of (`inv_…`, `pay_…`): made when the mail leaves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        attachment: Option<String>,
    },
}

impl Template {
    /// The name of the text's files and of the row's column.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Activation { .. } => "activation",
            Self::PasswordReset { .. } => "password_reset",
            Self::PasswordChanged { .. } => "password_changed",
            Self::EmailConfirmation { .. } => "email_confirmation",
            Self::EmailChangeRequested { .. } => "email_change_requested",
            Self::EmailChanged { .. } => "email_changed",
            Self::MemberInvitation { .. } => "member_invitation",
            Self::MemberWelcome { .. } => "member_welcome",
            Self::Invoice { .. } => "invoice",
            Self::Receipt { .. } => "receipt",
            Self::Ticket { .. } => "ticket",
            Self::Notice { .. } => "notice",
        }
    }

    /// The document that goes with it.
    pub fn attachment(&self) -> Option<&str> {
        match self {
            Self::Invoice { attachment, .. } | Self::Receipt { attachment, .. } => Some(attachment),
            Self::Notice { attachment, .. } => attachment.as_deref(),
            Self::Activation { .. }
            | Self::PasswordReset { .. }
            | Self::PasswordChanged { .. }
            | Self::EmailConfirmation { .. }
            | Self::EmailChangeRequested { .. }
            | Self::EmailChanged { .. }
            | Self::MemberInvitation { .. }
            | Self::MemberWelcome { .. }
            | Self::Ticket { .. } => None,
        }
    }

    /// What it belongs to: its mails are shown as one conversation.
    pub fn thread(&self) -> Option<&str> {
        match self {
            Self::Ticket { ticket, .. } => Some(ticket),
            _ => None,
        }
    }

    /// The token of the address that answers to it go to.
    pub fn reply_token(&self) -> Option<&str> {
        match self {
            Self::Ticket { reply_token, .. } => reply_token.as_deref(),
            _ => None,
        }
    }

    /// When the mail is no longer worth sending.
    pub fn expires_at(&self) -> Option<Instant> {
        match self {
            Self::Activation { expires_at, .. }
            | Self::PasswordReset { expires_at, .. }
            | Self::EmailConfirmation { expires_at, .. }
            | Self::MemberInvitation { expires_at, .. } => Some(*expires_at),
            Self::PasswordChanged { .. }
            | Self::EmailChangeRequested { .. }
            | Self::EmailChanged { .. }
            | Self::MemberWelcome { .. }
            | Self::Invoice { .. }
            | Self::Receipt { .. }
            | Self::Ticket { .. }
            | Self::Notice { .. } => None,
        }
    }
}
