//! What customers may have done to their equipment by themselves: it is restarted, or its Wi-Fi is changed.
//!
//! How often is counted for the service and not for the account: a household has several, and the equipment is one.

use chrono::TimeDelta;
use secrecy::{ExposeSecret as _, SecretString};

use super::start::{Wanted, record, room, write};
use crate::automation::entity::automation_run::{self, ServiceActionKind};
use crate::automation::registry::{WIFI_NAME, WIFI_PASSWORD};
use crate::automation::{Automation, devices, policy, store};
use crate::catalog::{self, SubscriptionStatus};
use crate::customers;
use crate::db::Scope;
use crate::kernel::ids::SubscriptionId;
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};

/// How long back what was asked for a service counts.
const WINDOW: TimeDelta = TimeDelta::hours(1);

/// How often in that time each is done: enough for whoever tries, few enough for equipment that takes minutes to be back.
const fn most(action: ServiceActionKind) -> u64 {
    match action {
        ServiceActionKind::RestartEquipment => 3,
        ServiceActionKind::ChangeWifi => 5,
    }
}

/// The longest name of a Wi-Fi, in bytes (IEEE 802.11-2020 §9.4.2.2).
const MAX_WIFI_NAME: usize = 32;

/// How long a passphrase is, in printable characters of ASCII (IEEE 802.11-2020 §J.4.1).
const WIFI_PASSPHRASE: std::ops::RangeInclusive<usize> = 8..=63;

/// How a Wi-Fi is to be changed.
#[derive(Debug, Clone, Default)]
pub struct WifiChange {
    /// What it is called from then on; as before if none.
    pub name: Option<String>,
    /// Its password from then on; as before if none.
    pub password: Option<SecretString>,
}

impl WifiChange {
    /// The values that the playbook is told, or what is wrong with them.
    fn checked(&self) -> Result<Vec<(String, String)>, Invalid> {
        let mut values = Vec::new();
        if let Some(name) = &self.name {
            let name = name.trim();
            if name.is_empty() || name.len() > MAX_WIFI_NAME || name.chars().any(char::is_control) {
                return Err(Invalid::new("name", "must be 1 to 32 bytes, without line ends"));
            }
            values.push((WIFI_NAME.to_owned(), name.to_owned()));
        }
        if let Some(password) = &self.password {
            let password = password.expose_secret();
            let printable = password.bytes().all(|byte| (0x20..0x7f).contains(&byte));
            if !printable || !WIFI_PASSPHRASE.contains(&password.len()) {
                return Err(Invalid::new("password", "must be 8 to 63 printable characters of ASCII"));
            }
            values.push((WIFI_PASSWORD.to_owned(), password.to_owned()));
        }
        if values.is_empty() {
            return Err(Invalid::new("name", "give a name, a password or both"));
        }
        Ok(values)
    }
}

/// Restarts the equipment that a service hangs on.
pub async fn restart_equipment(
    scope: &Scope,
    automation: &Automation,
    service: SubscriptionId,
) -> Result<automation_run::Model, UseCaseError> {
    act(scope, automation, service, ServiceActionKind::RestartEquipment, Vec::new()).await
}

/// Gives the Wi-Fi of the equipment that a service hangs on another name or another password.
pub async fn change_wifi(
    scope: &Scope,
    automation: &Automation,
    service: SubscriptionId,
    change: &WifiChange,
) -> Result<automation_run::Model, UseCaseError> {
    let values = change.checked()?;
    act(scope, automation, service, ServiceActionKind::ChangeWifi, values).await
}

