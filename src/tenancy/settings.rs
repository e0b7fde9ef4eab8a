//! What a tenant may set: its looks and the switches of its portal, kept as JSON beside the tenant's row.

mod billing;
mod dunning;
mod network;
mod provisioning;
mod support;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use billing::{BillingSettings, LateFee, LateFeeStage};
pub use dunning::{ArrangementSettings, DunningAction, DunningMinimum, DunningSettings, DunningStep};
pub use network::NetworkSettings;
pub use provisioning::{
    AnsibleSettings, DriverKind, PasswordForm, ProvisioningSettings, RadiusAttribute, RadiusSettings,
    WebhookSettings,
};
pub use support::SupportSettings;

use crate::kernel::actor::{CallerKind, MemberRole, ResellerRole, StaffRole};
use crate::ports::payment_gateway::GatewayKind;

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
    /// The domain that passkeys belong to (the relying party's id of WebAuthn): one of the hosts, or a parent of those
    /// that shall share passkeys. The first host where it is not set. Passkeys made before a change of it are lost.
    pub passkey_domain: Option<String>,
    /// What the law wants to stand on bills: name, address, register and tax number, bank account. Printed at the foot of
    /// documents, one part after the other.
    pub imprint: Vec<String>,
    /// What the portal shows and allows.
    pub portal: PortalSettings,
    /// What customers may do with their services, and what it costs.
    pub services: ServiceSettings,
    /// The rules for passwords.
    pub password_policy: PasswordPolicy,
    /// Who needs a second factor.
    pub second_factor: SecondFactorPolicy,
    /// How bills are made.
    pub billing: BillingSettings,
    /// Whether this is no real ISP but one to try things with: its clock may be moved forward.
    pub sandbox: bool,
    /// Symbols of a portal ID between prefix and check character, 4..=20 (domain.md §1).
    pub portal_id_length: u8,
    /// How customers pay.
    pub payments: PaymentSettings,
    /// The codes of the accounts in the journal.
    pub accounting: AccountingSettings,
    /// How customers are helped.
    pub support: SupportSettings,
    /// What the network does by itself.
    pub network: NetworkSettings,
    /// How its network is told what services are to do.
    pub provisioning: ProvisioningSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            allowed_origins: Vec::new(),
            passkey_domain: None,
            imprint: Vec::new(),
            portal: PortalSettings::default(),
            services: ServiceSettings::default(),
            password_policy: PasswordPolicy::default(),
            second_factor: SecondFactorPolicy::default(),
            billing: BillingSettings::default(),
            sandbox: false,
            portal_id_length: 8,
            payments: PaymentSettings::default(),
            accounting: AccountingSettings::default(),
            support: SupportSettings::default(),
            network: NetworkSettings::default(),
            provisioning: ProvisioningSettings::default(),
        }
    }
}

/// How customers pay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PaymentSettings {
    /// The gateway that cards and direct debits go through; none: only staff enters payments.
    pub gateway: Option<GatewayKind>,
    /// The path of the gateway's keys in the secret store: `api_key`, `webhook_secret` and, while that is replaced by
    /// another, `webhook_secret_previous`.
    pub secret: Option<String>,
    /// Whether the ISP alone says how its customers are drawn from.
    pub autopay_locked: bool,
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

/// What customers may do with their services, and what it costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServiceSettings {
    /// Pauses that customers take.
    pub pause: PauseSettings,
    /// Percent of the rest of a minimum term that is charged when a service ends before it; 0 to 100.
    pub early_end_percent: u8,
    /// Whether customers may change to a cheaper plan within a minimum term. The ISP's staff may always.
    pub downgrade_within_term: bool,
}

impl Default for ServiceSettings {
    fn default() -> Self {
        Self { pause: PauseSettings::default(), early_end_percent: 100, downgrade_within_term: false }
    }
}

/// Pauses that customers take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PauseSettings {
    /// Whether there are any.
    pub offered: bool,
    /// The shortest, in days.
    pub min_days: u16,
    /// The longest, in days.
    pub max_days: u16,
    /// All pauses of a service in a year, in days.
    pub max_days_a_year: u16,
    /// What a pause costs, once, in minor units of the customer's currency before tax.
    pub fee_minor: i64,
}

impl Default for PauseSettings {
    fn default() -> Self {
        Self { offered: true, min_days: 7, max_days: 90, max_days_a_year: 90, fee_minor: 0 }
    }
}

