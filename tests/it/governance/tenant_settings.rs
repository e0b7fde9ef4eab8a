//! `tenantSettings` and `updateTenantSettings`.

use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::{entries, staff};
use crate::support::app::{Backing, TestApp, on_own_server, on_shared_server};
use crate::support::authenticator::step_up;
use crate::support::caller::Caller;
use crate::support::program::Program;
use crate::support::reply::Reply;
use crate::support::wait::until;

const SETTINGS: &str =
    "{ tenantSettings { version branding { primaryColor supportPhone } portal { billing rememberMe }
    passwordPolicy { minLength maxAgeDays } secondFactor { requiredFor } } }";
const UPDATE: &str = "mutation($input: UpdateTenantSettingsInput!) { updateTenantSettings(input: $input) {
    settings { version portal { billing } passwordPolicy { minLength } secondFactor { requiredFor } }
    userErrors { code message field retryable } } }";

async fn update(caller: &Caller, input: Value) -> Reply {
    caller.gql(UPDATE, json!({ "input": input })).await
}

async fn administrator(t: &TestApp) -> Caller {
    let caller = staff(t, LinkRole::TenantAdmin).await;
    step_up(&caller).await;
    caller
}

both!(an_administrator_changes_settings_and_sees_them_at_once, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let before = admin.gql(SETTINGS, json!({})).await.ok()["tenantSettings"].clone();
    assert_eq!(before["version"], 1);
    let change = json!({
        "expectedVersion": 1,
        "portal": { "billing": false },
        "passwordPolicy": { "minLength": 20, "maxAgeDays": 365 },
        "secondFactor": { "requiredFor": ["OWNER", "TENANT_ADMIN"] },
        "branding": { "supportPhone": "+49401234567" },
    });
    let early = update(&admin, change.clone()).await;
    assert_eq!(early.user_errors("updateTenantSettings"), ["STEP_UP_REQUIRED"]);
    step_up(&admin).await;
    let done = update(&admin, change.clone()).await;
    let settings = &done.ok()["updateTenantSettings"]["settings"];
    assert_eq!(settings["version"], 2, "{}", done.text);
    assert_eq!(settings["secondFactor"]["requiredFor"], json!(["OWNER", "TENANT_ADMIN"]));
    let after = admin.gql(SETTINGS, json!({})).await.ok()["tenantSettings"].clone();
    assert_eq!(after["passwordPolicy"], json!({ "minLength": 20, "maxAgeDays": 365 }));
    assert_eq!(after["portal"], json!({ "billing": false, "rememberMe": true }), "the rest stays");
    assert_eq!(after["branding"]["supportPhone"], "+49401234567");

    let [entry] = entries(&t, "tenant.update_settings").await.try_into().expect("one entry");
    let kept = |text: Option<String>| -> Value { serde_json::from_str(&text.expect("kept")).expect("JSON") };
    assert_eq!(
        kept(entry.value_before),
        json!({ "portal.billing": true, "password_policy.min_length": 15, "password_policy.max_age_days": null,
                "second_factor.required_for": [], "branding.support_phone": null })
    );
    assert_eq!(kept(entry.value_after)["second_factor.required_for"], json!(["OWNER", "TENANT_ADMIN"]));

    let stale = update(&admin, change).await;
    assert_eq!(stale.user_errors("updateTenantSettings"), ["CONFLICT"]);
    let cleared = update(&admin, json!({ "passwordPolicy": { "maxAgeDays": null } })).await;
    assert!(cleared.user_errors("updateTenantSettings").is_empty(), "{}", cleared.text);
    let after = admin.gql(SETTINGS, json!({})).await.ok()["tenantSettings"].clone();
    assert_eq!(after["passwordPolicy"]["maxAgeDays"], Value::Null);

    for role in [LinkRole::Support, LinkRole::Billing, LinkRole::Noc] {
        let other = staff(&t, role).await;
        step_up(&other).await;
        update(&other, json!({})).await.assert_code("FORBIDDEN");
        other.gql(SETTINGS, json!({})).await.assert_code("FORBIDDEN");
    }
});

both!(everything_that_is_wrong_is_told_and_nothing_is_changed, async |t: TestApp| {
    let admin = administrator(&t).await;
    let reply = update(
        &admin,
        json!({
            "portal": { "billing": false },
            "passwordPolicy": { "minLength": 4, "history": 200 },
            "branding": { "primaryColor": "red", "logoUrl": "http://isp.example/logo.png", "supportEmail": "nobody" },
        }),
    )
    .await;
    let errors = reply.ok()["updateTenantSettings"]["userErrors"].as_array().expect("a list").clone();
    let mut fields: Vec<&str> = errors.iter().filter_map(|error| error["field"].as_str()).collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "branding.logoUrl",
            "branding.primaryColor",
            "branding.supportEmail",
            "passwordPolicy.history",
            "passwordPolicy.minLength",
        ]
    );
    assert!(errors.iter().all(|error| error["code"] == "INVALID_VALUE"));
    let after = admin.gql(SETTINGS, json!({})).await.ok()["tenantSettings"].clone();
    assert_eq!((&after["version"], &after["portal"]["billing"]), (&json!(1), &json!(true)));
});

