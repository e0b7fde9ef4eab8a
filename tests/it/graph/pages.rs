//! Connections: pages forwards and backwards, cursors that survive inserts, bad arguments that are named.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::cast::Cast;
use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;

const PAGE: &str = "query($first: Int, $after: String, $last: Int, $before: String, $orderBy: InvoiceOrder, $filter: InvoiceFilter) { viewer { customer { \
    invoices(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy, filter: $filter) { nodes { number } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } } } }";

async fn page(caller: &Caller, variables: Value) -> (Vec<String>, Value) {
    let reply = caller.gql(PAGE, variables).await;
    let connection = reply.ok()["viewer"]["customer"]["invoices"].clone();
    let numbers = connection["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .map(|node| node["number"].as_str().expect("a number").to_owned());
    (numbers.collect(), connection)
}

async fn alice(t: &TestApp, invoices: u64) -> (portico::customers::entity::customer::Model, Caller) {
    let alice = t.customer().insert().await;
    for n in 0..invoices {
        // Every other day has two, so that equal keys fall on page borders.
        t.invoice(&alice)
            .line("Fibre", 10_00 + i64::try_from(n).expect("small"))
            .issued(today() - chrono::Days::new(n / 2))
            .insert()
            .await;
    }
    let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let caller = t.sign_in_as(&login).await;
    (alice, caller)
}

both!(pages_join_without_gap_or_repeat_in_both_directions, async |t: TestApp| {
    let (_, caller) = alice(&t, 23).await;
    for order in [
        json!(null),
        json!({ "field": "DUE_DATE", "direction": "ASC" }),
        json!({ "field": "TOTAL", "direction": "DESC" }),
    ] {
        let (all, connection) = page(&caller, json!({ "first": 100, "orderBy": order })).await;
        assert_eq!((all.len(), &connection["totalCount"]), (23, &json!(23)));
        let (mut forwards, mut after) = (Vec::new(), Value::Null);
        loop {
            let (numbers, connection) =
                page(&caller, json!({ "first": 4, "after": after, "orderBy": order })).await;
            forwards.extend(numbers);
            after = connection["pageInfo"]["endCursor"].clone();
            if connection["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        assert_eq!(forwards, all);
        let (mut backwards, mut before) = (Vec::new(), Value::Null);
        loop {
            let (mut numbers, connection) =
                page(&caller, json!({ "last": 5, "before": before, "orderBy": order })).await;
            numbers.extend(backwards);
            backwards = numbers;
            before = connection["pageInfo"]["startCursor"].clone();
            if connection["pageInfo"]["hasPreviousPage"] == false {
                break;
            }
        }
        assert_eq!(backwards, all);
    }
});

both!(a_cursor_survives_inserts, async |t: TestApp| {
    let (customer, caller) = alice(&t, 6).await;
    let (first, connection) = page(&caller, json!({ "first": 3 })).await;
    t.invoice(&customer).line("New", 1_00).issued(today()).insert().await;
    let (second, _) =
        page(&caller, json!({ "first": 3, "after": connection["pageInfo"]["endCursor"] })).await;
    let (all, _) = page(&caller, json!({ "first": 100 })).await;
    let seen: Vec<&String> = first.iter().chain(&second).collect();
    assert_eq!(seen.len(), 6);
    assert_eq!(all.len(), 7);
    assert!(seen.iter().all(|number| all.contains(number)));
    assert!(second.iter().all(|number| !first.contains(number)), "none twice");
});

both!(bad_pages_are_refused_with_the_argument_s_name, async |t: TestApp| {
    let (_, caller) = alice(&t, 2).await;
    let by_total = page(&caller, json!({ "first": 1, "orderBy": { "field": "TOTAL" } })).await.1["pageInfo"]
        ["endCursor"]
        .clone();
    let cases = [
        (json!({}), "first"),
        (json!({ "first": 0 }), "first"),
        (json!({ "first": -1 }), "first"),
        (json!({ "first": 101 }), "first"),
        (json!({ "last": 101 }), "last"),
        (json!({ "first": 1, "last": 1 }), "last"),
        (json!({ "first": 1, "after": "nonsense" }), "after"),
        (json!({ "last": 1, "before": "e30" }), "before"),
        (json!({ "first": 1, "after": "\u{0}" }), "after"),
        (json!({ "first": 1, "after": by_total }), "after"),
        (
            json!({ "first": 1, "after": cursor(r#"{"i":["-9999-01-01","00000000-0000-0000-0000-000000000000"]}"#) }),
            "after",
        ),
        (
            json!({ "first": 1, "after": cursor(r#"{"d":["+262142-01-01","00000000-0000-0000-0000-000000000000"]}"#) }),
            "after",
        ),
        (
            json!({ "first": 1, "filter": { "issuedFrom": "2026-02-01", "issuedBefore": "2026-01-01" } }),
            "filter.issuedBefore",
        ),
    ];
    for (variables, field) in cases {
        let reply = caller.gql(PAGE, variables.clone()).await;
        reply.assert_code("BAD_USER_INPUT");
        assert_eq!(reply.body["errors"][0]["extensions"]["field"], field, "{variables}: {}", reply.text);
        assert!(reply.body["data"]["viewer"]["customer"]["invoices"].is_null());
    }
});

both!(filters_narrow_and_dates_are_read_strictly, async |t: TestApp| {
    let customer = t.customer().insert().await;
    t.invoice(&customer).line("Old", 10_00).issued(today() - chrono::Days::new(60)).insert().await;
    t.invoice(&customer).line("Paid", 10_00).issued(today() - chrono::Days::new(50)).paid().insert().await;
    t.invoice(&customer).line("New", 10_00).issued(today()).insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let caller = t.sign_in_as(&login).await;
    for (filter, expected) in [
        (json!({ "status": "OPEN" }), 2),
        (json!({ "status": "PAID" }), 1),
        (json!({ "overdue": true }), 1),
        (json!({ "overdue": false }), 2),
        (json!({ "issuedFrom": today().to_string() }), 1),
        (json!({ "issuedBefore": today().to_string() }), 2),
        (json!({ "status": "DRAFT" }), 0),
    ] {
        let (numbers, connection) = page(&caller, json!({ "first": 10, "filter": filter })).await;
        assert_eq!((numbers.len(), &connection["totalCount"]), (expected, &json!(expected)), "{filter}");
    }
    for date in [
        "-9999-1-11",
        " 2026-01-1",
        "2026-1-1\n ",
        "0000-01-01",
        "2026-13-01",
        "26-01-01",
        "2026-1-1",
        "+12026-01-01",
        "yesterday",
        "",
    ] {
        let reply = caller.gql(PAGE, json!({ "first": 1, "filter": { "issuedFrom": date } })).await;
        assert!(!reply.codes().is_empty(), "{date}: {}", reply.text);
    }
});

/// A cursor that nobody was given.
fn cursor(position: &str) -> String {
    URL_SAFE_NO_PAD.encode(position)
}

both!(positions_that_no_row_can_have_are_no_cursors, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let id = "00000000-0000-0000-0000-000000000000";
    for year in ["-9999", "+99999"] {
        let after = cursor(&format!(r#"["{year}-01-01T00:00:00Z","{id}"]"#));
        for list in ["payments", "creditNotes", "subscriptions"] {
            let query = format!(
                "query($after: String) {{ viewer {{ customer {{ {list}(first: 1, after: $after) {{ nodes {{ id }} }} }} }} }}"
            );
            cast.caller("owner").gql(&query, json!({ "after": after })).await.assert_code("BAD_USER_INPUT");
        }
    }
    let after = cursor(&format!(r#"["a\u0000b","{id}"]"#));
    let list = "query($after: String) { customers(first: 1, after: $after) { nodes { id } } }";
    cast.caller("support").gql(list, json!({ "after": after })).await.assert_code("BAD_USER_INPUT");
});
