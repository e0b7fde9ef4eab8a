//! One change of many tickets.

use portico::kernel::ids::TicketId;
use portico::tickets::entity::ticket::{TicketPriority, TicketStatus};

use super::*;

const RESULTS: &str =
    "changedCount results { ticketId ticket { id status priority } userErrors { code field allowed } }";

async fn bulk(caller: &Caller, tickets: &[TicketId], what: Value) -> Value {
    let ids: Vec<String> = tickets.iter().map(ToString::to_string).collect();
    let input = json!({ "ticketIds": ids, "change": what });
    let document = format!(
        "mutation($input: BulkChangeTicketsInput!) {{ bulkChangeTickets(input: $input) {{ {RESULTS}
           userErrors {{ code message field }} }} }}"
    );
    caller.gql(&document, json!({ "input": input })).await.ok()["bulkChangeTickets"].clone()
}

/// The code and the field of each result; empty where the ticket was changed.
fn codes(payload: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let results = payload["results"].as_array().expect("a list");
    results
        .iter()
        .map(|result| {
            let error = &result["userErrors"][0];
            assert_eq!(result["ticket"].is_null(), !error.is_null(), "{result}");
            (text(&error["code"]), text(&error["field"]))
        })
        .collect()
}

fn told<const N: usize>(expected: [(&str, &str); N]) -> Vec<(String, String)> {
    expected.map(|(code, field)| (code.to_owned(), field.to_owned())).to_vec()
}

both!(each_ticket_has_its_own_result_in_the_order_they_were_given, async |t: TestApp| {
    let (_, support) = employee(&t, LinkRole::Support).await;
    let alice = t.customer().insert().await;
    let abroad = t.tenant().await;
    let foreign = abroad.ticket().of(&abroad.customer().insert().await).insert().await;
    let closed = t.ticket().of(&alice).status(TicketStatus::Closed).insert().await;
    let open = t.ticket().of(&alice).status(TicketStatus::Open).insert().await;
    let fresh = t.ticket().of(&alice).insert().await;
    let working = t.ticket().of(&alice).status(TicketStatus::InProgress).insert().await;
    let nobody: TicketId = t.scope().new_id();
    let ids = [closed.id, open.id, nobody, fresh.id, foreign.id, working.id];
    let payload = bulk(&support, &ids, json!({ "status": "RESOLVED" })).await;
    assert_eq!((&payload["userErrors"], &payload["changedCount"]), (&json!([]), &json!(2)));
    let named: Vec<&Value> =
        payload["results"].as_array().expect("a list").iter().map(|r| &r["ticketId"]).collect();
    assert_eq!(named, ids.map(|id| json!(id.to_string())).iter().collect::<Vec<_>>());
    assert_eq!(
        codes(&payload),
        told([
            ("INVALID_TRANSITION", "ticketId"),
            ("", ""),
            ("NOT_FOUND", "ticketId"),
            ("INVALID_TRANSITION", "ticketId"),
            ("NOT_FOUND", "ticketId"),
            ("", ""),
        ])
    );
    assert_eq!(payload["results"][3]["userErrors"][0]["allowed"], json!(["OPEN", "CLOSED"]));
    for (row, status) in [
        (&closed, TicketStatus::Closed),
        (&open, TicketStatus::Resolved),
        (&fresh, TicketStatus::New),
        (&working, TicketStatus::Resolved),
    ] {
        assert_eq!(stored(&t, row.id).await.status, status);
    }
    assert_eq!(stored(&abroad, foreign.id).await, foreign);
});

both!(whatever_can_be_done_to_one_can_be_done_to_many, async |t: TestApp| {
    let (zoe, support) = employee(&t, LinkRole::Support).await;
    let network = team(&t, "Network", &[]).await;
    let alice = t.customer().insert().await;
    let one = t.ticket().of(&alice).insert().await;
    let other = t.ticket().of(&alice).status(TicketStatus::Open).insert().await;
    let ids = [one.id, other.id];
    for what in [
        json!({ "assigneeId": zoe.id.to_string() }),
        json!({ "teamId": network.to_string() }),
        json!({ "priority": "URGENT" }),
        json!({ "addTag": "storm" }),
    ] {
        let payload = bulk(&support, &ids, what.clone()).await;
        assert_eq!(
            (codes(&payload), &payload["changedCount"]),
            (told([("", ""), ("", "")]), &json!(2)),
            "{what}"
        );
    }
    for id in ids {
        let row = stored(&t, id).await;
        assert_eq!(
            (row.assignee_id, row.team_id, row.priority),
            (Some(zoe.id), Some(network), TicketPriority::Urgent)
        );
    }
    let stranger = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    for (what, code, field) in [
        (json!({ "assigneeId": stranger.id.to_string() }), "NOT_FOUND", "assigneeId"),
        (json!({ "addTag": "!!" }), "INVALID_INPUT", "addTag"),
    ] {
        let payload = bulk(&support, &ids, what).await;
        assert_eq!(codes(&payload), told([(code, field), (code, field)]));
        assert_eq!(payload["changedCount"], 0);
    }
});

both!(what_is_named_twice_or_too_often_changes_nothing, async |t: TestApp| {
    let (_, support) = employee(&t, LinkRole::Support).await;
    let alice = t.customer().insert().await;
    let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&owner).await;
    let ticket = t.ticket().of(&alice).insert().await;
    let mut many: Vec<TicketId> = (0..100).map(|_| t.scope().new_id()).collect();
    many.push(ticket.id);
    for ids in [&[][..], &[ticket.id, ticket.id], &many] {
        let payload = bulk(&support, ids, json!({ "status": "OPEN" })).await;
        assert_eq!((refused_at(&payload), &payload["results"]), (("INVALID_INPUT", "ticketIds"), &json!([])));
    }
    let input = json!({ "ticketIds": [ticket.id.to_string()], "change": { "status": "OPEN" } });
    let document =
        "mutation($input: BulkChangeTicketsInput!) { bulkChangeTickets(input: $input) { changedCount } }";
    owner.gql(document, json!({ "input": input })).await.assert_code("FORBIDDEN");
    assert_eq!(stored(&t, ticket.id).await, ticket);
});
