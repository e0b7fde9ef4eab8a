//! How customers are helped.

use serde::{Deserialize, Serialize};

use crate::ports::mail::is_address;

/// Symbols of a token in an address: what is left for the name before it is short.
const TOKEN: usize = 42;

/// The longest name of a mailbox, in bytes (RFC 5321 §4.5.3.1.1).
const MAX_LOCAL: usize = 64;

/// How customers are helped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SupportSettings {
    /// The mailbox that answers to mails of tickets go to, e.g. `support@isp.example`: what comes to it, and to
    /// `support+…@isp.example`, is handed to `portico mail ingest`. None: tickets are not answered by mail.
    pub mail_address: Option<String>,
}

impl SupportSettings {
    /// The address that an answer goes to: the mailbox with a token in its name. None where answers are not taken in.
    pub fn reply_address(&self, token: &str) -> Option<String> {
        let (name, domain) = self.mail_address.as_deref()?.rsplit_once('@')?;
        Some(format!("{name}+{token}@{domain}"))
    }

    /// Whether the mailbox is one, and has room for a token.
    pub(in crate::tenancy) fn is_possible(&self) -> bool {
        self.mail_address.as_deref().is_none_or(|address| {
            let name = address.split('@').next().unwrap_or_default();
            is_address(address) && !name.contains('+') && name.len() + 1 + TOKEN <= MAX_LOCAL
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> SupportSettings {
        SupportSettings { mail_address: Some(address.to_owned()) }
    }

    #[test]
    fn a_token_goes_into_the_name_of_the_mailbox() {
        assert_eq!(of("help@isp.example").reply_address("abc").as_deref(), Some("help+abc@isp.example"));
        assert_eq!(SupportSettings::default().reply_address("abc"), None);
    }

    #[test]
    fn a_mailbox_without_room_for_a_token_is_none() {
        assert!(SupportSettings::default().is_possible());
        assert!(of("help@isp.example").is_possible());
        assert!(of(&format!("{}@isp.example", "a".repeat(21))).is_possible());
        for bad in ["help", "help+me@isp.example", "Help <help@isp.example>"] {
            assert!(!of(bad).is_possible(), "{bad}");
        }
        assert!(!of(&format!("{}@isp.example", "a".repeat(22))).is_possible());
    }
}
