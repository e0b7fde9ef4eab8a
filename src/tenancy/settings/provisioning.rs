//! How a tenant's network is told what its services are to do.

use serde::{Deserialize, Serialize};

use crate::ports::radius;
use crate::ports::secrets::check_path;

/// Attributes of a plan at most.
const MAX_ATTRIBUTES: usize = 10;

/// The longest value of an attribute, in bytes: what is put in for its words must fit too.
const MAX_VALUE: usize = 200;

/// How a tenant's network is told what its services are to do. Without a driver nobody tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProvisioningSettings {
    /// Who tells it.
    pub driver: Option<DriverSettings>,
    /// Minutes between two looks at a service whether the network does what it is to do.
    pub check_minutes: u16,
}

impl Default for ProvisioningSettings {
    fn default() -> Self {
        Self { driver: None, check_minutes: 15 }
    }
}

/// Who tells the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DriverSettings {
    /// FreeRADIUS, by rows that its SQL module reads, and the NASes themselves.
    Radius(RadiusSettings),
    /// A program of the ISP's, by signed messages.
    Webhook(WebhookSettings),
    /// A playbook.
    Ansible(AnsibleSettings),
}

/// How FreeRADIUS is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RadiusSettings {
    /// What follows the `@` in the names that services sign in with.
    pub realm: String,
    /// The form in which passwords lie in the tables.
    #[serde(default)]
    pub password: PasswordForm,
    /// What a plan is made of. In the values `{down_kbps}`, `{up_kbps}`, `{down_bps}`, `{up_bps}` and `{profile}` (the plan's
    /// code) stand for what they say.
    #[serde(default = "bandwidth")]
    pub plan: Vec<RadiusAttribute>,
    /// What a service that is withheld has instead of its plan; if empty, its sign-in is rejected.
    #[serde(default)]
    pub walled_garden: Vec<RadiusAttribute>,
}

/// An attribute that FreeRADIUS answers with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RadiusAttribute {
    /// Its name in FreeRADIUS's dictionaries; one of [`radius::DICTIONARY`].
    pub name: String,
    /// Its value.
    pub value: String,
}

fn bandwidth() -> Vec<RadiusAttribute> {
    let attribute =
        |name: &str, value: &str| RadiusAttribute { name: name.to_owned(), value: value.to_owned() };
    vec![attribute("WISPr-Bandwidth-Max-Down", "{down_bps}"), attribute("WISPr-Bandwidth-Max-Up", "{up_bps}")]
}

/// The form in which passwords lie in FreeRADIUS's tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PasswordForm {
    /// A salted SHA-512: nobody can read it back, and NASes must sign in with PAP (or EAP-TTLS/PAP).
    #[default]
    Salted,
    /// As it is, which CHAP and MS-CHAP need: whoever reads the table can sign in.
    Cleartext,
}

/// Where messages go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookSettings {
    /// `https://…`; plain http only where the configuration allows private addresses.
    pub url: String,
    /// The path in the secret store under which the signing key is, in the field `signing_key`.
    pub secret: String,
}

/// Which playbook is run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnsibleSettings {
    /// The key of a registered playbook. It is given the variables `service`, `desired`, `profile`, `down_kbps` and `up_kbps`.
    pub playbook: String,
}

impl ProvisioningSettings {
    /// What is wrong with it, each with the key below `provisioning`.
    pub(in crate::tenancy) fn faults(&self) -> Vec<(&'static str, String)> {
        let mut faults = Vec::new();
        let mut want = |right: bool, key: &'static str, message: &str| {
            if !right {
                faults.push((key, message.to_owned()));
            }
        };
        want((1..=1_440).contains(&self.check_minutes), "check_minutes", "must be 1 to 1440");
        match &self.driver {
            None => {}
            Some(DriverSettings::Radius(radius)) => {
                want(is_realm(&radius.realm), "driver.radius.realm", "must be the name of a domain");
                let plan = &radius.plan;
                let possible =
                    !plan.is_empty() && plan.len() <= MAX_ATTRIBUTES && plan.iter().all(is_possible);
                want(possible, "driver.radius.plan", "must be 1 to 10 attributes that are known");
                let garden = &radius.walled_garden;
                let possible = garden.len() <= MAX_ATTRIBUTES && garden.iter().all(is_possible);
                want(possible, "driver.radius.walled_garden", "must be at most 10 attributes that are known");
            }
            Some(DriverSettings::Webhook(webhook)) => {
                let web = ["https://", "http://"].iter().any(|scheme| webhook.url.starts_with(scheme));
                let plain = !webhook.url.contains(|c: char| c.is_whitespace() || c.is_control());
                want(web && plain, "driver.webhook.url", "must be an URL that begins with https://");
                want(
                    check_path(&webhook.secret).is_ok(),
                    "driver.webhook.secret",
                    "must be the path of a secret",
                );
            }
            Some(DriverSettings::Ansible(ansible)) => {
                let named = !ansible.playbook.is_empty() && ansible.playbook.len() <= 100;
                want(named, "driver.ansible.playbook", "must be the key of a playbook");
            }
        }
        faults
    }
}

fn is_realm(realm: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    realm.len() <= 60 && realm.split('.').all(label)
}

fn is_possible(attribute: &RadiusAttribute) -> bool {
    let value = &attribute.value;
    let fits = !value.is_empty() && value.len() <= MAX_VALUE && !value.contains(char::is_control);
    radius::entry(&attribute.name).is_some() && fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(json: &str) -> Vec<&'static str> {
        let settings: ProvisioningSettings = serde_json::from_str(json).expect("readable");
        settings.faults().into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn nobody_tells_the_network_unless_the_tenant_says_who() {
        let settings: ProvisioningSettings = serde_json::from_str("{}").expect("readable");
        assert_eq!(settings, ProvisioningSettings::default());
        assert!(faults("{}").is_empty());
        assert!(faults(r#"{ "driver": { "radius": { "realm": "isp.example" } } }"#).is_empty());
        assert!(
            faults(r#"{ "driver": { "webhook": { "url": "https://isp.example/x", "secret": "hook" } } }"#)
                .is_empty()
        );
        assert!(faults(r#"{ "driver": { "ansible": { "playbook": "service" } } }"#).is_empty());
    }

    #[test]
    fn what_cannot_be_told_is_refused() {
        for (json, key) in [
            (r#"{ "check_minutes": 0 }"#, "check_minutes"),
            (r#"{ "driver": { "radius": { "realm": "ISP example" } } }"#, "driver.radius.realm"),
            (
                r#"{ "driver": { "radius": { "realm": "a.b", "plan": [{ "name": "Auth-Type", "value": "Accept" }] } } }"#,
                "driver.radius.plan",
            ),
            (
                r#"{ "driver": { "radius": { "realm": "a.b", "walled_garden": [{ "name": "Filter-Id", "value": "" }] } } }"#,
                "driver.radius.walled_garden",
            ),
            (r#"{ "driver": { "webhook": { "url": "ftp://x", "secret": "a" } } }"#, "driver.webhook.url"),
            (
                r#"{ "driver": { "webhook": { "url": "https://x", "secret": "a b" } } }"#,
                "driver.webhook.secret",
            ),
            (r#"{ "driver": { "ansible": { "playbook": "" } } }"#, "driver.ansible.playbook"),
        ] {
            assert_eq!(faults(json), [key], "{json}");
        }
    }
}
