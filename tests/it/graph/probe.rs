//! Threats row 7: someone else's id, at every argument that takes one, is answered with the same bytes as an id that never
//! existed, and nothing changes. The probe is made from the SDL, so a new field is covered the day it appears.

use std::collections::{HashMap, HashSet};

use portico::db::Reads as _;
use portico::db::audit as audit_entry;
use portico::identity::entity::account_link::{self, LinkRole, LinkStatus};
use portico::identity::entity::portal_account;
use portico::kernel::ids::{AccountId, TypedId as _};
use sea_orm::Set;
use serde_json::{Value, json};

use super::cast::Cast;
use super::sdl::{Sdl, named};
use crate::support::app::TestApp;
use crate::support::authenticator::step_up;
use crate::support::caller::Caller;

/// A document with a place for an id.
struct Probe {
    coordinate: String,
    document: Box<dyn Fn(&str) -> String>,
}

/// Every root field that takes an ID anywhere in its arguments, asking for all scalars of what comes back.
fn probes() -> Vec<Probe> {
    let sdl = Sdl::read();
    let mut probes = Vec::new();
    for (root, kind) in [("Query", "query"), ("Mutation", "mutation")] {
        for field in sdl.fields(root) {
            if !field.arguments.iter().any(|argument| sdl.holds_id(&argument.node.ty.node)) {
                continue;
            }
            let name = field.name.node.to_string();
            let selection = selection(sdl, named(&field.ty.node));
            let arguments = field.arguments.iter().map(|argument| argument.node.clone()).collect::<Vec<_>>();
            let field_name = name.clone();
            probes.push(Probe {
                coordinate: format!("{root}.{name}"),
                document: Box::new(move |id| {
                    let sdl = Sdl::read();
                    let arguments: Vec<String> =
                        arguments.iter().filter_map(|argument| sdl.argument(argument, id)).collect();
                    beside(format!("{kind} {{ {field_name}({}) {selection} }}", arguments.join(", ")), id)
                }),
            });
        }
    }
    probes
}

/// All scalar fields without arguments, two levels deep.
fn selection(sdl: &Sdl, ty: &str) -> String {
    let mut parts = vec!["__typename".to_owned()];
    for field in sdl.fields(ty).into_iter().filter(|field| field.arguments.is_empty()) {
        let of = named(&field.ty.node);
        if !sdl.is_composite(of) {
            parts.push(field.name.node.to_string());
        } else if sdl.fields(of).iter().any(|inner| inner.name.node == "code") {
            parts.push(format!("{} {{ code message field }}", field.name.node));
        } else {
            parts.push(format!("{} {{ __typename }}", field.name.node));
        }
    }
    if ty == "Node" {
        parts.push("id".to_owned());
    }
    format!("{{ {} }}", parts.join(" "))
}

/// An id of the same type that never existed.
fn never_existed(id: &str) -> String {
    let (prefix, _) = id.split_once('_').expect("a TypeID");
    format!("{prefix}_01kb0000000000000000n0b0d0")
}

/// The fields that stand beside others in one input, and the prefix of the ids that they take.
const TAKES: [(&str, &str); 21] = [
    ("customerId", "cus"),
    ("planId", "pln"),
    ("subscriptionId", "sub"),
    ("packId", "tpk"),
    ("invoiceId", "inv"),
    ("invoiceLineId", "lin"),
    ("creditNoteId", "crn"),
    ("methodId", "pmt"),
    ("serviceId", "sub"),
    ("ticketId", "tkt"),
    ("incidentId", "inc"),
    ("attachmentIds", "att"),
    ("teamId", "tea"),
    ("assigneeId", "acc"),
    ("accountId", "acc"),
    ("cannedReplyId", "can"),
    ("deviceId", "ndv"),
    ("siteId", "sit"),
    ("parentId", "ndv"),
    ("interfaceId", "dif"),
    ("managementNetworkId", "mgn"),
];

