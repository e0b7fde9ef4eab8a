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
    /// Who tells it: `radius`, `webhook` or `ansible`; what that needs stands under the same name.
    pub driver: Option<DriverKind>,
    /// Minutes between two looks at a service whether the network does what it is to do.
    pub check_minutes: u16,
    /// How FreeRADIUS is told.
    pub radius: RadiusSettings,
    /// Where messages go.
    pub webhook: WebhookSettings,
    /// Which playbook is run.
    pub ansible: AnsibleSettings,
}

impl Default for ProvisioningSettings {
    fn default() -> Self {
        Self {
            driver: None,
            check_minutes: 15,
            radius: RadiusSettings::default(),
            webhook: WebhookSettings::default(),
            ansible: AnsibleSettings::default(),
        }
    }
}

/// Who tells the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DriverKind {
    /// FreeRADIUS, by rows that its SQL module reads, and the NASes themselves.
    Radius,
    /// A program of the ISP's, by signed messages.
    Webhook,
    /// A playbook.
    Ansible,
}

/// How FreeRADIUS is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RadiusSettings {
    /// What follows the `@` in the names that services sign in with. Those that there are keep theirs.
    pub realm: String,
    /// The form in which passwords lie in the tables.
    pub password: PasswordForm,
    /// What a plan is made of. In the values `{down_kbps}`, `{up_kbps}`, `{down_bps}`, `{up_bps}` and `{profile}` (the plan's
    /// code, with everything but letters, digits and hyphens written as `_` and its number) stand for what they say.
    pub plan: Vec<RadiusAttribute>,
    /// What a service that is withheld has instead of its plan; if empty, its sign-in is rejected.
    pub walled_garden: Vec<RadiusAttribute>,
}

impl Default for RadiusSettings {
    fn default() -> Self {
        let attribute =
            |name: &str, value: &str| RadiusAttribute { name: name.to_owned(), value: value.to_owned() };
        Self {
            realm: String::new(),
            password: PasswordForm::default(),
            plan: vec![
                attribute("WISPr-Bandwidth-Max-Down", "{down_bps}"),
                attribute("WISPr-Bandwidth-Max-Up", "{up_bps}"),
            ],
            walled_garden: Vec::new(),
        }
    }
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WebhookSettings {
    /// `https://…`; plain http only where the configuration allows private addresses.
    pub url: String,
    /// The path in the secret store under which the signing key is, in the field `signing_key`.
    pub secret: String,
}

/// Which playbook is run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AnsibleSettings {
    /// The key of a registered playbook. It is given the variables `service`, `desired`, `profile`, `down_kbps` and `up_kbps`.
    pub playbook: String,
}

impl ProvisioningSettings {
    /// What is wrong with it, each with the key below `provisioning`. What is of another driver is not looked at.
    pub(in crate::tenancy) fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        let mut want = |right: bool, key: &'static str, message: &'static str| {
            if !right {
                faults.push((key, message));
            }
        };
        want((1..=1_440).contains(&self.check_minutes), "check_minutes", "must be 1 to 1440");
        match self.driver {
            None => {}
            Some(DriverKind::Radius) => {
                let RadiusSettings { realm, plan, walled_garden, .. } = &self.radius;
                want(is_realm(realm), "radius.realm", "must be the name of a domain");
                let possible =
                    !plan.is_empty() && plan.len() <= MAX_ATTRIBUTES && plan.iter().all(is_possible);
                want(possible, "radius.plan", "must be 1 to 10 attributes that are known");
                let possible = walled_garden.len() <= MAX_ATTRIBUTES && walled_garden.iter().all(is_possible);
                want(possible, "radius.walled_garden", "must be at most 10 attributes that are known");
            }
            Some(DriverKind::Webhook) => {
                let WebhookSettings { url, secret } = &self.webhook;
                let web = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
                let plain = !url.contains(|c: char| c.is_whitespace() || c.is_control());
                want(web && plain, "webhook.url", "must be a URL that begins with https://");
                want(check_path(secret).is_ok(), "webhook.secret", "must be the path of a secret");
            }
            Some(DriverKind::Ansible) => {
                let named = (1..=100).contains(&self.ansible.playbook.len());
                want(named, "ansible.playbook", "must be the key of a playbook");
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
    // FreeRADIUS expands what stands in quotes, queries of its database included.
    let fits = fits && !value.contains(['`', '"', '\'']);
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
        for json in [
            "{}",
            r#"{ "driver": "radius", "radius": { "realm": "isp.example" } }"#,
            r#"{ "driver": "webhook", "webhook": { "url": "https://isp.example/x", "secret": "hook" } }"#,
            r#"{ "driver": "ansible", "ansible": { "playbook": "service" } }"#,
        ] {
            assert!(faults(json).is_empty(), "{json}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_refused() {
        for (json, key) in [
            (r#"{ "check_minutes": 0 }"#, "check_minutes"),
            (r#"{ "driver": "radius" }"#, "radius.realm"),
            (r#"{ "driver": "radius", "radius": { "realm": "ISP example" } }"#, "radius.realm"),
            (
                r#"{ "driver": "radius", "radius": { "realm": "a.b", "plan": [{ "name": "Auth-Type", "value": "Accept" }] } }"#,
                "radius.plan",
            ),
            (
                r#"{ "driver": "radius", "radius": { "realm": "a.b", "walled_garden": [{ "name": "Filter-Id", "value": "" }] } }"#,
                "radius.walled_garden",
            ),
            (
                r#"{ "driver": "radius", "radius": { "realm": "a.b", "plan": [{ "name": "Filter-Id", "value": "`{profile}`" }] } }"#,
                "radius.plan",
            ),
            (
                r#"{ "driver": "radius", "radius": { "realm": "a.b", "walled_garden": [{ "name": "Filter-Id", "value": "\"%{User-Name}\"" }] } }"#,
                "radius.walled_garden",
            ),
            (r#"{ "driver": "webhook", "webhook": { "url": "ftp://x", "secret": "a" } }"#, "webhook.url"),
            (
                r#"{ "driver": "webhook", "webhook": { "url": "https://x", "secret": "a b" } }"#,
                "webhook.secret",
            ),
            (r#"{ "driver": "ansible" }"#, "ansible.playbook"),
        ] {
            assert_eq!(faults(json), [key], "{json}");
        }
    }
}
