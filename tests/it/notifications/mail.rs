//! What notifications come by mail.

use portico::db::Reads as _;
use portico::events::entity::event_listener;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::portal_account;
use portico::notifications::NotificationListener;
use sea_orm::ColumnTrait as _;
use serde_json::json;

use super::preferences::UPDATE;
use super::{INBOX, bill, unread_is};
use crate::support::app::TestApp;
use crate::support::authenticator::step_up;
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;
use crate::support::wait::until;

/// One that no list has.
const LONG: &str = "vellum quarry tangerine sixpence";

async fn want_bills_by_mail(caller: &Caller, enabled: bool) {
    let change = json!([{ "topic": "BILLING", "channel": "MAIL", "enabled": enabled }]);
    let reply = caller.gql(UPDATE, json!({ "changes": change })).await;
    assert!(reply.user_errors("updateNotificationPreferences").is_empty(), "{}", reply.text);
}

/// Template and address of every mail of the tenant.
async fn queued(t: &TestApp) -> Vec<(String, String)> {
    t.queue().await.into_iter().map(|mail| (mail.template, mail.recipient)).collect()
}

/// A customer whose bills go nowhere by themselves: what is mailed is a notification.
async fn customer(t: &TestApp) -> portico::customers::entity::customer::Model {
    t.customer().with(|customer| customer.email = None).insert().await
}

/// What the inbox tells of, by name: the clock stands still, so the order is left to the ids.
async fn kinds(caller: &Caller) -> Vec<String> {
    let reply = caller.gql(INBOX, json!({ "n": 20 })).await;
    let nodes = reply.ok()["viewer"]["notifications"]["nodes"].as_array().expect("a list").clone();
    let mut kinds: Vec<String> =
        nodes.iter().map(|node| node["kind"].as_str().expect("a kind").to_owned()).collect();
    kinds.sort_unstable();
    kinds
}

both!(bills_are_mailed_to_those_who_ask_for_it_and_have_an_address, async |t: TestApp| {
    let alice = customer(&t).await;
    let member = |role: LinkRole| t.account().member_of(&alice, role);
    let wants = member(LinkRole::Owner).email("wants@example.org").insert().await;
    let silent = member(LinkRole::Payer).email("silent@example.org").insert().await;
    let homeless = member(LinkRole::Viewer).insert().await;
    let tx = t.scope().begin().await.expect("the database answers");
    let german = tx.update::<portal_account::Entity>().set(portal_account::Column::Locale, "de-DE");
    german.filter(portal_account::Column::Id.eq(wants.id)).run().await.expect("the database answers");
    tx.commit().await.expect("the database answers");
    let (wants, silent, homeless) =
        (t.sign_in_as(&wants).await, t.sign_in_as(&silent).await, t.sign_in_as(&homeless).await);
    want_bills_by_mail(&homeless, true).await;

    bill(&t, &alice, 10_00).await;
    for reader in [&wants, &silent, &homeless] {
        unread_is(reader, 1).await;
    }
    assert_eq!(queued(&t).await, [], "off unless somebody asks");

    want_bills_by_mail(&wants, true).await;
    bill(&t, &alice, 39_90).await;
    unread_is(&wants, 2).await;
    assert_eq!(queued(&t).await, [("notice".to_owned(), "wants@example.org".to_owned())]);
    let mail = t.next_mail().await.mail;
    assert_eq!(mail.to.address, "wants@example.org");
    assert!(mail.subject.starts_with("Rechnung INV-"), "the reader's language: {}", mail.subject);
    assert!(mail.text.contains("Guten Tag") && mail.text.contains("39,90"), "{}", mail.text);

    want_bills_by_mail(&wants, false).await;
    bill(&t, &alice, 10_00).await;
    unread_is(&wants, 3).await;
    assert_eq!(queued(&t).await.len(), 1, "off again");
});