/// Where a field takes the id, fields of other types get one of theirs that never existed: with the same id they would be
/// refused for its prefix, before anything is looked up.
fn beside(document: String, id: &str) -> String {
    let place = |field: &str, id: &str| format!("{field}: \"{id}\"");
    let list = |field: &str, id: &str| format!("{field}: [\"{id}\"]");
    let (prefix, _) = id.split_once('_').expect("a TypeID");
    if !TAKES.iter().any(|(field, of)| *of == prefix && document.contains(&place(field, id))) {
        return document;
    }
    TAKES.iter().filter(|(_, of)| *of != prefix).fold(document, |document, (field, of)| {
        let nobody = never_existed(&format!("{of}_"));
        let document = document.replace(&place(field, id), &place(field, &nobody));
        document.replace(&list(field, id), &list(field, &nobody))
    })
}

/// What a caller can tell from an answer: everything but the request's id and the id it has sent itself.
fn observable(body: &Value, sent: &str) -> String {
    let mut body = body.clone();
    if let Some(extensions) = body.get_mut("extensions").and_then(Value::as_object_mut) {
        extensions.remove("trace");
    }
    for error in body.get_mut("errors").and_then(Value::as_array_mut).into_iter().flatten() {
        error["extensions"]["requestId"] = Value::Null;
    }
    body.to_string().replace(sent, "<the id>")
}

/// Whether an argument refuses an id for its prefix, which it sees before it looks anything up.
fn is_of_another_type(body: &Value) -> bool {
    let errors = body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    errors.iter().any(|error| {
        error["message"].as_str().is_some_and(|message| message.contains("is not an id of this type"))
    })
}

/// Arguments, each with an id of a type that it does not take.
type NotTaken = HashSet<(String, String)>;

/// The ids that `caller` can tell from ones that never existed. Of a type that an argument does not take one is enough, by
/// whomever: the type is looked at before anything else, and whoever is refused before that is refused with every id.
async fn leaks(caller: &Caller, ids: &[String], not_taken: &mut NotTaken) -> Vec<String> {
    let mut leaks = Vec::new();
    for probe in probes() {
        let mut absent_of: HashMap<String, (reqwest::StatusCode, String)> = HashMap::new();
        for id in ids {
            let nobody = never_existed(id);
            if not_taken.contains(&(probe.coordinate.clone(), nobody.clone())) {
                continue;
            }
            if !absent_of.contains_key(&nobody) {
                let absent = caller.gql(&(probe.document)(&nobody), json!({})).await;
                absent_of.insert(nobody.clone(), (absent.status, observable(&absent.body, &nobody)));
                if is_of_another_type(&absent.body) {
                    not_taken.insert((probe.coordinate.clone(), nobody.clone()));
                }
            }
            let theirs = caller.gql(&(probe.document)(id), json!({})).await;
            let (absent, seen) = (&absent_of[&nobody], (theirs.status, observable(&theirs.body, id)));
            if seen != *absent {
                leaks.push(format!("{} of {id}: {} instead of {}", probe.coordinate, theirs.text, absent.1));
            }
        }
    }
    leaks
}

#[test]
fn the_probe_covers_every_argument_that_takes_an_id() {
    let mut covered: Vec<String> = probes().into_iter().map(|probe| probe.coordinate).collect();
    covered.sort();
    for known in
        ["Mutation.revokeSession", "Mutation.unlockAccount", "Query.customer", "Query.node", "Query.nodes"]
    {
        assert!(covered.iter().any(|coordinate| coordinate == known), "{known} is not among {covered:?}");
    }
    // An id below the root would escape the probe. Those of subscriptions are tried in tests/it/tickets/live.rs.
    let sdl = Sdl::read();
    for object in sdl
        .objects()
        .into_iter()
        .filter(|object| !["Query", "Mutation", "Subscription"].contains(&object.name.node.as_str()))
    {
        for field in sdl.fields(&object.name.node) {
            let takes_id = field.arguments.iter().any(|argument| sdl.holds_id(&argument.node.ty.node));
            assert!(
                !takes_id,
                "{}.{} takes an id: teach the probe about it",
                object.name.node, field.name.node
            );
        }
    }
}

