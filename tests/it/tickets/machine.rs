//! Where a ticket may go from where it stands (domain.md §2), through the API: every move from every status.

use chrono::TimeDelta;
use portico::tickets::entity::ticket::TicketStatus;
use portico::tickets::status::REOPEN_WITHIN;

use super::*;

/// Statuses that end a ticket, for now.
const ENDED: [TicketStatus; 2] = [TicketStatus::Resolved, TicketStatus::Closed];

fn names(statuses: &[TicketStatus]) -> Value {
    statuses.iter().map(|status| status.name()).collect()
}

/// A ticket of Alice's household that stands so.
async fn standing(t: &TestApp, cast: &Cast, status: TicketStatus) -> TicketId {
    t.ticket().of(&cast.alice).by(cast.login("owner")).status(status).insert().await.id
}

/// Where it stands now, and whether the moments that go with that are there and no others.
async fn stands(t: &TestApp, id: TicketId) -> TicketStatus {
    let row = stored(t, id).await;
    assert_eq!(row.closed_at.is_some(), row.status == TicketStatus::Closed, "{row:?}");
    assert!(row.resolved_at.is_none() || ENDED.contains(&row.status), "{row:?}");
    assert!(row.resolved_at.is_some() || row.status != TicketStatus::Resolved, "{row:?}");
    row.status
}

both!(an_employee_moves_it_where_the_machine_leads_and_nowhere_else, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let support = cast.caller("support");
    for from in TicketStatus::ALL {
        for to in TicketStatus::ALL {
            let id = standing(&t, &cast, from).await;
            let before = stored(&t, id).await;
            let payload = move_to(support, id, to.name()).await;
            if from.may_become(to) {
                assert_eq!(done(&payload)["ticket"]["status"], to.name(), "from {from:?}");
                assert_eq!(payload["ticket"]["allowedTransitions"], names(to.targets()), "at {to:?}");
                assert_eq!(stands(&t, id).await, to, "from {from:?}");
                let reopened = i32::from(ENDED.contains(&from) && to == TicketStatus::Open);
                assert_eq!(stored(&t, id).await.reopen_count, reopened, "{from:?} to {to:?}");
            } else {
                assert_eq!(refused(&payload), "INVALID_TRANSITION", "{from:?} to {to:?}");
                assert_eq!(payload["userErrors"][0]["allowed"], names(from.targets()), "{from:?} to {to:?}");
                assert_eq!(stored(&t, id).await, before);
            }
        }
    }
});

both!(each_change_is_written_down_with_who_made_it, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let opened = open(cast.caller("owner"), &cast.alice, "GENERAL", "A question").await;
    let id = id_of(&done(&opened)["ticket"]);
    done(&move_to(cast.caller("support"), id, "OPEN").await);
    done(&move_to(cast.caller("colleague"), id, "PENDING_CUSTOMER").await);
    done(&reply(cast.caller("owner"), id, "Here it is.").await);
    let rows = transitions(&t, id).await;
    let who = |name: &str| Some(cast.login(name).id);
    // The clock stands still, so they are told apart by where they come from.
    let expected = [
        (None, "NEW", who("owner")),
        (Some("NEW"), "OPEN", who("support")),
        (Some("OPEN"), "PENDING_CUSTOMER", who("colleague")),
        (Some("PENDING_CUSTOMER"), "OPEN", who("owner")),
    ];
    assert_eq!(rows.len(), expected.len());
    for wanted in expected {
        let found = rows
            .iter()
            .map(|row| (row.from_status.map(TicketStatus::name), row.to_status.name(), row.author_id));
        assert!(found.clone().any(|row| row == wanted), "{wanted:?}");
    }
    let history = "query($id: ID!) { node(id: $id) { ... on Ticket { history { from to } } } }";
    for name in ["owner", "support"] {
        let seen = cast.caller(name).gql(history, json!({ "id": id.to_string() })).await;
        assert_eq!(seen.ok()["node"]["history"].as_array().map(Vec::len), Some(4), "by {name}");
    }
});

both!(a_reply_of_the_customer_wakes_what_waits_for_it, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    for name in ["owner", "agent"] {
        for from in TicketStatus::ALL.into_iter().filter(|status| *status != TicketStatus::Closed) {
            let id = standing(&t, &cast, from).await;
            let payload = reply(cast.caller(name), id, "Here I am.").await;
            let to = from.after_customer_reply();
            assert_eq!(done(&payload)["ticket"]["status"], to.name(), "from {from:?} by {name}");
            assert_eq!(stands(&t, id).await, to);
            assert_eq!(replies(&t, id).await.len(), 2);
            let reopened = i32::from(from == TicketStatus::Resolved);
            assert_eq!(stored(&t, id).await.reopen_count, reopened, "from {from:?}");
        }
    }
    // What is closed is not opened by a word.
    let id = standing(&t, &cast, TicketStatus::Closed).await;
    reply(cast.caller("owner"), id, "Here I am.").await;
    assert_eq!(stands(&t, id).await, TicketStatus::Closed);
});

both!(an_internal_note_moves_nothing_and_answers_nobody, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    for status in TicketStatus::ALL {
        let id = standing(&t, &cast, status).await;
        let input = json!({ "ticketId": id.to_string(), "body": "Between us." });
        done(&change(cast.caller("support"), "addTicketNote", input, "note { body }").await);
        let row = stored(&t, id).await;
        assert_eq!((row.status, row.first_replied_at), (status, None));
        assert_eq!(replies(&t, id).await.len(), 1);
    }
});

