//! Who has signed in, and somebody else who tried to.

use serde_json::json;

use super::{Entry, Teller};
use crate::db::audit::ActorKind;
use crate::demo::crew::Login;
use crate::demo::world::{UNASSIGNED, World};
use crate::identity::device_label;
use crate::identity::entity::{known_device, login_attempt};
use crate::kernel::clock::Instant;
use crate::notifications::Kind;
use crate::notifications::entity::notification;

const DESKTOP: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                     Version/19.0 Mobile/15E148 Safari/604.1";
const SCRIPT: &str = "python-requests/2.32.5";

/// Everybody's own network, and that of the stranger: both set aside for documentation (RFC 5737).
const HOME: &str = "198.51.100";
const STRANGE: &str = "203.0.113";

/// How often the stranger guesses: once less than locks.
const GUESSES: i64 = 4;

pub(super) fn tell(teller: &mut Teller, world: &mut World) {
    for (host, login) in (10..).zip(&world.logins) {
        let signed_in = [
            (teller.ago(40, 8 * 60 + 12), DESKTOP),
            (teller.ago(21, 19 * 60 + 30), PHONE),
            (teller.ago(2, 8 * 60 + 5), DESKTOP),
        ];
        for (at, agent) in signed_in {
            attempt(teller, login, at, (HOME, host), agent, None);
            let account = login.account;
            teller.record(Entry::new(at, account, ActorKind::Member, "session.begin", account.to_string()));
        }
        told_of_the_phone(teller, login, host, signed_in[1].0);
        known(teller, login, host, (signed_in[0].0, signed_in[2].0), DESKTOP);
        known(teller, login, host, (signed_in[1].0, signed_in[1].0), PHONE);
        for guess in 0..GUESSES {
            let at = teller.ago(9, 3 * 60 + 14 + guess);
            attempt(teller, login, at, (STRANGE, host), SCRIPT, Some(guess));
        }
        let account = world.accounts.iter_mut().find(|account| account.id == login.account);
        if let Some(account) = account {
            account.last_login_at = Some(signed_in[2].0);
        }
    }
}

/// One attempt, a wrong guess or the owner's own.
fn attempt(
    teller: &mut Teller,
    login: &Login,
    at: Instant,
    (network, host): (&str, u8),
    agent: &str,
    guess: Option<i64>,
) {
    let has_factor = login.customer.is_none() && login.reseller.is_none();
    let row = login_attempt::Model {
        id: teller.ids.at(at),
        tenant_id: UNASSIGNED,
        account_id: Some(login.account),
        // Keyed by the server, whose key is not known here; nothing is looked up by it.
        portal_id_hash: teller.random(),
        ok: guess.is_none(),
        reason: if guess.is_none() { "SIGNED_IN" } else { "WRONG_PASSWORD" }.to_owned(),
        ip: format!("{network}.{host}"),
        user_agent: agent.to_owned(),
        at,
        network: format!("{network}.0/24"),
        many_tries: guess.is_some_and(|guess| guess >= GUESSES - 1),
        new_network: guess.is_some(),
        factor_unused: guess.is_some() && has_factor,
        reported_at: None,
    };
    teller.past.attempts.push(row);
}

/// A device that was signed in from, first and latest. Nobody has what it kept.
fn known(teller: &mut Teller, login: &Login, host: u8, (first, latest): (Instant, Instant), agent: &str) {
    let row = known_device::Model {
        id: teller.ids.at(first),
        tenant_id: UNASSIGNED,
        account_id: login.account,
        digest: teller.random(),
        label: device_label(agent),
        ip: format!("{HOME}.{host}"),
        created_at: first,
        last_used_at: latest,
    };
    teller.past.devices.push(row);
}

/// A device that had not been used before was told of; nobody has read it yet.
fn told_of_the_phone(teller: &mut Teller, login: &Login, host: u8, at: Instant) {
    teller.past.notifications.push(notification::Model {
        id: teller.ids.at(at),
        tenant_id: UNASSIGNED,
        account_id: login.account,
        event_id: teller.ids.at(at),
        topic: Kind::NewDevice.topic(),
        kind: Kind::NewDevice,
        subject: None,
        args: json!({ "deviceLabel": device_label(PHONE), "ip": format!("{HOME}.{host}"), "newDevice": true }),
        created_at: at,
        read_at: None,
    });
}