both!(foreign_ids_are_answered_like_ids_that_never_existed, async |t: TestApp| {
    let (cast, abroad) = (Cast::at(&t).await, Cast::at(&t.tenant().await).await);
    // Accounts and sessions too: of another tenant, and, below the staff, of other people of the same tenant.
    let accounts: Vec<String> = cast.logins.iter().map(|login| login.id.to_string()).collect();
    let session = cast.caller("owner").gql("{ viewer { account { sessions { id } } } }", json!({})).await;
    let session = session.ok()["viewer"]["account"]["sessions"][0]["id"].as_str().expect("an id").to_owned();

    let token = "mutation { createPersonalAccessToken(input: { name: \"probe\", scopes: [SERVICES] }) {
        personalAccessToken { id } } }";
    step_up(cast.caller("owner")).await;
    let token = cast.caller("owner").gql(token, json!({})).await;
    let token = token.ok()["createPersonalAccessToken"]["personalAccessToken"]["id"].as_str();
    let token = token.expect("an id").to_owned();

    let device = cast.caller("owner").gql("{ viewer { account { knownDevices { id } } } }", json!({})).await;
    let device =
        device.ok()["viewer"]["account"]["knownDevices"][0]["id"].as_str().expect("an id").to_owned();

    let before = state_of(&t, &cast).await;
    let everything: Vec<String> = cast
        .alice
        .ids
        .iter()
        .chain(&accounts)
        .chain(&cast.alice.more)
        .chain([&session, &token, &device])
        .chain([&cast.reseller.id.to_string()])
        .cloned()
        .collect();
    let (mut found, mut not_taken) = (Vec::new(), NotTaken::new());
    // Everybody of another tenant, its administrators included.
    for (kind, stranger) in &abroad.callers {
        found.extend(
            leaks(stranger, &everything, &mut not_taken)
                .await
                .into_iter()
                .map(|leak| format!("{} of another tenant: {leak}", kind.name())),
        );
    }
    // Other people of the same tenant: nobody signed in, another customer, another reseller.
    let own: Vec<String> =
        cast.alice.ids.iter().chain(&cast.alice.more).chain([&session, &token, &device]).cloned().collect();
    for (who, stranger) in [
        ("anonymous", cast.caller("anonymous")),
        ("another customer's owner", &cast.bob_s_owner),
        ("another reseller's admin", &cast.other_reseller_s_admin),
    ] {
        let leaks = leaks(stranger, &own, &mut not_taken).await;
        found.extend(leaks.into_iter().map(|leak| format!("{who}: {leak}")));
    }
    // A reseller's employee and a member see Alice, but not Bob.
    for who in ["reseller admin", "reseller agent", "owner", "payer", "technical", "viewer"] {
        let leaks = leaks(cast.caller(who), &cast.bob.ids, &mut not_taken).await;
        found.extend(leaks.into_iter().map(|leak| format!("{who}: {leak}")));
    }
    // A technical member sees services, but no bills.
    let bills: Vec<String> = cast
        .alice
        .ids
        .iter()
        .filter(|id| ["inv_", "lin_", "pay_", "crn_"].iter().any(|prefix| id.starts_with(prefix)))
        .cloned()
        .collect();
    assert!(bills.len() >= 7);
    found.extend(leaks(cast.caller("technical"), &bills, &mut not_taken).await);
    assert!(found.is_empty(), "{} leak(s):\n{}", found.len(), found.join("\n"));
    // Nothing changed: the owner's sessions and books, and what is known of locks and audited deeds.
    assert_eq!(state_of(&t, &cast).await, before);
});

/// What foreign calls could have changed: the owner's sessions, epoch and books, and the log of deeds.
async fn state_of(t: &TestApp, cast: &Cast) -> Value {
    let own = "{ viewer { account { id sessions { id } knownDevices { id } } customer { balance { minor } openInvoiceCount
        invoices(first: 50) { nodes { id status balance { minor } } } payments(first: 50) { nodes { id status } } } } }";
    let seen = cast.caller("owner").gql(own, json!({})).await.ok().clone();
    let scope = t.scope();
    let accounts = scope.select::<portal_account::Entity>().all().await.expect("the database answers");
    let mut accounts: Vec<_> = accounts
        .iter()
        .map(|row| (row.id.to_string(), row.session_epoch, row.version, format!("{:?}", row.status)))
        .collect();
    accounts.sort_unstable();
    let deeds = scope.select::<audit_entry::Entity>().count().await.expect("the database answers");
    json!({ "seen": seen, "accounts": accounts, "deeds": deeds })
}

