//! Rows of every kind that is cleared, written as they are.

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::clock::Instant;
use portico::kernel::ids::{AccountId, CustomerId, TypedId as _};
use sea_orm::Value;
use serde_json::json;
use uuid::Uuid;

use crate::support::app::TestApp;

/// Whom the rows are about.
pub(super) struct People {
    pub(super) account: AccountId,
    pub(super) other: AccountId,
    customer: CustomerId,
}

/// A member of a customer, and one of the staff.
pub(super) async fn people(t: &TestApp) -> People {
    let customer = t.customer().insert().await;
    let account = t.account().member_of(&customer, LinkRole::Owner).insert().await.id;
    let other = t.account().staff(LinkRole::Support).insert().await.id;
    People { account, other, customer: customer.id }
}

/// The columns of a row.
pub(super) type Columns = Vec<(&'static str, Value)>;

/// A table, the columns of a row, and for how long such a row is kept.
pub(super) type Kind = (&'static str, Columns, TimeDelta);

/// A row of each kind whose time runs from `at`, different from all others by `number`.
pub(super) fn kinds(people: &People, at: Instant, number: u8) -> Vec<Kind> {
    let mut kinds = sign_ins(people, at, number);
    kinds.extend(tokens(people, at, number));
    kinds.extend(history(people, at, number));
    kinds.extend(told(people, at, number));
    kinds
}

fn text(name: &'static str, text: &str) -> (&'static str, Value) {
    (name, text.to_owned().into())
}

fn id(name: &'static str, id: Uuid) -> (&'static str, Value) {
    (name, id.into())
}

fn when(name: &'static str, at: Instant) -> (&'static str, Value) {
    (name, at.into())
}

fn bytes(name: &'static str, number: u8) -> (&'static str, Value) {
    (name, vec![number; 32].into())
}

fn sign_ins(people: &People, at: Instant, number: u8) -> Vec<Kind> {
    let account = id("account_id", people.account.uuid());
    let attempt = vec![
        account.clone(),
        bytes("portal_id_hash", number),
        ("ok", true.into()),
        text("reason", "SIGNED_IN"),
        text("ip", "192.0.2.1"),
        text("user_agent", "test"),
        when("at", at),
    ];
    let challenge = vec![
        account.clone(),
        text("purpose", "SECOND_FACTOR"),
        bytes("secret_hash", number),
        bytes("origin_hash", number),
        bytes("password_tag", number),
        ("remember", false.into()),
        ("tries", 0_i16.into()),
        when("created_at", at),
        when("expires_at", at),
    ];
    let ceremony = vec![
        account,
        text("purpose", "SIGN_IN"),
        bytes("secret_hash", number),
        bytes("origin_hash", number),
        text("state", "{}"),
        when("created_at", at),
        when("expires_at", at),
    ];
    vec![
        ("login_attempt", attempt, TimeDelta::days(180)),
        ("sign_in_challenge", challenge, TimeDelta::days(1)),
        ("passkey_ceremony", ceremony, TimeDelta::days(1)),
    ]
}

fn tokens(people: &People, at: Instant, number: u8) -> Vec<Kind> {
    let account = id("account_id", people.account.uuid());
    let one_time = vec![
        account.clone(),
        text("purpose", "ACTIVATION"),
        bytes("digest", number),
        when("created_at", at),
        when("expires_at", at),
    ];
    let family = vec![
        account.clone(),
        id("session_id", people.account.uuid()),
        ("generation", 1_i64.into()),
        bytes("digest", number),
        when("created_at", at),
        when("expires_at", at),
    ];
    let personal = |name: &str, digest: u8, ends: Instant| {
        vec![
            account.clone(),
            text("name", name),
            bytes("digest", digest),
            text("hint", "h"),
            ("scopes", json!(["WORK"]).into()),
            when("created_at", at),
            when("expires_at", ends),
        ]
    };
    let mut revoked = personal("revoked", 255 - number, at + TimeDelta::days(3_650));
    revoked.push(when("revoked_at", at));
    vec![
        ("one_time_token", one_time, TimeDelta::days(90)),
        ("token_family", family, TimeDelta::days(90)),
        ("personal_access_token", personal("ended", number, at), TimeDelta::days(90)),
        ("personal_access_token", revoked, TimeDelta::days(90)),
    ]
}

fn history(people: &People, at: Instant, number: u8) -> Vec<Kind> {
    let invitation = vec![
        id("customer_id", people.customer.uuid()),
        id("invited_by", people.account.uuid()),
        text("name", "Kim"),
        text("email", "kim@example.org"),
        text("role", "PAYER"),
        bytes("token_hash", number),
        text("status", "OPEN"),
        when("created_at", at),
        when("expires_at", at),
    ];
    let status = vec![
        id("account_id", people.account.uuid()),
        text("from_status", "ACTIVE"),
        text("to_status", "SUSPENDED"),
        text("reason", "r"),
        when("at", at),
    ];
    let look = vec![
        id("viewer_account_id", people.other.uuid()),
        text("viewer_kind", "STAFF"),
        id("subject_id", people.customer.uuid()),
        text("subject_kind", "CUSTOMER"),
        text("depth", "OPENED"),
        ("hour", i64::from(number).into()),
        text("request_id", "r"),
        when("at", at),
    ];
    vec![
        ("member_invitation", invitation, TimeDelta::days(90)),
        ("account_status_change", status, TimeDelta::days(1_095)),
        ("read_access", look, TimeDelta::days(1_095)),
    ]
}

fn told(people: &People, at: Instant, number: u8) -> Vec<Kind> {
    let notification = |event: u128| {
        vec![
            id("account_id", people.account.uuid()),
            id("event_id", Uuid::from_u128(event)),
            text("topic", "SECURITY"),
            text("kind", "NEW_DEVICE"),
            ("args", json!({}).into()),
            when("created_at", at),
        ]
    };
    let mut read = notification(u128::from(number));
    read.push(when("read_at", at));
    let mail = vec![
        text("template", "notice"),
        text("locale", "en-US"),
        text("recipient", "jo@example.org"),
        text("status", "SENT"),
        ("attempts", 1.into()),
        when("next_attempt_at", at),
        when("created_at", at),
        when("finished_at", at),
    ];
    vec![
        ("notification", read, TimeDelta::days(90)),
        ("notification", notification(1_000 + u128::from(number)), TimeDelta::days(730)),
        ("mail_message", mail, TimeDelta::days(30)),
    ]
}