both!(whoever_may_write_closes_what_is_not_closed, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    for name in ["owner", "agent", "support"] {
        for from in TicketStatus::ALL {
            let id = standing(&t, &cast, from).await;
            let payload = change(
                cast.caller(name),
                "closeTicket",
                json!({ "ticketId": id.to_string() }),
                "ticket { status }",
            )
            .await;
            if from == TicketStatus::Closed {
                assert_eq!(refused(&payload), "INVALID_TRANSITION", "by {name}");
                assert_eq!(payload["userErrors"][0]["allowed"], names(from.targets()));
            } else {
                assert_eq!(done(&payload)["ticket"]["status"], "CLOSED", "from {from:?} by {name}");
            }
            assert_eq!(stands(&t, id).await, TicketStatus::Closed);
        }
    }
});

both!(only_what_has_ended_is_opened_again, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let owner = cast.caller("owner");
    for mutation in ["reopenTicket", "disputeResolution"] {
        for from in TicketStatus::ALL {
            let id = standing(&t, &cast, from).await;
            let before = stored(&t, id).await;
            let input = json!({ "ticketId": id.to_string(), "reason": "It is back." });
            let payload = change(owner, mutation, input, "ticket { status reopenCount }").await;
            let leads = match mutation {
                "reopenTicket" => ENDED.contains(&from),
                _ => from == TicketStatus::Resolved,
            };
            if leads {
                assert_eq!(
                    done(&payload)["ticket"],
                    json!({ "status": "OPEN", "reopenCount": 1 }),
                    "{from:?}"
                );
                assert_eq!(stands(&t, id).await, TicketStatus::Open);
            } else {
                assert_eq!(refused(&payload), "INVALID_TRANSITION", "{mutation} from {from:?}");
                assert_eq!(stored(&t, id).await, before);
            }
        }
    }
});

both!(only_what_is_solved_is_confirmed, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    for from in TicketStatus::ALL {
        let id = standing(&t, &cast, from).await;
        let input = json!({ "ticketId": id.to_string() });
        let payload = change(cast.caller("owner"), "confirmResolution", input, "ticket { status }").await;
        if from == TicketStatus::Resolved {
            assert_eq!(done(&payload)["ticket"]["status"], "CLOSED");
        } else {
            assert_eq!(refused(&payload), "INVALID_TRANSITION", "from {from:?}");
            assert_eq!(stands(&t, id).await, from);
        }
    }
});

both!(after_fourteen_days_it_stays_over, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (owner, support) = (cast.caller("owner"), cast.caller("support"));
    for status in ENDED {
        for (ago, in_time) in
            [(REOPEN_WITHIN - TimeDelta::minutes(1), true), (REOPEN_WITHIN + TimeDelta::minutes(1), false)]
        {
            for by_staff in [false, true] {
                let builder = t.ticket().of(&cast.alice).by(cast.login("owner"));
                let id = builder.ago(ago).status(status).insert().await.id;
                let payload = if by_staff {
                    move_to(support, id, "OPEN").await
                } else {
                    let input = json!({ "ticketId": id.to_string(), "reason": "It is back." });
                    change(owner, "reopenTicket", input, "ticket { status }").await
                };
                if in_time {
                    assert_eq!(done(&payload)["ticket"]["status"], "OPEN", "{status:?} by staff: {by_staff}");
                } else {
                    assert_eq!(refused(&payload), "TOO_LATE", "{status:?} by staff: {by_staff}");
                    assert_eq!(stands(&t, id).await, status);
                }
            }
        }
    }
});

both!(what_was_merged_stays_closed, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (owner, support) = (cast.caller("owner"), cast.caller("support"));
    let (source, target) =
        (standing(&t, &cast, TicketStatus::Open).await, standing(&t, &cast, TicketStatus::New).await);
    let input = json!({ "sourceId": source.to_string(), "targetId": target.to_string() });
    done(&change(support, "mergeTickets", input.clone(), "ticket { number }").await);
    let merged = stored(&t, source).await;
    assert_eq!((merged.status, merged.merged_into_id), (TicketStatus::Closed, Some(target)));
    let goes_on = seen(owner, source).await.expect("it is still to be looked at");
    assert_eq!(goes_on["mergedInto"]["number"], stored(&t, target).await.number.as_str());
    assert_eq!(goes_on["allowedTransitions"], json!([]));
    for to in TicketStatus::ALL {
        let payload = move_to(support, source, to.name()).await;
        assert_eq!(refused(&payload), "INVALID_TRANSITION", "to {to:?}");
        assert_eq!(payload["userErrors"][0]["allowed"], json!([]));
    }
    let reason = json!({ "ticketId": source.to_string(), "reason": "It is back." });
    assert_eq!(refused(&change(owner, "reopenTicket", reason, "").await), "INVALID_TRANSITION");
    assert_ne!(change(support, "mergeTickets", input, "").await["userErrors"], json!([]), "once");
    assert_eq!(stored(&t, source).await, merged);
    // Into itself, into another customer's, and into what is not there.
    let bobs = t.ticket().of(&cast.bob).insert().await.id;
    for other in [target, bobs] {
        let input = json!({ "sourceId": target.to_string(), "targetId": other.to_string() });
        assert_ne!(change(support, "mergeTickets", input, "").await["userErrors"], json!([]));
    }
    assert_eq!(stored(&t, target).await.merged_into_id, None);
    assert_eq!(stored(&t, bobs).await.merged_into_id, None);
});

/// The changes of a ticket's status as they are stored, in no order.
pub(super) async fn transitions(
    t: &TestApp,
    id: TicketId,
) -> Vec<portico::tickets::entity::ticket_transition::Model> {
    use portico::tickets::entity::ticket_transition::{Column, Entity};
    let rows = t.scope().select::<Entity>().filter(Column::TicketId.eq(id)).all().await;
    rows.expect("the database answers")
}