both!(the_probe_catches_a_planted_leak, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let who = cast.bob_s_owner.gql("{ viewer { account { id } } }", json!({})).await;
    let account =
        AccountId::parse(who.ok()["viewer"]["account"]["id"].as_str().expect("an id")).expect("an id");
    let mut not_taken = NotTaken::new();
    assert!(leaks(&cast.bob_s_owner, &cast.alice.ids, &mut not_taken).await.is_empty());
    // A right that nobody gave: another customer's owner becomes a member of Alice's household.
    let tx = t.scope().begin().await.expect("the database answers");
    let planted = account_link::ActiveModel {
        id: Set(tx.scope().new_id()),
        account_id: Set(account),
        customer_id: Set(Some(cast.alice.customer.id)),
        role: Set(LinkRole::Viewer),
        status: Set(LinkStatus::Active),
        created_at: Set(tx.scope().real_now()),
        ..Default::default()
    };
    tx.insert(planted).await.expect("it fits the tenant");
    tx.commit().await.expect("the database answers");
    let found = leaks(&cast.bob_s_owner, &cast.alice.ids, &mut not_taken).await;
    for id in cast.alice.ids.iter().filter(|id| !id.starts_with("pln_")) {
        assert!(found.iter().any(|leak| leak.contains(id)), "{id} was not noticed");
    }
});

both!(the_probe_is_not_blind, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    // Whoever may see the ids plays the stranger: each id must be reported, or the probe is blind.
    let found = leaks(cast.caller("owner"), &cast.alice.ids, &mut NotTaken::new()).await;
    for id in &cast.alice.ids {
        // A plan that is not on sale is reached through the subscription only.
        assert!(id.starts_with("pln_") || found.iter().any(|leak| leak.contains(id)), "{id} was not noticed");
    }
});

both!(a_foreign_cursor_shows_nothing_foreign, async |t: TestApp| {
    let abroad = t.tenant().await;
    let (cast, theirs) = (Cast::at(&t).await, Cast::at(&abroad).await);
    let page = "query($after: String) { viewer { customer { invoices(first: 50, after: $after) { nodes { id } pageInfo { endCursor } } } } }";
    let foreign = theirs
        .caller("owner")
        .gql("{ viewer { customer { invoices(first: 1) { pageInfo { endCursor } } } } }", json!({}))
        .await;
    let cursor = foreign.ok()["viewer"]["customer"]["invoices"]["pageInfo"]["endCursor"].clone();
    let reply = cast.caller("owner").gql(page, json!({ "after": cursor })).await;
    for node in reply.ok()["viewer"]["customer"]["invoices"]["nodes"].as_array().expect("nodes") {
        assert!(cast.alice.ids.iter().any(|id| node["id"] == id.as_str()), "{}", reply.text);
    }
});

both!(whatever_is_reached_from_the_own_world_belongs_to_it, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let deep = [
        "invoices(first: 2) { nodes { id customer { id name } lines { nodes { id } } payments { id customer { id } allocations { invoice { id } } } } }",
        "invoices(first: 2) { nodes { id allocations { invoice { id customer { id } } creditNote { id invoice { id } customer { id } } } creditNotes { id allocations { invoice { id } } } } }",
        "payments(first: 2) { nodes { id allocations { invoice { id lines(first: 3) { nodes { id } } } } } } creditNotes(first: 5) { nodes { id customer { id } } }",
        "subscriptions(first: 10) { nodes { id plan { id } customer { id } } }",
    ];
    let mut seen = Vec::new();
    for below in deep {
        let reply = cast
            .caller("owner")
            .gql(&format!("{{ viewer {{ customer {{ id {below} }} }} }}"), json!({}))
            .await;
        collect_ids(reply.ok(), &mut seen);
        assert!(!reply.text.contains("Bob"));
    }
    assert!(seen.len() > 20, "{seen:?}");
    let foreign: Vec<&String> = seen.iter().filter(|id| !cast.alice.ids.contains(id)).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
});

fn collect_ids(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(id) if name == "id" => found.push(id.to_owned()),
                    _ => collect_ids(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect_ids(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