/// The codes that the tenant's accountant has for the accounts of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AccountingSettings {
    /// What customers owe.
    pub debtors: String,
    /// What customers have paid or were credited and that is not used.
    pub customer_credit: String,
    /// Sales, where their tax code has no account of its own.
    pub revenue: String,
    /// Sales without tax.
    pub revenue_untaxed: String,
    /// Sales by tax code.
    pub revenue_by_tax_code: BTreeMap<String, String>,
    /// Tax, where its jurisdiction has no account of its own.
    pub tax_payable: String,
    /// Tax by jurisdiction.
    pub tax_by_jurisdiction: BTreeMap<String, String>,
    /// Transfers, and what staff entered.
    pub bank: String,
    /// Cards.
    pub card_clearing: String,
    /// Cash.
    pub cash: String,
    /// Money given back.
    pub refunds: String,
    /// Money that banks took back.
    pub chargebacks: String,
    /// What was given up.
    pub write_offs: String,
    /// What was given up and came in after all.
    pub recoveries: String,
    /// What a document does not explain.
    pub suspense: String,
}

impl Default for AccountingSettings {
    fn default() -> Self {
        Self {
            debtors: "1200".to_owned(),
            customer_credit: "2200".to_owned(),
            revenue: "4000".to_owned(),
            revenue_untaxed: "4100".to_owned(),
            revenue_by_tax_code: BTreeMap::new(),
            tax_payable: "2300".to_owned(),
            tax_by_jurisdiction: BTreeMap::new(),
            bank: "1000".to_owned(),
            card_clearing: "1010".to_owned(),
            cash: "1020".to_owned(),
            refunds: "1030".to_owned(),
            chargebacks: "1040".to_owned(),
            write_offs: "6000".to_owned(),
            recoveries: "4900".to_owned(),
            suspense: "9999".to_owned(),
        }
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

impl PasswordPolicy {
    /// Whether a password that was good beside a second factor may be too weak to stand alone.
    pub fn asks_more_alone(&self) -> bool {
        self.min_length > self.min_length_with_second_factor
            || self.min_strength > self.min_strength_with_second_factor
    }
}

/// A role, as settings name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RoleName {
    /// Member of a customer: everything.
    Owner,
    /// Member of a customer: bills and payments.
    Payer,
    /// Member of a customer: services and the network.
    Technical,
    /// Member of a customer: sees, changes nothing.
    Viewer,
    /// Employee of a reseller: everything of the reseller.
    ResellerAdmin,
    /// Employee of a reseller: the assigned customers.
    ResellerAgent,
    /// Staff: answers tickets.
    Support,
    /// Staff: works on bills.
    Billing,
    /// Staff: runs the network.
    Noc,
    /// Staff: administers the tenant.
    TenantAdmin,
}

impl RoleName {
    fn of(kind: CallerKind) -> Option<Self> {
        Some(match kind {
            CallerKind::Anonymous => return None,
            CallerKind::Member(MemberRole::Owner) => Self::Owner,
            CallerKind::Member(MemberRole::Payer) => Self::Payer,
            CallerKind::Member(MemberRole::Technical) => Self::Technical,
            CallerKind::Member(MemberRole::Viewer) => Self::Viewer,
            CallerKind::Reseller(ResellerRole::Admin) => Self::ResellerAdmin,
            CallerKind::Reseller(ResellerRole::Agent) => Self::ResellerAgent,
            CallerKind::Staff(StaffRole::Support) => Self::Support,
            CallerKind::Staff(StaffRole::Billing) => Self::Billing,
            CallerKind::Staff(StaffRole::Noc) => Self::Noc,
            CallerKind::Staff(StaffRole::TenantAdmin) => Self::TenantAdmin,
        })
    }
}

/// Who needs a second factor. Anybody may have one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SecondFactorPolicy {
    /// Accounts with one of these roles cannot sign in without one; who has none yet is made to enrol.
    pub required_for: Vec<RoleName>,
}

impl Default for SecondFactorPolicy {
    /// The ISP's own staff: it sees every customer.
    fn default() -> Self {
        Self {
            required_for: vec![RoleName::Support, RoleName::Billing, RoleName::Noc, RoleName::TenantAdmin],
        }
    }
}

impl SecondFactorPolicy {
    /// Whether a caller of this kind needs one.
    pub fn requires(&self, kind: CallerKind) -> bool {
        RoleName::of(kind).is_some_and(|role| self.required_for.contains(&role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_needs_a_second_factor_unless_the_tenant_says_otherwise() {
        let default = SecondFactorPolicy::default();
        for kind in CallerKind::ALL {
            assert_eq!(default.requires(kind), matches!(kind, CallerKind::Staff(_)), "{kind:?}");
        }
        let json = r#"{ "second_factor": { "required_for": ["OWNER"] } }"#;
        let settings: Settings = serde_json::from_str(json).expect("valid");
        assert!(settings.second_factor.requires(CallerKind::Member(MemberRole::Owner)));
        assert!(!settings.second_factor.requires(CallerKind::Staff(StaffRole::Support)));
        let older: Settings = serde_json::from_str("{}").expect("valid");
        assert_eq!(older.second_factor, default, "a tenant from before the setting");
    }
}
