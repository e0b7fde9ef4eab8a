//! A ticket's whole life, and what each who has to do with it sees at each step.

use chrono::TimeDelta;

use super::*;

/// All who see what is about the technique of a household: its payer does not.
const TECHNICAL: [&str; 6] = ["owner", "viewer", "technical", "agent", "support", "colleague"];

/// All who see what is about its bills: its technician does not.
const BILLING: [&str; 6] = ["owner", "viewer", "payer", "agent", "support", "colleague"];

/// The ticket as the owner sees it.
async fn owners(cast: &Cast, id: TicketId) -> Value {
    seen(cast.caller("owner"), id).await.expect("the owner sees everything")
}

/// The same fields are the same for all who see it.
async fn all_see_the_same(cast: &Cast, id: TicketId, who: &[&'static str]) {
    assert_eq!(cast.see(id).await, who);
    let mut expected = owners(cast, id).await;
    for name in who {
        let mut found = seen(cast.caller(name), id).await.expect("it is seen");
        // Where it may go is a question of who asks.
        for side in [&mut expected, &mut found] {
            side.as_object_mut().expect("an object").remove("allowedTransitions");
        }
        assert_eq!(found, expected, "by {name}");
    }
}

/// Who wrote, and what, in order.
fn written(ticket: &Value) -> Vec<(&str, &str)> {
    let rows = ticket["replies"]["nodes"].as_array().expect("a list").iter();
    rows.map(|row| (row["author"]["kind"].as_str().expect("a side"), row["body"].as_str().expect("text")))
        .collect()
}

/// Strangers, and who is nobody, are told that there is no such ticket, whatever they try.
async fn strangers_change_nothing(t: &TestApp, cast: &Cast, id: TicketId) {
    let before = (stored(t, id).await, replies(t, id).await.len());
    for name in STRANGERS {
        let caller = cast.caller(name);
        assert!(seen(caller, id).await.is_none(), "by {name}");
        assert_eq!(refused(&reply(caller, id, "Let me in.").await), "NOT_FOUND", "by {name}");
    }
    let input = json!({ "input": { "ticketId": id.to_string(), "body": "Let me in." } });
    cast.caller("anonymous").gql(&mutation("replyToTicket", ""), input).await.assert_code("UNAUTHENTICATED");
    assert_eq!((stored(t, id).await, replies(t, id).await.len()), before);
}

both!(a_ticket_from_the_first_word_to_the_last, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let (technician, owner) = (cast.caller("technical"), cast.caller("owner"));
    let (support, colleague) = (cast.caller("support"), cast.caller("colleague"));

    // Opened by a member.
    let opened = open(technician, &cast.alice, "TECHNICAL", "  No light on the modem ").await;
    let opened = &done(&opened)["ticket"];
    let id = id_of(opened);
    assert_eq!(
        (&opened["number"], &opened["subject"], &opened["status"], &opened["source"]),
        (&json!("TKT-2026-000001"), &json!("No light on the modem"), &json!("NEW"), &json!("PORTAL"))
    );
    assert_eq!(opened["openedBy"], json!({ "kind": "CUSTOMER", "name": cast.login("technical").name }));
    assert_eq!((&opened["priority"], &opened["sharing"]), (&json!("NORMAL"), &json!("COMPANY")));
    assert_eq!(written(opened), [("CUSTOMER", "It began this morning.")]);
    all_see_the_same(&cast, id, &TECHNICAL).await;
    strangers_change_nothing(&t, &cast, id).await;

    // Who only looks on writes nothing; and what the payer does not see is not there for it.
    let answer = json!({ "input": { "ticketId": id.to_string(), "body": "Me too." } });
    cast.caller("viewer").gql(&mutation("replyToTicket", ""), answer).await.assert_code("FORBIDDEN");
    assert_eq!(refused(&reply(cast.caller("payer"), id, "Me too.").await), "NOT_FOUND");

    // Worked on: the first answer in public stops the clock, a note does not.
    done(&move_to(support, id, "OPEN").await);
    let noted = json!({ "ticketId": id.to_string(), "body": "Port 7 of the splitter is dirty." });
    done(&change(colleague, "addTicketNote", noted, "note { body authorName }").await);
    assert_eq!(stored(&t, id).await.first_replied_at, None);
    done(&reply(support, id, "Please switch it off and on.").await);
    assert_eq!(stored(&t, id).await.first_replied_at, Some(t.now()));
    done(&move_to(support, id, "IN_PROGRESS").await);
    done(&move_to(colleague, id, "PENDING_CUSTOMER").await);
    assert_eq!(owners(&cast, id).await["status"], "PENDING_CUSTOMER");
    all_see_the_same(&cast, id, &TECHNICAL).await;
    strangers_change_nothing(&t, &cast, id).await;

    // The owner answers for the technician; the reseller's agent has a word as well.
    let answered = reply(owner, id, "I have done so twice.").await;
    assert_eq!(done(&answered)["ticket"]["status"], "OPEN");
    done(&reply(cast.caller("agent"), id, "I was there: it is dark.").await);
    let now = owners(&cast, id).await;
    assert_eq!(
        written(&now),
        [
            ("CUSTOMER", "It began this morning."),
            ("STAFF", "Please switch it off and on."),
            ("CUSTOMER", "I have done so twice."),
            ("RESELLER", "I was there: it is dark."),
        ]
    );
    assert!(!now.to_string().contains("splitter"), "{now}");

    // Solved, contested, solved again, confirmed, rated.
    done(&move_to(support, id, "PENDING_VENDOR").await);
    done(&move_to(support, id, "RESOLVED").await);
    let contested = json!({ "ticketId": id.to_string(), "reason": "It is dark again." });
    done(&change(owner, "disputeResolution", contested, "ticket { status }").await);
    let again = owners(&cast, id).await;
    assert_eq!((&again["status"], &again["reopenCount"]), (&json!("OPEN"), &json!(1)));
    done(&move_to(support, id, "RESOLVED").await);
    all_see_the_same(&cast, id, &TECHNICAL).await;
    let ticket = json!({ "ticketId": id.to_string() });
    done(&change(technician, "confirmResolution", ticket.clone(), "ticket { status }").await);
    let rated = json!({ "ticketId": id.to_string(), "rating": 6 });
    let wrong = change(owner, "rateTicket", rated, "").await;
    assert_eq!((refused(&wrong), &wrong["userErrors"][0]["field"]), ("INVALID_INPUT", &json!("rating")));
    let rated = json!({ "ticketId": id.to_string(), "rating": 4, "comment": "It took a while." });
    done(&change(owner, "rateTicket", rated, "ticket { rating }").await);
    let over = owners(&cast, id).await;
    assert_eq!(
        (&over["status"], &over["rating"], &over["ratingComment"]),
        (&json!("CLOSED"), &json!(4), &json!("It took a while."))
    );
    all_see_the_same(&cast, id, &TECHNICAL).await;
    strangers_change_nothing(&t, &cast, id).await;

    // Opened again, and closed for good.
    let reason = json!({ "ticketId": id.to_string(), "reason": "It is dark once more." });
    done(&change(owner, "reopenTicket", reason, "ticket { status }").await);
    let back = stored(&t, id).await;
    assert_eq!((back.reopen_count, back.closed_at, back.resolved_at), (2, None, None));
    done(&change(owner, "closeTicket", ticket, "ticket { status }").await);
    // Behind what was written at the same moment of this clock.
    let closed = stored(&t, id).await.closed_at.expect("it is over");
    assert!((TimeDelta::zero()..TimeDelta::seconds(1)).contains(&(closed - t.now())), "{closed}");
    all_see_the_same(&cast, id, &TECHNICAL).await;
});

