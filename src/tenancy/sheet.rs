//! What may be changed of a tenant, as one sheet with dotted keys: its settings, and its looks below `branding`. Pure.

use serde_json::{Map, Value as Json};

use super::check::check;
use super::settings::{Branding, Settings};

/// Looks and settings of a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its looks: the keys below `branding`.
    pub branding: Branding,
    /// Its switches: all other keys.
    pub settings: Settings,
}

/// A value for a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The key, e.g. `password_policy.min_length`. One that stands for several takes an object.
    pub key: String,
    /// The value.
    pub value: Json,
}

/// What is wrong with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingFault {
    /// The key.
    pub key: String,
    /// What is wrong, for a person.
    pub message: String,
}

impl SettingFault {
    pub(super) fn new(key: impl Into<String>, message: impl Into<String>) -> Self {
        Self { key: key.into(), message: message.into() }
    }
}

/// A key that has another value.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// The key.
    pub key: String,
    /// The value it had.
    pub before: Json,
    /// The value it has.
    pub after: Json,
}

const BRANDING: &str = "branding";

impl Sheet {
    /// Every key with its value.
    pub fn to_json(&self) -> Result<Json, serde_json::Error> {
        let mut json = serde_json::to_value(&self.settings)?;
        json[BRANDING] = serde_json::to_value(&self.branding)?;
        Ok(json)
    }

    fn from_json(mut json: Json) -> Result<Self, serde_json::Error> {
        let branding = json.as_object_mut().and_then(|keys| keys.remove(BRANDING));
        let branding = branding.unwrap_or_else(|| Json::Object(Map::new()));
        Ok(Self { branding: serde_json::from_value(branding)?, settings: serde_json::from_value(json)? })
    }