async fn act(
    scope: &Scope,
    automation: &Automation,
    service: SubscriptionId,
    action: ServiceActionKind,
    values: Vec<(String, String)>,
) -> Result<automation_run::Model, UseCaseError> {
    let missing = || Refusal::not_found("serviceId", "service");
    let row = catalog::open_subscriptions(scope, &[service]).await?.pop().ok_or_else(missing)?;
    let seen = customers::seen(scope, &[row.customer_id]).await?.pop().ok_or_else(missing)?;
    if !seen.allows(policy::may_act_on_equipment) {
        return Err(UseCaseError::Forbidden);
    }
    let not_offered = |message: &str| Refusal::of(RefusalCode::NotOffered, "serviceId", message);
    if row.status != SubscriptionStatus::Active {
        return Err(not_offered("the service is not in force").into());
    }
    let playbook = automation.playbooks.for_action(action);
    let playbook = playbook.ok_or_else(|| not_offered("this is not offered here"))?;
    let equipment = devices::equipment_of(scope, service, row.customer_id).await?;
    let equipment = equipment.ok_or_else(|| not_offered("the service has no equipment that can do this"))?;
    let told = playbook.parameters.check(&values).map_err(in_words_of_the_input)?;
    let tx = scope.begin().await?;
    // Two at once are counted one after the other.
    catalog::subscriptions_for_update(&tx, &[service]).await?;
    if store::under_way(&tx, service).await? > 0 {
        let message = "something is being done to the equipment; wait until it is over";
        return Err(Refusal::of(RefusalCode::InUse, "serviceId", message).into());
    }
    let since = scope.real_now() - WINDOW;
    if store::asked_since(&tx, service, action, since).await? >= most(action) {
        let message = format!("not more than {} times an hour; try again later", most(action));
        return Err(Refusal::of(RefusalCode::TooMany, "serviceId", message).into());
    }
    room(&tx, "serviceId").await?;
    let targets = [equipment.id];
    let for_service = Some((action, service, row.customer_id));
    let run =
        write(&tx, automation, Wanted { playbook, targets: &targets, check_mode: false, told, for_service })
            .await?;
    let record = match action {
        ServiceActionKind::RestartEquipment => record("service.restart_equipment", &run, &[]),
        ServiceActionKind::ChangeWifi => record("service.change_wifi", &run, &[]),
    };
    // Seen by the customer: without the device, which is the ISP's business.
    tx.record(record.customer(row.customer_id)).await?;
    tx.commit().await?;
    Ok(run)
}

/// What the operator's own schema says of a value, for a customer who knows nothing of variables.
fn in_words_of_the_input(invalid: Invalid) -> Invalid {
    let of = |name: &str| invalid.message.strip_prefix(name)?.strip_prefix(": ").map(str::to_owned);
    match (of(WIFI_NAME), of(WIFI_PASSWORD)) {
        (Some(message), _) => Invalid::new("name", message),
        (_, Some(message)) => Invalid::new("password", message),
        _ => invalid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(name: Option<&str>, password: Option<&str>) -> Option<&'static str> {
        let change = WifiChange { name: name.map(str::to_owned), password: password.map(SecretString::from) };
        change.checked().err().map(|invalid| invalid.field)
    }

    #[test]
    fn names_and_passphrases_are_those_of_the_standard() {
        let (long, longer) = ("n".repeat(32), "n".repeat(33));
        let (least, most) = ("p".repeat(8), "p".repeat(63));
        for name in ["Ada's", " Ada ", "Wi-Fi ü", &long] {
            assert_eq!(wrong(Some(name), None), None, "{name}");
        }
        for name in ["", "   ", "a\nb", &longer, &"ü".repeat(17)] {
            assert_eq!(wrong(Some(name), None), Some("name"), "{name}");
        }
        for password in [&least, &most] {
            assert_eq!(wrong(None, Some(password)), None, "{password}");
        }
        for password in [&least[1..], &"p".repeat(64), "pässword1", "password\n", ""] {
            assert_eq!(wrong(Some("Ada"), Some(password)), Some("password"), "{password}");
        }
        assert_eq!(wrong(None, None), Some("name"), "nothing is to be changed");
    }

    #[test]
    fn what_the_operator_wants_is_said_of_the_input() {
        let told = |message: &str| in_words_of_the_input(Invalid::new("variables", message));
        assert_eq!(told("wifi_name: is too plain"), Invalid::new("name", "is too plain"));
        assert_eq!(told("wifi_password: is too plain"), Invalid::new("password", "is too plain"));
        assert_eq!(told("other: x").field, "variables");
    }
}