both!(what_is_about_bills_is_for_those_who_see_bills, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let opened = open(cast.caller("payer"), &cast.alice, "BILLING", "Paid twice").await;
    let id = id_of(&done(&opened)["ticket"]);
    all_see_the_same(&cast, id, &BILLING).await;
    strangers_change_nothing(&t, &cast, id).await;
    assert_eq!(refused(&reply(cast.caller("technical"), id, "What is it?").await), "NOT_FOUND");
    // What it is about changes, and with it who sees it.
    let input = json!({ "ticketId": id.to_string(), "category": "TECHNICAL" });
    done(&change(cast.caller("support"), "updateTicket", input, "ticket { category }").await);
    all_see_the_same(&cast, id, &["owner", "viewer", "technical", "agent", "support", "colleague"]).await;
});

both!(who_may_open_a_ticket_for_whom, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    for (name, source, side) in
        [("owner", "PORTAL", "CUSTOMER"), ("agent", "PORTAL", "RESELLER"), ("support", "STAFF", "STAFF")]
    {
        let opened = open(cast.caller(name), &cast.alice, "GENERAL", "A question").await;
        let ticket = &done(&opened)["ticket"];
        assert_eq!((&ticket["source"], &ticket["openedBy"]["kind"]), (&json!(source), &json!(side)));
        assert_eq!(written(ticket), [(side, "It began this morning.")]);
    }
    let input = json!({ "input": { "customerId": cast.alice.id.to_string(), "subject": "A question",
        "body": "What?", "category": "GENERAL" } });
    let document = mutation("createTicket", "");
    cast.caller("viewer").gql(&document, input.clone()).await.assert_code("FORBIDDEN");
    cast.caller("anonymous").gql(&document, input).await.assert_code("UNAUTHENTICATED");
    for name in STRANGERS {
        let payload = open(cast.caller(name), &cast.alice, "GENERAL", "A question").await;
        assert_eq!(refused(&payload), "NOT_FOUND", "by {name}");
        assert_eq!(payload["userErrors"][0]["field"], "customerId");
    }
    assert_eq!(all(&t).await.len(), 3);
});

