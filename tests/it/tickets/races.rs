//! Writers that meet: no word is lost, no number is given twice, one of two who saw the same version wins, and tickets that
//! are merged into each other at once do not make a ring.

use std::collections::{HashMap, HashSet};

use futures_util::future::join_all;
use portico::tickets::entity::ticket::TicketStatus;

use super::machine::transitions;
use super::*;

/// The changes of status are one way from the beginning to where it stands: each status but the last is left as often as
/// it is entered.
async fn the_way_has_no_gap(t: &TestApp, id: TicketId) {
    let mut left_over: HashMap<TicketStatus, i32> = HashMap::new();
    let rows = transitions(t, id).await;
    assert_eq!(rows.iter().filter(|row| row.from_status.is_none()).count(), 1);
    for row in &rows {
        *left_over.entry(row.to_status).or_default() += 1;
        if let Some(from) = row.from_status {
            assert!(from.may_become(row.to_status), "{row:?}");
            *left_over.entry(from).or_default() -= 1;
        }
    }
    let now = stored(t, id).await.status;
    for (status, count) in left_over {
        assert_eq!(count, i32::from(status == now), "{status:?}, and it stands {now:?}");
    }
}

both!(of_twenty_who_write_and_move_at_once_no_word_is_lost, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let id = t.ticket().of(&cast.alice).by(cast.login("owner")).status(TicketStatus::Open).insert().await.id;
    let before = stored(&t, id).await.version;
    let (writers, movers) =
        (["owner", "technical", "agent", "support", "colleague"], ["support", "colleague"]);
    let targets = ["IN_PROGRESS", "PENDING_VENDOR", "PENDING_CUSTOMER", "OPEN", "RESOLVED"];
    let cast = &cast;
    let said = join_all((0..10).map(|number| async move {
        let caller = cast.caller(writers[number % writers.len()]);
        let payload = reply(caller, id, &format!("word {number}")).await;
        done(&payload);
    }));
    let moved = join_all((0..10).map(|number| async move {
        let payload = move_to(cast.caller(movers[number % 2]), id, targets[number % targets.len()]).await;
        match payload["userErrors"][0]["code"].as_str() {
            None => true,
            Some("INVALID_TRANSITION" | "CONFLICT") => false,
            Some(_) => panic!("{payload}"),
        }
    }));
    let (_, moved) = tokio::join!(said, moved);
    let words: HashSet<String> = replies(&t, id).await.into_iter().map(|row| row.body).collect();
    for number in 0..10 {
        assert!(words.contains(&format!("word {number}")), "word {number} is lost: {words:?}");
    }
    assert_eq!(words.len(), 11, "and none is doubled");
    the_way_has_no_gap(&t, id).await;
    let moves = moved.into_iter().filter(|moved| *moved).count();
    assert!(moves > 0);
    let version = stored(&t, id).await.version;
    assert!(version >= before + 10 + i32::try_from(moves).expect("ten at most"), "{version} after {before}");
    let seen = seen(cast.caller("owner"), id).await.expect("it is there");
    assert_eq!(seen["replies"]["nodes"].as_array().map(Vec::len), Some(11));
});

both!(of_those_who_saw_the_same_version_one_wins, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let targets = ["IN_PROGRESS", "PENDING_VENDOR", "PENDING_CUSTOMER", "RESOLVED"];
    for _ in 0..6 {
        let ticket =
            t.ticket().of(&cast.alice).by(cast.login("owner")).status(TicketStatus::Open).insert().await;
        let cast = &cast;
        let attempts = targets.into_iter().map(|target| async move {
            let input = json!({
                "ticketId": ticket.id.to_string(), "status": target, "expectedVersion": ticket.version,
            });
            change(cast.caller("support"), "moveTicket", input, "ticket { status }").await
        });
        let payloads = join_all(attempts).await;
        let won: Vec<&Value> = payloads.iter().filter(|payload| payload["userErrors"] == json!([])).collect();
        assert_eq!(won.len(), 1, "{payloads:?}");
        for payload in payloads.iter().filter(|payload| payload["userErrors"] != json!([])) {
            assert_eq!(refused(payload), "CONFLICT");
        }
        let row = stored(&t, ticket.id).await;
        assert_eq!(won[0]["ticket"]["status"], row.status.name());
        assert_eq!(row.version, ticket.version + 1);
        the_way_has_no_gap(&t, ticket.id).await;
    }
});

