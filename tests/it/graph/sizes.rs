//! An answer is not many times its request, and an error is short whatever was sent.

use serde_json::json;

use crate::support::app::{Backing, TestApp, on_own_server};

/// Fifteen lists, of which each object repeats `name`.
fn fifteen_lists(name: &str) -> String {
    let lists = (0..15).map(|at| format!("a{at}:errorCodes{{...F}} ")).collect::<Vec<_>>().concat();
    format!("{{{lists}}} fragment F on ErrorCodeInfo{{{name}:code}}")
}

both!(a_long_name_on_a_list_is_no_lever, async |t: TestApp| {
    let anonymous = t.anonymous();
    let attack = fifteen_lists(&"x".repeat(31_000));
    let reply = anonymous.gql(&attack, json!({})).await;
    reply.assert_code("QUERY_TOO_COMPLEX");
    assert!(reply.text.len() < 300, "{}", reply.text.len());
    let longest = anonymous.gql(&fifteen_lists(&"x".repeat(128)), json!({})).await;
    longest.ok();
    assert!(longest.text.len() < 128 << 10, "{}", longest.text.len());
});

both!(what_was_sent_comes_back_short, async |t: TestApp| {
    let caller = t.anonymous();
    let (long, longest) = ("n".repeat(30_000), "n".repeat(128));
    for document in [
        format!("{{ {longest} }}"),
        format!("{{ tenant {{ {longest} }} }}"),
        format!("{{ tenant({longest}: 1) {{ name }} }}"),
        format!("{{ ...{longest} }}"),
        format!("query ${longest}: {longest}) {{ tenant {{ name }} }}"),
        format!("query(${longest}: {longest}) {{ tenant {{ name }} }}"),
        format!("{{ node(id: \"{long}\") {{ id }} }}"),
        format!("{{ node(id: {longest}) {{ id }} }}"),
        format!("{{ nodes(ids: [[\"{long}\"]]) {{ id }} }}"),
        format!("{{ tenant @{longest} {{ name }} }}"),
        format!("{{ {long} }}"),
    ] {
        let reply = caller.gql(&document, json!({})).await;
        for error in reply.body["errors"].as_array().into_iter().flatten() {
            let message = error["message"].as_str().expect("text");
            assert!(message.chars().count() <= 300, "{message}");
        }
        assert!(reply.text.len() < 2_000, "{}: {document}", reply.text.len());
    }
});

both!(two_fields_of_one_key_are_never_merged_into_one, async |t: TestApp| {
    let caller = t.anonymous();
    for document in [
        "{ x: tenant { name } ... on Query { x: viewer { account { portalId } } } }",
        "{ tenant { x: name } ... on Query { tenant { x: __typename } } }",
    ] {
        let reply = caller.gql(document, json!({})).await;
        reply.assert_code("GRAPHQL_VALIDATION_FAILED");
        assert!(reply.body.get("data").is_none(), "{}", reply.text);
    }
    caller.gql("{ x: tenant { name } ... on Query { x: tenant { name } } }", json!({})).await.ok();
});

#[test]
fn an_answer_ends_where_the_configuration_says() {
    let configure = |config: &mut portico::config::Config| config.graphql.max_answer_bytes = 64 << 10;
    on_own_server(Backing::Embedded, module_path!(), configure, async |t: TestApp| {
        let caller = t.anonymous();
        let reply = caller.gql(&fifteen_lists("name: description again: description code"), json!({})).await;
        reply.assert_code("QUERY_TOO_COMPLEX");
        assert!(reply.text.len() < 500, "{}", reply.text);
        assert_eq!(reply.body["data"], json!(null));
        caller.gql("{ errorCodes { code } }", json!({})).await.ok();
    });
}