    /// The sheet of a tenant with these hosts after some edits, or everything that is wrong with them.
    pub fn edited(&self, edits: Vec<Edit>, hosts: &[String]) -> Result<Self, Vec<SettingFault>> {
        let unreadable = |error: serde_json::Error| vec![SettingFault::new("", error.to_string())];
        let known = self.to_json().map_err(unreadable)?;
        let mut faults = Vec::new();
        let mut whole = known.clone();
        for Edit { key, value } in edits.into_iter().flat_map(leaves) {
            let place = match find(&mut whole, &key) {
                Ok(place) => place,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            // Each alone first: what the types say is said of every key, not only of the first.
            let mut alone = known.clone();
            if let Ok(there) = find(&mut alone, &key) {
                *there = value.clone();
            }
            match Self::from_json(alone) {
                Ok(_) => *place = value,
                Err(error) => faults.push(SettingFault::new(key, error.to_string())),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let after = Self::from_json(whole).map_err(unreadable)?;
        faults.extend(check(&after, hosts));
        if after.settings.portal_id_length != self.settings.portal_id_length {
            let message = "stays as it is: portal IDs that were given out would be none any more";
            faults.push(SettingFault::new("portal_id_length", message));
        }
        if faults.is_empty() { Ok(after) } else { Err(faults) }
    }

    /// The keys whose values are others in `after`, in the order of their names.
    pub fn changes(&self, after: &Self) -> Result<Vec<Changed>, serde_json::Error> {
        let (mut before, after) = (self.to_json()?, after.to_json()?);
        let all = leaves(Edit { key: String::new(), value: after });
        let mut changed: Vec<Changed> = all
            .into_iter()
            .filter_map(|Edit { key, value: after }| {
                let before = find(&mut before, &key).ok()?.take();
                (before != after).then_some(Changed { key, before, after })
            })
            .collect();
        changed.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(changed)
    }
}

/// The place of a key, if it is one.
fn find<'a>(json: &'a mut Json, key: &str) -> Result<&'a mut Json, SettingFault> {
    let mut place = json;
    for part in key.split('.') {
        let Json::Object(keys) = place else {
            return Err(SettingFault::new(key, "is not known; there is nothing below it"));
        };
        if !keys.contains_key(part) {
            let there: Vec<&str> = keys.keys().map(String::as_str).collect();
            return Err(SettingFault::new(key, format!("is not known; there are {}", there.join(", "))));
        }
        place = &mut keys[part];
    }
    Ok(place)
}

/// An edit of several keys, one by one.
fn leaves(edit: Edit) -> Vec<Edit> {
    let Edit { key, value } = edit;
    match value {
        Json::Object(keys) if !keys.is_empty() => keys
            .into_iter()
            .flat_map(|(part, value)| {
                let key = if key.is_empty() { part } else { format!("{key}.{part}") };
                leaves(Edit { key, value })
            })
            .collect(),
        value => vec![Edit { key, value }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sheet() -> Sheet {
        let branding = Branding { primary_color: "#0b5fff".to_owned(), ..Branding::default() };
        Sheet { branding, settings: Settings::default() }
    }

    fn edited(edits: Json) -> Result<Sheet, Vec<SettingFault>> {
        sheet().edited(vec![Edit { key: String::new(), value: edits }], &["portal.isp.example".to_owned()])
    }

    fn keys(faults: Vec<SettingFault>) -> Vec<String> {
        faults.into_iter().map(|fault| fault.key).collect()
    }

    #[test]
    fn what_is_edited_changes_and_nothing_else() {
        let after = edited(json!({
            "password_policy": { "min_length": 20, "max_age_days": 90 },
            "second_factor": { "required_for": ["OWNER", "NOC"] },
            "branding": { "support_phone": "+49401234567" },
        }));
        let after = after.expect("it is right");
        assert_eq!(after.settings.password_policy.min_length, 20);
        assert_eq!(after.settings.portal, sheet().settings.portal);
        let changes = sheet().changes(&after).expect("JSON");
        let changed: Vec<(&str, &Json, &Json)> =
            changes.iter().map(|c| (c.key.as_str(), &c.before, &c.after)).collect();
        let staff = json!(["SUPPORT", "BILLING", "NOC", "TENANT_ADMIN"]);
        assert_eq!(
            changed,
            [
                ("branding.support_phone", &Json::Null, &json!("+49401234567")),
                ("password_policy.max_age_days", &Json::Null, &json!(90)),
                ("password_policy.min_length", &json!(15), &json!(20)),
                ("second_factor.required_for", &staff, &json!(["OWNER", "NOC"])),
            ]
        );
        assert!(sheet().changes(&sheet()).expect("JSON").is_empty());
    }

    #[test]
    fn an_edit_by_a_dotted_key_is_the_same_as_one_by_an_object() {
        let dotted = Edit { key: "portal.billing".to_owned(), value: json!(false) };
        let hosts = ["portal.isp.example".to_owned()];
        assert_eq!(sheet().edited(vec![dotted], &hosts), edited(json!({ "portal": { "billing": false } })));
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let faults = edited(json!({
            "colour": "green",
            "portal": { "billing": "perhaps", "payments": true },
            "second_factor": { "required_for": ["KING"] },
            "branding": { "primary_color": 7 },
            "password_policy": { "min_length": { "at_least": 3 } },
        }));
        let mut faults = faults.expect_err("much is wrong");
        faults.sort_by(|a, b| a.key.cmp(&b.key));
        let unknown = faults.iter().find(|fault| fault.key == "portal.payments").expect("it is told");
        assert_eq!(unknown.message, "is not known; there are billing, remember_me");
        assert_eq!(
            keys(faults),
            [
                "branding.primary_color",
                "colour",
                "password_policy.min_length.at_least",
                "portal.billing",
                "portal.payments",
                "second_factor.required_for",
            ]
        );
    }

    #[test]
    fn portal_ids_that_were_given_out_stay_portal_ids() {
        let faults = edited(json!({ "portal_id_length": 10 })).expect_err("it is fixed");
        assert_eq!(keys(faults), ["portal_id_length"]);
        assert!(edited(json!({ "portal_id_length": 8 })).is_ok(), "the same is no change");
    }
}
