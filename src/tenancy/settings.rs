//! What a tenant may set: its looks and the switches of its portal, kept as JSON beside the tenant's row.

use serde::{Deserialize, Serialize};

/// The looks of a tenant's portal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Branding {
    /// CSS hexadecimal colour of buttons and links, e.g. `#0b5fff`.
    pub primary_color: String,
    /// Where the logo is.
    pub logo_url: Option<String>,
    /// Where customers write to.
    pub support_email: Option<String>,
    /// Where customers call, E.164.
    pub support_phone: Option<String>,
}

/// The switches of a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Origins of portals on other hosts of the same site, e.g. `https://app.example-isp.net`.
    pub allowed_origins: Vec<String>,
    /// What the portal shows and allows.
    pub portal: PortalSettings,
    /// The rules for passwords.
    pub password_policy: PasswordPolicy,
    /// Symbols of a portal ID between prefix and check character, 4..=20 (domain.md §1).
    pub portal_id_length: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            allowed_origins: Vec::new(),
            portal: PortalSettings::default(),
            password_policy: PasswordPolicy::default(),
            portal_id_length: 8,
        }
    }
}

/// What the portal shows and allows its customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PortalSettings {
    /// Whether customers see their invoices.
    pub billing: bool,
    /// Whether a "remember me" at sign-in is offered.
    pub remember_me: bool,
}

impl Default for PortalSettings {
    fn default() -> Self {
        Self { billing: true, remember_me: true }
    }
}

/// The rules for passwords, after NIST SP 800-63B-4 §3.1.1.2: length counts, composition does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PasswordPolicy {
    /// Characters wanted where the password is the only factor.
    pub min_length: u32,
    /// Characters wanted where a second factor is used too.
    pub min_length_with_second_factor: u32,
    /// Characters accepted at most.
    pub max_length: u32,
    /// zxcvbn's estimate, 0 to 4, that a password must reach where it is the only factor.
    pub min_strength: u8,
    /// The same where a second factor is used too: eight characters at random reach 2.
    pub min_strength_with_second_factor: u8,
    /// How many of the latest passwords may not be taken again, the current one included.
    pub history: u8,
    /// Days after which a new password is asked for. Off by default and best left so: NIST SP 800-63B-4 §3.1.1.2
    /// forbids periodic change, because it makes people choose weaker passwords.
    pub max_age_days: Option<u32>,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self {
            min_length: 15,
            min_length_with_second_factor: 8,
            max_length: 128,
            min_strength: 3,
            min_strength_with_second_factor: 2,
            history: 5,
            max_age_days: None,
        }
    }
}