/// Administrators who have seen the same version: one of them wins.
#[test]
fn of_changes_at_once_one_wins() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        let callers = [administrator(&t).await, administrator(&t).await, administrator(&t).await];
        let change = |length: i32| json!({ "expectedVersion": 1, "passwordPolicy": { "minLength": length } });
        let replies = tokio::join!(
            update(&callers[0], change(16)),
            update(&callers[1], change(17)),
            update(&callers[2], change(18))
        );
        let replies = [replies.0, replies.1, replies.2];
        let won = replies.iter().filter(|reply| reply.user_errors("updateTenantSettings").is_empty()).count();
        assert_eq!(won, 1);
        let after = callers[0].gql(SETTINGS, json!({})).await.ok()["tenantSettings"]["version"].clone();
        assert_eq!(after, 2);
    });
}

/// What is changed at one server is what all go by, ten seconds later at most.
#[test]
fn every_replica_goes_by_it() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let replica = Program::serve(t.config(), &[]);
            let policy = "{ tenant { passwordPolicy { minLength } } }";
            let (here, there) = (t.anonymous(), t.anonymous().at_port(replica.port()));
            for caller in [&here, &there] {
                let reply = caller.gql(policy, json!({})).await;
                assert_eq!(reply.ok()["tenant"]["passwordPolicy"]["minLength"], 15);
            }
            let admin = administrator(&t).await;
            let done = update(&admin, json!({ "passwordPolicy": { "minLength": 21 } })).await;
            assert!(done.user_errors("updateTenantSettings").is_empty(), "{}", done.text);
            until("both go by it", async || {
                let (here, there) = tokio::join!(here.gql(policy, json!({})), there.gql(policy, json!({})));
                [here, there].iter().all(|reply| reply.ok()["tenant"]["passwordPolicy"]["minLength"] == 21)
            })
            .await;
            replica.stop();
        },
    );
}

const BILLING: &str = "{ tenantSettings { version billing { lowBalanceMinor dunning {
    steps { afterDays action } minimums { currency minor }
    arrangements { offered maxInstalments firstWithinDays withinDays pauseAfterBrokenDays } } } } }";

both!(an_administrator_says_how_what_is_overdue_is_asked_for, async |t: TestApp| {
    let admin = administrator(&t).await;
    let seen = async || admin.gql(BILLING, json!({})).await.ok()["tenantSettings"].clone();
    let before = seen().await;
    assert_eq!(
        before["billing"],
        json!({ "lowBalanceMinor": null, "dunning": { "steps": [], "minimums": [], "arrangements": {
            "offered": true, "maxInstalments": 3, "firstWithinDays": 14, "withinDays": 60,
            "pauseAfterBrokenDays": 90 } } })
    );
    let steps =
        json!([{ "afterDays": 0, "action": "REMINDER" }, { "afterDays": 14, "action": "SUSPENSION" }]);
    let minimums = json!([{ "currency": "EUR", "minor": "1000" }]);
    let change = json!({ "expectedVersion": before["version"], "billing": {
        "lowBalanceMinor": "2000",
        "dunning": { "steps": steps, "minimums": minimums, "arrangements": { "maxInstalments": 6 } },
    } });
    let reply = update(&admin, change.clone()).await;
    assert!(reply.user_errors("updateTenantSettings").is_empty(), "{}", reply.text);
    let after = seen().await;
    assert_eq!(
        after["billing"],
        json!({ "lowBalanceMinor": "2000", "dunning": { "steps": steps, "minimums": minimums, "arrangements": {
            "offered": true, "maxInstalments": 6, "firstWithinDays": 14, "withinDays": 60,
            "pauseAfterBrokenDays": 90 } } })
    );
    let [entry] = entries(&t, "tenant.update_settings").await.try_into().expect("one entry");
    let kept: Value = serde_json::from_str(&entry.value_before.expect("kept")).expect("JSON");
    assert_eq!(
        kept,
        json!({ "billing.low_balance_minor": null, "billing.dunning.steps": [], "billing.dunning.minimums": [],
                "billing.dunning.arrangements.max_instalments": 3 })
    );
    assert_eq!(update(&admin, change).await.user_errors("updateTenantSettings"), ["CONFLICT"]);

    let wrong = json!({ "billing": {
        "lowBalanceMinor": "-1",
        "dunning": {
            "steps": [{ "afterDays": 7, "action": "SUSPENSION" }, { "afterDays": 9, "action": "REMINDER" }],
            "minimums": [{ "currency": "EUR", "minor": "1" }, { "currency": "EUR", "minor": "2" }],
            "arrangements": { "maxInstalments": 25, "firstWithinDays": 61 },
        },
    } });
    let reply = update(&admin, wrong).await;
    let errors = reply.ok()["updateTenantSettings"]["userErrors"].as_array().expect("a list").clone();
    let mut fields: Vec<&str> = errors.iter().filter_map(|error| error["field"].as_str()).collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "billing.dunning.arrangements.firstWithinDays",
            "billing.dunning.arrangements.maxInstalments",
            "billing.dunning.minimums",
            "billing.dunning.steps",
            "billing.lowBalanceMinor",
        ]
    );
    assert!(errors.iter().all(|error| error["code"] == "INVALID_VALUE"), "{}", reply.text);
    let cleared = update(&admin, json!({ "billing": { "lowBalanceMinor": null } })).await;
    assert!(cleared.user_errors("updateTenantSettings").is_empty(), "{}", cleared.text);
    assert_eq!(seen().await["billing"]["lowBalanceMinor"], Value::Null);
    assert_eq!(seen().await["billing"]["dunning"], after["billing"]["dunning"], "the rest stays");
});
