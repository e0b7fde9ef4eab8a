//! Who works on a ticket.

use futures_util::future::join_all;
use portico::db::Reads as _;
use portico::events::entity::outbox_event::EventType;
use portico::kernel::ids::TicketId;
use portico::tickets::entity::ticket::{TicketPriority, TicketStatus};

use super::*;
use crate::dunning::told;

const DESK: &str =
    "ticket { version desk { assignee { id name } team { name } escalatedAt pausedMinutes source } }";

async fn assign(caller: &Caller, ticket: TicketId, to: Value) -> Value {
    let mut input = json!({ "ticketId": ticket.to_string() });
    for (key, value) in to.as_object().expect("an object") {
        input[key] = value.clone();
    }
    change(caller, "assignTicket", input, DESK).await
}

async fn take(caller: &Caller, ticket: TicketId) -> Value {
    change(caller, "takeTicket", json!({ "ticketId": ticket.to_string() }), DESK).await
}

both!(a_ticket_is_given_to_an_employee_and_a_team, async |t: TestApp| {
    let (zoe, support) = employee(&t, LinkRole::Support).await;
    let (noah, _) = employee(&t, LinkRole::Noc).await;
    let (network, billing) = (team(&t, "Network", &[noah.id]).await, team(&t, "Billing", &[]).await);
    let alice = t.customer().insert().await;
    let ticket = t.ticket().of(&alice).status(TicketStatus::Open).insert().await;
    let (noah_id, network_id) = (noah.id.to_string(), network.to_string());
    let both = assign(&support, ticket.id, json!({ "assigneeId": noah_id, "teamId": network_id })).await;
    assert_eq!(
        done(&both)["ticket"],
        json!({ "version": 2, "desk": {
            "assignee": { "id": noah_id, "name": noah.name }, "team": { "name": "Network" },
            "escalatedAt": null, "pausedMinutes": 0, "source": "PORTAL" } })
    );
    assert_eq!(stored(&t, ticket.id).await.updated_at, ticket.updated_at, "the customer sees nothing of it");
    let outside = json!({ "assigneeId": noah_id, "teamId": billing.to_string() });
    assert_eq!(refused_at(&assign(&support, ticket.id, outside).await), ("INVALID_INPUT", "assigneeId"));
    // Who is absent stays; who is null is taken away.
    let moved = assign(&support, ticket.id, json!({ "assigneeId": zoe.id.to_string() })).await;
    let desk = &done(&moved)["ticket"]["desk"];
    assert_eq!((&desk["assignee"]["name"], &desk["team"]["name"]), (&json!(zoe.name), &json!("Network")));
    let alone = assign(&support, ticket.id, json!({ "teamId": null })).await;
    let desk = &done(&alone)["ticket"]["desk"];
    assert_eq!((&desk["assignee"]["name"], &desk["team"]), (&json!(zoe.name), &json!(null)));
    let nobody = assign(&support, ticket.id, json!({ "assigneeId": null, "expectedVersion": 4 })).await;
    assert_eq!(done(&nobody)["ticket"]["desk"]["assignee"], json!(null));
    let stale = json!({ "assigneeId": noah_id, "expectedVersion": 4 });
    assert_eq!(refused_at(&assign(&support, ticket.id, stale).await), ("CONFLICT", "expectedVersion"));
    assert_eq!(refused_at(&assign(&support, ticket.id, json!({})).await), ("INVALID_INPUT", "assigneeId"));
    let row = stored(&t, ticket.id).await;
    assert_eq!((row.assignee_id, row.team_id, row.version), (None, None, 5));
    assert_eq!(told(&t, EventType::TicketAssigned).await, 4);
});

