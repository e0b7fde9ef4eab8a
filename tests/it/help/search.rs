//! Finding articles by their words, over both databases.

use super::*;

both!(words_are_found_in_titles_before_bodies, async |t: TestApp| {
    article(
        &t,
        "in-body",
        "en",
        "Slow evenings",
        "If nothing else helps, restart the router. Routers are patient.",
    )
    .await;
    article(&t, "in-title", "en", "Restart the router", "Pull the plug and wait.").await;
    article(&t, "neither", "en", "Moving home", "Tell us six weeks before.").await;
    let anonymous = t.anonymous();
    let find = async |text: &str| found(&anonymous, json!({ "search": text, "locale": "en" })).await;
    assert_eq!(find("router").await, ["in-title en", "in-body en"]);
    assert_eq!(find("ROUTERS restarting").await, ["in-title en", "in-body en"], "in any form");
    assert_eq!(find("patient router").await, ["in-body en"], "all the words");
    assert_eq!(find("weeks").await, ["neither en"]);
    assert!(find("banana").await.is_empty());
});

both!(words_are_those_of_the_language, async |t: TestApp| {
    article(&t, "plug", "de", "Steckdose", "Ziehen Sie den Stecker. Ärger vergeht.").await;
    article(&t, "plug", "en", "Socket", "Pull the plug.").await;
    let anonymous = t.anonymous();
    assert_eq!(found(&anonymous, json!({ "search": "steckdose", "locale": "de" })).await, ["plug de"]);
    assert_eq!(found(&anonymous, json!({ "search": "ÄRGER", "locale": "de-AT" })).await, ["plug de"]);
    assert!(
        found(&anonymous, json!({ "search": "socket", "locale": "de" })).await.is_empty(),
        "there is a better one that does not have the word"
    );
});

both!(a_change_is_found_by_its_new_words, async |t: TestApp| {
    let row = article(&t, "wifi", "en", "Wireless", "Old words.").await;
    let anonymous = t.anonymous();
    let find = async |text: &str| found(&anonymous, json!({ "search": text, "locale": "en" })).await;
    assert_eq!(find("wireless").await, ["wifi en"]);
    let text = ArticleText {
        title: "Radio".to_owned(),
        body: "Fresh sentences.".to_owned(),
        category: Some("TECHNICAL".to_owned()),
        service_kind: None,
    };
    help::update(&t.scope(), row.id, text, None).await.expect("changed");
    assert!(find("wireless").await.is_empty());
    assert_eq!(find("radio sentences").await, ["wifi en"]);
});

both!(no_text_breaks_the_search, async |t: TestApp| {
    article(&t, "near", "en", "Near and far", "A word and another.").await;
    let anonymous = t.anonymous();
    for text in [
        "'",
        "\"",
        "\"near",
        "near AND",
        "near OR far",
        "NEAR(near far)",
        "near*",
        "-near",
        "title:near",
        "^near",
        "near & | ! far",
        "near <-> far",
        "(((",
        "near)",
        "';DROP TABLE help_article;--",
        "%",
        "_",
        "\\",
        "$1",
        ":*",
        "near\u{202e}far",
        "日本語",
        "🙂",
        "\t\n",
        "",
        "{near}",
        "a AND NOT b",
        "near:*",
    ] {
        let reply = anonymous.gql(LIST, json!({ "search": text, "locale": "en" })).await;
        reply.ok();
    }
    // What is punctuation to people is punctuation here.
    for text in ["near*", "-near", "\"near\"", "(near)", "near & far"] {
        assert_eq!(found(&anonymous, json!({ "search": text, "locale": "en" })).await, ["near en"], "{text}");
    }
    for text in ["a".repeat(201), "a ".repeat(5_000), "near\u{0}".to_owned()] {
        let reply = anonymous.gql(LIST, json!({ "search": text, "locale": "en" })).await;
        reply.assert_code("BAD_USER_INPUT");
        assert_eq!(reply.body["errors"][0]["extensions"]["field"], "search");
    }
});

both!(pages_of_a_search_hold_each_article_once, async |t: TestApp| {
    for number in 0..12 {
        let body = "cable ".repeat(number % 4 + 1);
        article(&t, &format!("cable-{number}"), "en", "On cables", &body).await;
    }
    let anonymous = t.anonymous();
    for search in [json!("cable"), json!(null)] {
        let (mut after, mut seen) = (Value::Null, Vec::new());
        for _ in 0..3 {
            let variables = json!({ "search": search, "locale": "en", "first": 5, "after": after });
            let reply = anonymous.gql(LIST, variables).await;
            let page = &reply.ok()["helpArticles"];
            assert_eq!(page["totalCount"], 12);
            seen.extend(
                page["nodes"].as_array().expect("a list").iter().map(|node| node["slug"].to_string()),
            );
            after = page["pageInfo"]["endCursor"].clone();
        }
        assert_eq!(seen.len(), 12);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 12, "each once");
    }
});

both!(the_list_costs_the_same_for_one_and_for_fifty, async |t: TestApp| {
    for number in 0..50 {
        article(&t, &format!("cable-{number}"), "en", "On cables", "A cable.").await;
    }
    let customer = t.customer().insert().await;
    let owner =
        crate::network::member(&t, &customer, portico::identity::entity::account_link::LinkRole::Owner).await;
    let list = "query($n: Int!) { helpArticles(first: $n, search: \"cable\", locale: \"en\") { nodes { slug myVote } } }";
    let (one, fifty) = (owner.gql(list, json!({ "n": 1 })).await, owner.gql(list, json!({ "n": 50 })).await);
    assert_eq!(fifty.ok()["helpArticles"]["nodes"].as_array().map(Vec::len), Some(50));
    assert_eq!(one.statements(), fifty.statements());
    // Account, what fits, the articles, the votes.
    assert!(fifty.statements() <= 4, "{}", fifty.statements());
});
