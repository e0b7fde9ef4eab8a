//! The audit log: append-only, sealed, verified.

use portico::db::audit as log;
use portico::db::{Reads as _, Tx};
use portico::identity::entity::account_link::LinkRole;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _};
use serde_json::{Value, json};

use super::{entries, names, sealed, staff};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::caller::Caller;

const VERIFY: &str = "{ verifyAudit { ok checked unsealed erased end endLink faults { seq kind entryId } } }";

async fn verified(caller: &Caller) -> Value {
    caller.gql(VERIFY, json!({})).await.ok()["verifyAudit"].clone()
}

/// An administrator, and a log with `count` entries of its own making and that of its sign-in.
async fn log_of(t: &TestApp, count: usize) -> Caller {
    let admin = staff(t, LinkRole::TenantAdmin).await;
    let document =
        "mutation($input: UnlockAccountInput!) { unlockAccount(input: $input) { userErrors { code } } }";
    for n in 0..count {
        let login = t.account().insert().await;
        let input = json!({ "accountId": login.id.to_string(), "reason": format!("reason {n}") });
        admin.gql(document, json!({ "input": input })).await.ok();
    }
    admin
}

both!(the_database_refuses_to_change_and_to_remove_entries, async |t: TestApp| {
    log_of(&t, 2).await;
    let attempts = async || {
        for sql in [
            "UPDATE audit_entry SET reason = 'another' WHERE tenant_id = $1",
            "UPDATE audit_entry SET actor_account_id = NULL WHERE tenant_id = $1",
            "UPDATE audit_entry SET at = '2020-01-01T00:00:00+00:00' WHERE tenant_id = $1",
            "UPDATE audit_entry SET reason = NULL WHERE tenant_id = $1",
            "UPDATE audit_entry SET seq = seq + 100, link = link WHERE tenant_id = $1",
            "DELETE FROM audit_entry WHERE tenant_id = $1",
        ] {
            let tx: Tx = t.scope().begin().await.expect("the database answers");
            let refused = tx.execute(sql, []).await.expect_err(sql).to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
    };
    attempts().await;
    assert_eq!(sealed(&t).await, 3);
    attempts().await;
    assert_eq!(entries(&t, "account.unlock").await.len(), 2);
});

both!(sealed_entries_are_whole_and_places_have_no_gap, async |t: TestApp| {
    let admin = log_of(&t, 5).await;
    let before = verified(&admin).await;
    assert_eq!(
        (&before["ok"], &before["checked"], &before["unsealed"]),
        (&json!(true), &json!("0"), &json!(6))
    );
    assert_eq!((sealed(&t).await, sealed(&t).await), (6, 0));
    let after = verified(&admin).await;
    assert_eq!((&after["ok"], &after["checked"], &after["unsealed"]), (&json!(true), &json!("6"), &json!(0)));
    assert_eq!(after["endLink"].as_str().map(str::len), Some(64));
    let mut all = entries(&t, "account.unlock").await;
    all.extend(entries(&t, "session.begin").await);
    let mut places: Vec<_> = all.iter().filter_map(|entry| entry.seq).collect();
    places.sort_unstable();
    assert_eq!(places, [1, 2, 3, 4, 5, 6]);
    for role in [LinkRole::Support, LinkRole::Billing] {
        staff(&t, role).await.gql(VERIFY, json!({})).await.assert_code("FORBIDDEN");
    }
});

both!(sealers_at_the_same_time_make_one_chain, async |t: TestApp| {
    let admin = log_of(&t, 6).await;
    let scopes = [t.scope(), t.scope(), t.scope()];
    let sealing = futures_util::future::join_all(scopes.iter().map(portico::audit::seal)).await;
    let all: usize = sealing.into_iter().map(|sealed| sealed.expect("sealed")).sum();
    assert_eq!(all, 7);
    assert_eq!(verified(&admin).await["ok"], true);
});

/// What somebody with the rights of the database's owner does, past the triggers.
async fn plant(t: &TestApp, backing: Backing, statements: &[&str]) {
    let tenant = t.facts().reference.id.0;
    let tenant = match backing {
        Backing::Embedded => format!("x'{}'", tenant.simple()),
        Backing::Services => format!("'{tenant}'"),
    };
    let (off, on): (&[&str], &[&str]) = match backing {
        Backing::Services => (
            &["ALTER TABLE audit_entry DISABLE TRIGGER USER"],
            &["ALTER TABLE audit_entry ENABLE TRIGGER USER"],
        ),
        Backing::Embedded => (
            &[
                "DROP TRIGGER IF EXISTS audit_entry_refuse_update",
                "DROP TRIGGER IF EXISTS audit_entry_refuse_delete",
            ],
            &[],
        ),
    };
    for sql in off.iter().chain(statements).chain(on) {
        t.raw().execute_unprepared(&sql.replace("$tenant", &tenant)).await.expect(sql);
    }
}

/// What is planted, by which statements, and what is found at which places.
type Case = (&'static str, &'static [&'static str], &'static [(i64, &'static str)]);

fn every_planted_fault_is_found(backing: Backing) {
    // A server of its own: the triggers are switched off meanwhile.
    on_own_server(
        backing,
        &format!("{} {backing:?}", module_path!()),
        |_| {},
        async |house: TestApp| {
            let cases: [Case; 7] = [
                (
                    "a reason",
                    &["UPDATE audit_entry SET reason = 'x' WHERE tenant_id = $tenant AND seq = 3"],
                    &[(3, "VALUE_CHANGED")],
                ),
                (
                    "a value",
                    &["UPDATE audit_entry SET value_after = '{}' WHERE tenant_id = $tenant AND seq = 3"],
                    &[(3, "VALUE_CHANGED")],
                ),
                (
                    "an actor",
                    &["UPDATE audit_entry SET actor_account_id = NULL WHERE tenant_id = $tenant AND seq = 3"],
                    &[(3, "ENTRY_CHANGED")],
                ),
                (
                    "a removal",
                    &["DELETE FROM audit_entry WHERE tenant_id = $tenant AND seq = 3"],
                    &[(3, "MISSING")],
                ),
                (
                    "a removal at the end",
                    &["DELETE FROM audit_entry WHERE tenant_id = $tenant AND seq = 6"],
                    &[(6, "MISSING")],
                ),
                (
                    "an exchange",
                    &[
                        "UPDATE audit_entry SET seq = -3 WHERE tenant_id = $tenant AND seq = 3",
                        "UPDATE audit_entry SET seq = 3 WHERE tenant_id = $tenant AND seq = 4",
                        "UPDATE audit_entry SET seq = 4 WHERE tenant_id = $tenant AND seq = -3",
                    ],
                    &[(3, "ENTRY_CHANGED"), (4, "ENTRY_CHANGED"), (5, "ENTRY_CHANGED")],
                ),
                (
                    "an erasure that nobody owns up to",
                    &[
                        "UPDATE audit_entry SET reason = NULL, value_before = NULL, value_after = NULL, salt = NULL WHERE tenant_id = $tenant AND seq = 3",
                    ],
                    &[(3, "ERASED_SILENTLY")],
                ),
            ];
            for (what, statements, expected) in cases {
                let t = house.tenant().await;
                let admin = log_of(&t, 5).await;
                assert_eq!(sealed(&t).await, 6);
                assert_eq!(verified(&admin).await["ok"], true);
                plant(&t, backing, statements).await;
                let found = verified(&admin).await;
                assert_eq!(found["ok"], false, "{what}");
                let faults: Vec<(i64, &str)> = found["faults"]
                    .as_array()
                    .expect("a list")
                    .iter()
                    .map(|f| {
                        (
                            f["seq"].as_str().expect("text").parse().expect("a number"),
                            f["kind"].as_str().expect("text"),
                        )
                    })
                    .collect();
                assert_eq!(faults, expected, "{what}");
            }
        },
    );
}

#[test]
fn every_planted_fault_is_found_embedded() {
    every_planted_fault_is_found(Backing::Embedded);
}

#[test]
fn every_planted_fault_is_found_services() {
    every_planted_fault_is_found(Backing::Services);
}

both!(values_can_be_erased_and_the_chain_stays_whole, async |t: TestApp| {
    let admin = log_of(&t, 3).await;
    let entry = entries(&t, "account.unlock").await.remove(1);
    let document = "mutation($input: EraseAuditValuesInput!) { eraseAuditValues(input: $input) { erasedEntryId userErrors { code field } } }";
    let erase = async |id: String, reason: &str| {
        admin.gql(document, json!({ "input": { "entryId": id, "reason": reason } })).await
    };
    assert_eq!(erase(entry.id.to_string(), " ").await.user_errors("eraseAuditValues"), ["INVALID_REASON"]);
    // Not sealed yet: it is, before it is erased.
    assert!(erase(entry.id.to_string(), "article 17").await.user_errors("eraseAuditValues").is_empty());
    assert_eq!(
        erase(entry.id.to_string(), "article 17").await.user_errors("eraseAuditValues"),
        ["NOTHING_TO_ERASE"]
    );
    sealed(&t).await;
    let after = entries(&t, "account.unlock").await.remove(1);
    assert_eq!((after.reason, after.salt, after.link.is_some()), (None, None, true));
    assert_eq!((after.actor_account_id, after.subject), (entry.actor_account_id, entry.subject));
    let found = verified(&admin).await;
    assert_eq!((&found["ok"], &found["erased"], &found["faults"]), (&json!(true), &json!("1"), &json!([])));
    let [erasure] = entries(&t, "audit.erase").await.try_into().expect("one entry");
    assert_eq!((erasure.subject, erasure.reason.as_deref()), (entry.id.to_string(), Some("article 17")));
    assert_eq!(
        erase(erasure.id.to_string(), "again").await.user_errors("eraseAuditValues"),
        ["NOTHING_TO_ERASE"]
    );
    let abroad = log_of(&t.tenant().await, 1).await;
    let theirs = abroad
        .gql(document, json!({ "input": { "entryId": entry.id.to_string(), "reason": "curious" } }))
        .await;
    assert_eq!(theirs.user_errors("eraseAuditValues"), ["NOT_FOUND"]);
});

both!(the_log_is_read_by_pages_and_filters_at_constant_cost, async |t: TestApp| {
    let admin = log_of(&t, 7).await;
    let list = "query($n: Int, $after: String, $filter: AuditEntryFilter) { auditEntries(first: $n, after: $after, filter: $filter) {
        totalCount nodes { id at action subject actorName actorKind reason before after requestId seq erased } pageInfo { hasNextPage endCursor } } }";
    let all = admin.gql(list, json!({ "n": 50 })).await;
    let all_ids = names(&all.ok()["auditEntries"]["nodes"], "id");
    assert_eq!(all_ids.len(), 8);
    let (mut paged, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = admin.gql(list, json!({ "n": 3, "after": after })).await;
        paged.extend(names(&page.ok()["auditEntries"]["nodes"], "id"));
        after = page.ok()["auditEntries"]["pageInfo"]["endCursor"].clone();
        if page.ok()["auditEntries"]["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(paged, all_ids);
    let one = admin.gql(list, json!({ "n": 1 })).await;
    assert_eq!(one.statements(), all.statements());
    let only = admin.gql(list, json!({ "n": 9, "filter": { "action": "session.begin" } })).await;
    assert_eq!(only.ok()["auditEntries"]["totalCount"], 1);
    let unlock = entries(&t, "account.unlock").await.remove(0);
    let only = admin.gql(list, json!({ "n": 9, "filter": { "subjectId": unlock.subject } })).await;
    let node = &only.ok()["auditEntries"]["nodes"][0];
    assert_eq!((&node["reason"], &node["actorKind"]), (&json!(unlock.reason), &json!("STAFF")));
    staff(&t, LinkRole::Support).await.gql(list, json!({ "n": 1 })).await.assert_code("FORBIDDEN");
    let scope = t.scope();
    let unsealed = scope.select::<log::Entity>().filter(log::Column::Link.is_null()).count().await;
    assert_eq!(unsealed.expect("the database answers"), 9);
});
