//! What an account wants to be notified of.

use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::{INBOX, bill, unread_is};
use crate::support::app::TestApp;

const READ: &str = "{ viewer { notificationPreferences { topic channel enabled optional } } }";
pub(crate) const UPDATE: &str = "mutation($changes: [NotificationPreferenceInput!]!) { updateNotificationPreferences(input: { preferences: $changes }) { \
    preferences { topic channel enabled } userErrors { code field } } }";

fn enabled(preferences: &Value, topic: &str, channel: &str) -> bool {
    let found = preferences.as_array().expect("a list").iter();
    let mut found = found.filter(|entry| entry["topic"] == topic && entry["channel"] == channel);
    found.next().expect("every pair is listed")["enabled"].as_bool().expect("yes or no")
}

both!(what_is_turned_off_does_not_come, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let quiet = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let loud = t.account().member_of(&alice, LinkRole::Payer).insert().await;
    let (quiet, loud) = (t.sign_in_as(&quiet).await, t.sign_in_as(&loud).await);
    let before = quiet.gql(READ, json!({})).await;
    assert!(enabled(&before.ok()["viewer"]["notificationPreferences"], "BILLING", "INBOX"), "by default");

    let off = json!({ "changes": [{ "topic": "BILLING", "channel": "INBOX", "enabled": false }] });
    for _ in 0..2 {
        let reply = quiet.gql(UPDATE, off.clone()).await;
        let payload = &reply.ok()["updateNotificationPreferences"];
        assert_eq!(payload["userErrors"], json!([]));
        assert!(!enabled(&payload["preferences"], "BILLING", "INBOX"));
    }
    bill(&t, &alice, 10_00).await;
    unread_is(&loud, 1).await;
    let inbox = quiet.gql(INBOX, json!({ "n": 1 })).await;
    assert_eq!(inbox.ok()["viewer"]["notifications"]["totalCount"], 0);

    let on = json!({ "changes": [{ "topic": "BILLING", "channel": "INBOX", "enabled": true }] });
    quiet.gql(UPDATE, on).await.ok();
    bill(&t, &alice, 10_00).await;
    unread_is(&quiet, 1).await;
});

both!(what_keeps_an_account_safe_cannot_be_turned_off, async |t: TestApp| {
    let login = t.account().insert().await;
    let caller = t.sign_in_as(&login).await;
    let security = json!({ "topic": "SECURITY", "channel": "INBOX", "enabled": false });
    let billing = json!({ "topic": "BILLING", "channel": "INBOX", "enabled": false });
    let refused = caller.gql(UPDATE, json!({ "changes": [billing, security] })).await;
    assert_eq!(
        refused.ok()["updateNotificationPreferences"],
        json!({ "preferences": null, "userErrors": [{ "code": "NOT_OPTIONAL", "field": "preferences.1" }] })
    );
    let twice = caller.gql(UPDATE, json!({ "changes": [billing, billing] })).await;
    assert_eq!(twice.user_errors("updateNotificationPreferences"), ["REPEATED"]);
    let now = caller.gql(READ, json!({})).await;
    assert!(enabled(&now.ok()["viewer"]["notificationPreferences"], "BILLING", "INBOX"), "all or nothing");
    let many: Vec<Value> = (0..51).map(|_| billing.clone()).collect();
    caller.gql(UPDATE, json!({ "changes": many })).await.assert_code("BAD_USER_INPUT");
});
