//! Portal identity: signing in, sessions, lockout.

mod activation;
mod boundaries;
mod change_email;
mod change_password;
mod closed;
mod device_list;
mod device_races;
mod enumeration;
mod expiry;
mod forced_change;
mod history;
mod known_devices;
mod limits;
mod lock_order;
mod lockout;
mod passkey_races;
mod passkeys;
mod places;
mod reset;
mod roles;
mod second_factor;
mod second_factor_races;
mod secrets;
mod sessions;
mod sign_in;
mod step_up;
mod unlock;

use portico::db::Reads as _;
use portico::events::entity::outbox_event::{self, EventType};
use portico::identity::entity::login_attempt;
use sea_orm::ColumnTrait as _;

use crate::support::app::TestApp;

/// A password that is nobody's.
const WRONG: &str = "wrong horse battery staple";

/// A password that the rules allow and that nobody has.
const NEW: &str = "a lantern in the harbour fog";

/// How many ends of sessions the owners of accounts were told of.
async fn told_of_ends(t: &TestApp) -> u64 {
    let scope = t.scope();
    let events = scope.select::<outbox_event::Entity>();
    let ended = events.filter(outbox_event::Column::EventType.eq(EventType::SessionEnded));
    ended.count().await.expect("the database answers")
}

/// The attempts that were judged, as they were recorded.
async fn judged(t: &TestApp) -> Vec<login_attempt::Model> {
    t.scope().select::<login_attempt::Entity>().all().await.expect("the database answers")
}