both!(nobody_else_is_given_a_ticket, async |t: TestApp| {
    let (_, support) = employee(&t, LinkRole::Support).await;
    let alice = t.customer().insert().await;
    let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let abroad = t.tenant().await;
    let stranger = abroad.account().staff(LinkRole::Support).insert().await;
    let foreign_team = team(&abroad, "Network", &[stranger.id]).await;
    let foreign = abroad.ticket().of(&abroad.customer().insert().await).insert().await;
    let ticket = t.ticket().of(&alice).insert().await;
    for account in [owner.id, stranger.id, t.scope().new_id()] {
        let to = json!({ "assigneeId": account.to_string() });
        assert_eq!(refused_at(&assign(&support, ticket.id, to).await), ("NOT_FOUND", "assigneeId"));
    }
    for team in [foreign_team, t.scope().new_id()] {
        let to = json!({ "teamId": team.to_string() });
        assert_eq!(refused_at(&assign(&support, ticket.id, to).await), ("NOT_FOUND", "teamId"));
    }
    for id in [foreign.id, t.scope().new_id()] {
        assert_eq!(
            refused_at(&assign(&support, id, json!({ "teamId": null })).await),
            ("NOT_FOUND", "ticketId")
        );
        assert_eq!(refused_at(&take(&support, id).await), ("NOT_FOUND", "ticketId"));
    }
    let closed = t.ticket().of(&alice).status(TicketStatus::Closed).insert().await;
    let over = assign(&support, closed.id, json!({ "assigneeId": null })).await;
    assert_eq!(refused_at(&over), ("INVALID_TRANSITION", "ticketId"));
    assert_eq!(over["userErrors"][0]["allowed"], json!(["OPEN"]));
    assert_eq!(refused_at(&take(&support, closed.id).await), ("INVALID_TRANSITION", "ticketId"));
    let owner = t.sign_in_as(&owner).await;
    let input = json!({ "input": { "ticketId": ticket.id.to_string() } });
    owner.gql(&mutation("takeTicket", ""), input.clone()).await.assert_code("FORBIDDEN");
    owner.gql(&mutation("assignTicket", ""), input).await.assert_code("FORBIDDEN");
    assert_eq!(stored(&t, ticket.id).await, ticket);
    assert_eq!(stored(&abroad, foreign.id).await, foreign);
    assert_eq!(told(&t, EventType::TicketAssigned).await, 0);
});

both!(the_customer_sees_nothing_of_the_desk, async |t: TestApp| {
    let (zoe, support) = employee(&t, LinkRole::Support).await;
    let alice = t.customer().insert().await;
    let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&owner).await;
    let ticket = t.ticket().of(&alice).priority(TicketPriority::High).insert().await;
    done(&take(&support, ticket.id).await);
    let document =
        "query($id: ID!) { node(id: $id) { ... on Ticket { number desk { assignee { name } } } } }";
    let id = json!({ "id": ticket.id.to_string() });
    let seen = owner.gql(document, id.clone()).await;
    assert_eq!(seen.ok()["node"], json!({ "number": ticket.number, "desk": null }));
    let worked = support.gql(document, id).await;
    assert_eq!(worked.ok()["node"]["desk"], json!({ "assignee": { "name": zoe.name } }));
});

both!(of_several_who_take_a_ticket_at_once_one_has_it, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let mut agents = Vec::new();
    for role in [LinkRole::Support, LinkRole::Support, LinkRole::Noc, LinkRole::Billing] {
        agents.push(employee(&t, role).await);
    }
    for _ in 0..3 {
        let ticket = t.ticket().of(&alice).insert().await;
        let outcomes = join_all(agents.iter().map(|(_, caller)| take(caller, ticket.id))).await;
        let winners: Vec<usize> =
            (0..agents.len()).filter(|place| outcomes[*place]["userErrors"] == json!([])).collect();
        assert_eq!(winners.len(), 1, "{outcomes:?}");
        for (place, outcome) in outcomes.iter().enumerate().filter(|(place, _)| *place != winners[0]) {
            assert_eq!(refused_at(outcome), ("CONFLICT", "ticketId"), "{place}");
        }
        let row = stored(&t, ticket.id).await;
        let (winner, caller) = &agents[winners[0]];
        assert_eq!((row.assignee_id, row.version), (Some(winner.id), 2));
        assert_eq!(refused_at(&take(caller, ticket.id).await), ("ALREADY_DONE", "ticketId"));
    }
    assert_eq!(told(&t, EventType::TicketAssigned).await, 3);
    let rows = t.scope().select::<portico::tickets::entity::ticket::Entity>().all().await.expect("read");
    assert!(rows.iter().all(|row| row.version == 2));
});