both!(what_is_not_acceptable_is_named_and_leaves_no_gap, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let owner = cast.caller("owner");
    let long = "x".repeat(201);
    for subject in ["", "   ", "two\nlines", long.as_str()] {
        let payload = open(owner, &cast.alice, "GENERAL", subject).await;
        assert_eq!(
            (refused(&payload), &payload["userErrors"][0]["field"]),
            ("INVALID_INPUT", &json!("subject"))
        );
    }
    let id = id_of(&done(&open(owner, &cast.alice, "GENERAL", &"x".repeat(200)).await)["ticket"]);
    let much = "x".repeat(20_001);
    for body in ["", " \n ", "a\u{0}b", much.as_str()] {
        let payload = reply(owner, id, body).await;
        assert_eq!(
            (refused(&payload), &payload["userErrors"][0]["field"]),
            ("INVALID_INPUT", &json!("body"))
        );
    }
    let rows = all(&t).await;
    assert_eq!(rows.iter().map(|row| row.number.as_str()).collect::<Vec<_>>(), ["TKT-2026-000001"]);
    assert_eq!(replies(&t, id).await.len(), 1);
});

both!(a_row_that_has_changed_since_it_was_seen_is_not_changed, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let support = cast.caller("support");
    let id = t.ticket().of(&cast.alice).by(cast.login("owner")).insert().await.id;
    let seen = stored(&t, id).await.version;
    let ticket = id.to_string();
    done(&move_to(support, id, "OPEN").await);
    for (name, input) in [
        ("moveTicket", json!({ "ticketId": ticket, "status": "IN_PROGRESS", "expectedVersion": seen })),
        ("replyToTicket", json!({ "ticketId": ticket, "body": "Hello.", "expectedVersion": seen })),
        ("updateTicket", json!({ "ticketId": ticket, "priority": "HIGH", "expectedVersion": seen })),
    ] {
        let payload = change(support, name, input, "").await;
        let told = &payload["userErrors"][0];
        assert_eq!(
            (refused(&payload), &told["field"], &told["retryable"]),
            ("CONFLICT", &json!("expectedVersion"), &json!(true)),
            "{name}"
        );
    }
    let row = stored(&t, id).await;
    assert_eq!((row.version, row.status.name(), replies(&t, id).await.len()), (seen + 1, "OPEN", 1));
    let input = json!({ "ticketId": ticket, "priority": "HIGH", "expectedVersion": row.version });
    done(&change(support, "updateTicket", input, "ticket { priority }").await);
    assert_eq!(stored(&t, id).await.version, row.version + 1);
});
