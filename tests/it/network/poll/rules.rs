//! What is worth an alarm, as staff says.

use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use crate::network::{done, member, refused, send, staff};
use crate::support::app::TestApp;
use crate::support::caller::Caller;

const RULE: &str =
    "rule { id name metric comparison level settleSeconds severity deviceKind active version }";

fn terms(name: &str) -> Value {
    json!({ "name": name, "metric": "CPU", "level": "900", "settleSeconds": 300, "severity": "WARNING" })
}

async fn create(noc: &Caller, terms: Value) -> Value {
    send(noc, "createAlertRule", json!({ "terms": terms }), RULE).await
}

async fn listed(caller: &Caller, retired: bool) -> Value {
    let document = "query($retired: Boolean!) { alertRules(retired: $retired) { name active } }";
    caller.gql(document, json!({ "retired": retired })).await.ok()["alertRules"].clone()
}

both!(a_rule_is_made_changed_and_retired, async |t: TestApp| {
    let noc = staff(&t, LinkRole::Noc).await;
    let made = done(create(&noc, terms(" Busy ")).await)["rule"].clone();
    assert_eq!(
        (&made["name"], &made["comparison"], &made["level"], &made["deviceKind"], &made["version"]),
        (&json!("Busy"), &json!("ABOVE"), &json!("900"), &json!(null), &json!(1))
    );
    let mut other = terms("Busy switch");
    other["deviceKind"] = json!("SWITCH");
    let input = json!({ "ruleId": made["id"], "terms": other, "expectedVersion": 1 });
    let changed = done(send(&noc, "updateAlertRule", input.clone(), RULE).await)["rule"].clone();
    assert_eq!((&changed["deviceKind"], &changed["version"]), (&json!("SWITCH"), &json!(2)));
    let stale = send(&noc, "updateAlertRule", input, RULE).await;
    assert_eq!(refused(&stale), ("CONFLICT", "expectedVersion"));
    let support = staff(&t, LinkRole::Support).await;
    assert_eq!(listed(&support, false).await, json!([{ "name": "Busy switch", "active": true }]));
    let retire = json!({ "ruleId": made["id"] });
    done(send(&noc, "retireAlertRule", retire.clone(), RULE).await);
    assert_eq!(refused(&send(&noc, "retireAlertRule", retire, RULE).await), ("ALREADY_DONE", "ruleId"));
    assert_eq!(listed(&support, false).await, json!([]));
    assert_eq!(listed(&support, true).await, json!([{ "name": "Busy switch", "active": false }]));
    assert_eq!(refused(&create(&noc, terms("Busy switch")).await), ("NAME_TAKEN", "name"));
});

both!(what_is_wrong_with_a_rule_is_named, async |t: TestApp| {
    let noc = staff(&t, LinkRole::Noc).await;
    for (field, value) in [
        ("name", json!("  ")),
        ("name", json!("a".repeat(81))),
        ("level", json!(null)),
        ("level", json!("1001")),
        ("settleSeconds", json!(-1)),
        ("settleSeconds", json!(86_401)),
    ] {
        let mut wrong = terms("Busy");
        wrong[field] = value;
        assert_eq!(refused(&create(&noc, wrong.clone()).await), ("INVALID_INPUT", field), "{wrong}");
    }
    let down = json!({ "name": "Down", "metric": "DEVICE_DOWN", "level": "1", "severity": "CRITICAL" });
    assert_eq!(refused(&create(&noc, down).await), ("INVALID_INPUT", "level"));
    assert_eq!(listed(&noc, false).await, json!([]), "nothing was written");
});

both!(rules_are_the_staff_s_own, async |t: TestApp| {
    let noc = staff(&t, LinkRole::Noc).await;
    let made = done(create(&noc, terms("Busy")).await)["rule"]["id"].clone();
    let customer = t.customer().insert().await;
    let document =
        "mutation($input: CreateAlertRuleInput!) { createAlertRule(input: $input) { userErrors { code } } }";
    let input = json!({ "input": { "terms": terms("Mine") } });
    for caller in [
        member(&t, &customer, LinkRole::Owner).await,
        staff(&t, LinkRole::Support).await,
        staff(&t, LinkRole::Billing).await,
    ] {
        caller.gql(document, input.clone()).await.assert_code("FORBIDDEN");
    }
    t.anonymous().gql(document, input).await.assert_code("UNAUTHENTICATED");
    let abroad = staff(&t.tenant().await, LinkRole::TenantAdmin).await;
    assert_eq!(listed(&abroad, false).await, json!([]));
    let theirs = send(&abroad, "retireAlertRule", json!({ "ruleId": made }), RULE).await;
    let nobodys = json!({ "ruleId": "alr_01kb0000000000000000n0b0d0" });
    assert_eq!(theirs, send(&abroad, "retireAlertRule", nobodys, RULE).await, "the same bytes");
    assert_eq!(refused(&theirs), ("NOT_FOUND", "ruleId"));
    assert_eq!(listed(&noc, false).await, json!([{ "name": "Busy", "active": true }]));
});
