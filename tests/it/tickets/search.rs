//! Tickets are found by words: of what they are about, of what was written, and for staff of the notes. What a search
//! engine would take for an operator is a plain text.

use super::*;

/// Three tickets of Alice's and one of Bob's, by subject: what was said, and what was noted.
const TICKETS: [(&str, &str, &str, &str); 4] = [
    ("alice", "The router blinks", "It is the Fritzbox in the cellar", "A relapse of last winter"),
    ("alice", "Printer out of paper", "We don't print; we's 100% sure", "Not ours to mend"),
    ("alice", "Bill of October", "Charged twice: 39.90 EUR & fees", "Refund was promised"),
    ("bob", "The router hums", "A loud Fritzbox", "A relapse as well"),
];

/// The subjects of the tickets, as they were opened through the API.
async fn tickets(cast: &Cast) {
    for (whose, subject, said, noted) in TICKETS {
        let (customer, owner) = match whose {
            "alice" => (&cast.alice, cast.caller("owner")),
            _ => (&cast.bob, cast.caller("bob")),
        };
        let opened = open(owner, customer, "GENERAL", subject).await;
        let id = id_of(&done(&opened)["ticket"]);
        done(&reply(owner, id, said).await);
        let input = json!({ "ticketId": id.to_string(), "body": noted });
        done(&change(cast.caller("support"), "addTicketNote", input, "note { id }").await);
    }
}

/// What staff finds in the queue, and a member among its own, in the order of subjects.
async fn found(caller: &Caller, within: Option<&customer::Model>, search: &str) -> Vec<String> {
    let list = "tickets(first: 50, filter: { search: $search }) { totalCount nodes { subject } }";
    let (document, id) = match within {
        None => (format!("query($search: String) {{ {list} }}"), None),
        Some(customer) => (
            format!(
                "query($search: String, $id: ID!) {{ node(id: $id) {{ ... on Customer {{ {list} }} }} }}"
            ),
            Some(customer.id.to_string()),
        ),
    };
    let reply = caller.gql(&document, json!({ "search": search, "id": id })).await;
    let data = reply.ok();
    let page = data.get("tickets").unwrap_or(&data["node"]["tickets"]);
    let rows = page["nodes"].as_array().unwrap_or_else(|| panic!("{search:?}: {}", reply.text));
    assert_eq!(page["totalCount"], rows.len(), "{search:?}");
    let mut subjects: Vec<String> =
        rows.iter().map(|row| row["subject"].as_str().expect("text").to_owned()).collect();
    subjects.sort_unstable();
    subjects
}

both!(words_are_found_wherever_they_stand, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    tickets(&cast).await;
    let support = cast.caller("support");
    for (search, expected) in [
        // Of the subject, in any case, and by how a word begins.
        ("router", vec!["The router blinks", "The router hums"]),
        ("ROUTER", vec!["The router blinks", "The router hums"]),
        ("rout", vec!["The router blinks", "The router hums"]),
        ("  blinks  ", vec!["The router blinks"]),
        // Of a reply.
        ("fritzbox", vec!["The router blinks", "The router hums"]),
        ("cellar", vec!["The router blinks"]),
        // All of several words, in any order, and wherever they stand.
        ("router cellar", vec!["The router blinks"]),
        ("cellar rou", vec!["The router blinks"]),
        ("router unicorn", vec![]),
        // Of a note.
        ("relapse", vec!["The router blinks", "The router hums"]),
        ("relap winter", vec!["The router blinks"]),
        ("unicorn", vec![]),
    ] {
        assert_eq!(found(support, None, search).await, expected, "{search:?}");
    }
    assert_eq!(found(support, Some(&cast.bob), "router").await, ["The router hums"]);
    assert!(found(cast.caller("abroad's support"), None, "router").await.is_empty());
});

both!(customers_find_their_own_by_what_they_can_read, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    tickets(&cast).await;
    for name in ["owner", "viewer", "technical", "payer", "agent"] {
        let caller = cast.caller(name);
        for (search, expected) in [
            ("router", vec!["The router blinks"]),
            ("fritz", vec!["The router blinks"]),
            ("charged october", vec!["Bill of October"]),
            // By a note nothing is found, not even together with what can be read.
            ("relapse", vec![]),
            ("router relapse", vec![]),
            ("router winter", vec![]),
            ("refund", vec![]),
            ("promised", vec![]),
        ] {
            assert_eq!(found(caller, Some(&cast.alice), search).await, expected, "{search:?} by {name}");
        }
    }
    let narrowed = "query($id: ID!) { node(id: $id) { ... on Customer {
        tickets(first: 50, filter: { search: \"router\", status: CLOSED }) { totalCount } } } }";
    let none = cast.caller("owner").gql(narrowed, json!({ "id": cast.alice.id.to_string() })).await;
    assert_eq!(none.ok()["node"]["tickets"]["totalCount"], 0, "all parts of a filter count");
});

both!(operators_and_quotes_are_plain_text, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    tickets(&cast).await;
    let (support, owner) = (cast.caller("support"), cast.caller("owner"));
    let alice = &cast.alice;
    // What would widen a search, were it an operator: none finds what does not have the words.
    for search in [
        "router OR printer",
        "blinks OR october",
        "blinks | october",
        "unicorn OR router",
        "unicorn\" OR \"router",
        "unicorn' OR '1'='1",
        "un%rn",
        "NEAR(router unicorn)",
        "unicorn -- router",
        "subject:unicorn",
    ] {
        assert!(found(support, None, search).await.is_empty(), "{search:?} by staff");
        assert!(found(owner, Some(alice), search).await.is_empty(), "{search:?} by a customer");
    }
    // What would turn a search around.
    for search in ["NOT router", "-router", "!router", "router AND NOT blinks", "^router"] {
        let seen = found(owner, Some(alice), search).await;
        let others = seen.iter().any(|subject| !subject.contains("router"));
        assert!(!others, "{search:?}: {seen:?}");
    }
    // What has a word between signs finds no more than the word does.
    for search in
        ["\"router\"", "'router'", "(router)", "router*", "router:", "router;", "router,blinks", "rou*"]
    {
        let seen = found(owner, Some(alice), search).await;
        assert!(seen.iter().all(|subject| subject == "The router blinks"), "{search:?}: {seen:?}");
    }
    // Nothing breaks by what is no word at all, nor by what is left open.
    for search in [
        "\"",
        "'",
        "(",
        ")",
        "*",
        "\\",
        "%",
        "_",
        ":*",
        "<->",
        "& | !",
        "\"router",
        "router\\",
        "()",
        "{router}",
        "[",
        "ro'ut\"er",
        "\u{202e}router",
        "🙂",
        "\t\n",
    ] {
        for caller in [support, owner] {
            let document = "query($search: String, $id: ID!) { node(id: $id) { ... on Customer {
                tickets(first: 50, filter: { search: $search }) { totalCount nodes { subject } } } } }";
            let variables = json!({ "search": search, "id": alice.id.to_string() });
            let reply = caller.gql(document, variables).await;
            assert!(reply.codes().iter().all(|code| *code == "BAD_USER_INPUT"), "{search:?}: {}", reply.text);
            assert!(!reply.text.contains("hums"), "{search:?}: {}", reply.text);
        }
    }
    assert_eq!(all(&t).await.len(), TICKETS.len());
});