both!(an_event_that_is_replayed_is_neither_mailed_nor_told_again, async |t: TestApp| {
    let alice = customer(&t).await;
    let one = t.account().member_of(&alice, LinkRole::Owner).email("one@example.org").insert().await;
    let other = t.account().member_of(&alice, LinkRole::Payer).email("other@example.org").insert().await;
    let (one, other) = (t.sign_in_as(&one).await, t.sign_in_as(&other).await);
    want_bills_by_mail(&one, true).await;
    want_bills_by_mail(&other, true).await;
    for _ in 0..2 {
        bill(&t, &alice, 10_00).await;
    }
    unread_is(&one, 2).await;
    assert_eq!(queued(&t).await.len(), 4, "each event once for each account");
    assert_eq!(t.mails().await.len(), 4);

    let scope = t.scope();
    let tx = scope.begin().await.expect("the database answers");
    tx.update::<event_listener::Entity>()
        .set(event_listener::Column::Position, 0)
        .run()
        .await
        .expect("the database answers");
    tx.commit().await.expect("the database answers");
    let listener = NotificationListener { keyring: t.keyring() };
    portico::events::run_listener(&scope, &listener).await.expect("the database answers");
    // By whichever listener: the server's own may have been first.
    until("everything is heard again", async || {
        let rows = scope.select::<event_listener::Entity>().all().await.expect("the database answers");
        rows.iter().all(|row| row.position >= 4)
    })
    .await;
    assert_eq!(queued(&t).await.len(), 4);
    assert!(t.mails().await.is_empty());
    for reader in [one, other] {
        assert_eq!(kinds(&reader).await, ["INVOICE_FINALIZED", "INVOICE_FINALIZED"]);
    }
});

both!(what_an_account_proves_itself_by_does_not_change_unnoticed, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).email("ann@example.org").insert().await;
    let enrolled = t.enrolled(&login).await;
    let caller = enrolled.caller;
    unread_is(&caller, 1).await;
    let mail = t.next_mail().await.mail;
    assert_eq!(
        (mail.to.address.as_str(), mail.subject.as_str()),
        ("ann@example.org", "Authenticator app set up")
    );
    assert!(mail.text.contains("If this was not you"), "{}", mail.text);

    // An intruder cannot have it otherwise.
    let off = json!([{ "topic": "SECURITY", "channel": "MAIL", "enabled": false }]);
    let reply = caller.gql(UPDATE, json!({ "changes": off })).await;
    assert_eq!(reply.user_errors("updateNotificationPreferences"), ["NOT_OPTIONAL"]);

    let remove = "mutation { removeTotp { session { id } userErrors { code } } }";
    assert!(caller.gql(remove, json!({})).await.user_errors("removeTotp").is_empty());
    unread_is(&caller, 2).await;
    assert_eq!(t.next_mail().await.mail.subject, "Authenticator app removed");

    let change = "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { session { id } userErrors { code } } }";
    let input = json!({ "currentPassword": PASSWORD, "newPassword": LONG });
    let reply = caller.gql(change, json!({ "input": input })).await;
    assert!(reply.user_errors("changePassword").is_empty(), "{}", reply.text);
    unread_is(&caller, 3).await;
    assert_eq!(
        t.next_mail().await.mail.subject,
        "Your Example Fibre password was changed",
        "the one mail of it"
    );
    assert_eq!(kinds(&caller).await, ["PASSWORD_CHANGED", "TOTP_ADDED", "TOTP_REMOVED"]);
    assert_eq!(t.queue().await.len(), 3);
});

both!(passkeys_come_and_go_by_name, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).email("ann@example.org").insert().await;
    let cursor = t.sign_in_as(&login).await.gql("{ viewer { eventCursor } }", json!({})).await;
    let cursor = cursor.ok()["viewer"]["eventCursor"].clone();
    let owner = t.with_passkey(&login, 1).await;
    let added = t.next_mail().await.mail;
    assert_eq!(added.subject, "Passkey added");
    step_up(&owner.caller).await;
    let remove =
        "mutation($id: ID!) { removePasskey(input: { id: $id }) { session { id } userErrors { code } } }";
    let reply = owner.caller.gql(remove, json!({ "id": owner.id })).await;
    assert!(reply.user_errors("removePasskey").is_empty(), "{}", reply.text);
    let removed = t.next_mail().await.mail;
    assert_eq!(removed.subject, "Passkey removed");
    let name = removed.text.split(['“', '”']).nth(1).expect("its name");
    assert!(added.text.contains(&format!("“{name}”")), "{}", added.text);
    assert_eq!(kinds(&owner.caller).await, ["NEW_DEVICE", "PASSKEY_ADDED", "PASSKEY_REMOVED"]);

    // Open pages hear of it too.
    let mut socket = owner.caller.live().await;
    let events = format!(
        "subscription {{ portalEvents(after: {cursor}, types: [PASSKEY_ADDED, PASSKEY_REMOVED]) {{ type ... on CredentialEvent {{ passkeyName }} }} }}"
    );
    socket.subscribe("e", &events).await;
    for happened in ["PASSKEY_ADDED", "PASSKEY_REMOVED"] {
        let event = socket.message().await;
        assert_eq!(
            event["payload"]["data"]["portalEvents"],
            json!({ "type": happened, "passkeyName": name }),
            "{event}"
        );
    }
});