both!(tickets_that_are_opened_at_once_have_numbers_without_a_gap, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let cast = &cast;
    let attempts = (0..20).map(|number| async move {
        let name = ["owner", "technical", "agent", "support"][number % 4];
        // Every fifth is not acceptable, and takes no number.
        let subject = if number % 5 == 4 { String::new() } else { format!("Question {number}") };
        let payload = open(cast.caller(name), &cast.alice, "GENERAL", &subject).await;
        if subject.is_empty() {
            assert_eq!(refused(&payload), "INVALID_INPUT");
        } else {
            done(&payload);
        }
    });
    join_all(attempts).await;
    let rows = all(&t).await;
    let expected: Vec<String> = (1..=16).map(|number| format!("TKT-2026-{number:06}")).collect();
    assert_eq!(rows.iter().map(|row| &row.number).collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
    for row in rows {
        assert_eq!(replies(&t, row.id).await.len(), 1, "{}", row.number);
        the_way_has_no_gap(&t, row.id).await;
    }
});

/// Where each of these goes on in the end; panics at a ring.
async fn ends(t: &TestApp, ids: &[TicketId]) -> HashSet<TicketId> {
    let mut ends = HashSet::new();
    for id in ids {
        let (mut at, mut passed) = (stored(t, *id).await, 0);
        while let Some(next) = at.merged_into_id {
            assert_eq!(at.status, TicketStatus::Closed, "{at:?}");
            passed += 1;
            assert!(passed < ids.len(), "they go round in a ring: {ids:?}");
            at = stored(t, next).await;
        }
        ends.insert(at.id);
    }
    ends
}

both!(two_opposite_merges_at_once_do_not_make_a_ring, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let support = cast.caller("support");
    for count in [2, 2, 2, 3, 3, 3] {
        let mut ids = Vec::new();
        for _ in 0..count {
            ids.push(t.ticket().of(&cast.alice).by(cast.login("owner")).insert().await.id);
        }
        // Each into the next one, the last into the first.
        let pairs = (0..count).map(|place| (ids[place], ids[(place + 1) % count]));
        let payloads = join_all(pairs.map(|(source, target)| async move {
            let input = json!({ "sourceId": source.to_string(), "targetId": target.to_string() });
            change(support, "mergeTickets", input, "ticket { number }").await
        }))
        .await;
        let merged = payloads.iter().filter(|payload| payload["userErrors"] == json!([])).count();
        assert!((1..count).contains(&merged), "{payloads:?}");
        assert_eq!(ends(&t, &ids).await.len(), count - merged);
        for id in ids {
            the_way_has_no_gap(&t, id).await;
        }
    }
});

both!(who_watches_and_tags_at_once_does_so_once, async |t: TestApp| {
    use portico::tickets::entity::{ticket_tag, ticket_watcher};
    let cast = Cast::at(&t).await;
    let id = t.ticket().of(&cast.alice).insert().await.id;
    let cast = &cast;
    join_all((0..8).map(|_| async move {
        let watched = json!({ "ticketId": id.to_string() });
        done(&change(cast.caller("owner"), "watchTicket", watched, "ticket { id }").await);
    }))
    .await;
    join_all((0..8).map(|number| async move {
        let tags = json!({ "ticketId": id.to_string(), "add": ["router", format!("tag-{}", number % 2)] });
        let payload = change(cast.caller("support"), "tagTicket", tags, "ticket { tags }").await;
        assert!(payload["userErrors"] == json!([]) || refused(&payload) == "CONFLICT", "{payload}");
    }))
    .await;
    let scope = t.scope();
    assert_eq!(scope.select::<ticket_watcher::Entity>().count().await.expect("counted"), 1);
    let tags = scope.select::<ticket_tag::Entity>().all().await.expect("the database answers");
    let mut names: Vec<&str> = tags.iter().map(|row| row.tag.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["router", "tag-0", "tag-1"]);
});
