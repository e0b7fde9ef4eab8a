//! Writing, publishing and putting away; languages; what is not for everybody.

use portico::identity::entity::account_link::LinkRole;

use super::*;
use crate::network::{done, member, refused, send, staff};

const ARTICLE: &str =
    "article { id slug locale title body category serviceKind status helpful unhelpful myVote version }";

both!(an_article_is_written_published_changed_and_put_away, async |t: TestApp| {
    let (support, anonymous) = (staff(&t, LinkRole::Support).await, t.anonymous());
    let input = json!({ "slug": "restart", "locale": "EN-us", "title": " Restart it ", "body": "# Restart\n\nPull the plug.",
        "category": "TECHNICAL", "serviceKind": "INTERNET" });
    let written = done(send(&support, "createHelpArticle", input.clone(), ARTICLE).await)["article"].clone();
    assert_eq!(
        (&written["locale"], &written["title"], &written["status"], &written["version"]),
        (&json!("en-US"), &json!("Restart it"), &json!("DRAFT"), &json!(1))
    );
    assert_eq!((&written["category"], &written["serviceKind"]), (&json!("TECHNICAL"), &json!("INTERNET")));
    let again = send(&support, "createHelpArticle", input, ARTICLE).await;
    assert_eq!(refused(&again), ("NAME_TAKEN", "slug"));
    let id = written["id"].clone();
    assert!(found(&anonymous, json!({ "locale": "en-US" })).await.is_empty());
    let published =
        send(&support, "publishHelpArticle", json!({ "articleId": id, "expectedVersion": 1 }), ARTICLE).await;
    assert_eq!(done(published)["article"]["status"], "PUBLISHED");
    assert_eq!(found(&anonymous, json!({ "locale": "en-US" })).await, ["restart en-US"]);
    let twice = send(&support, "publishHelpArticle", json!({ "articleId": id }), ARTICLE).await;
    assert_eq!(refused(&twice), ("INVALID_TRANSITION", "articleId"));
    assert_eq!(twice["userErrors"][0]["allowed"], json!(["ARCHIVED"]));
    let change =
        json!({ "articleId": id, "title": "Switch it off and on", "body": "Twice.", "expectedVersion": 1 });
    let stale = send(&support, "updateHelpArticle", change.clone(), ARTICLE).await;
    assert_eq!(refused(&stale), ("CONFLICT", "expectedVersion"));
    let mut change = change;
    change["expectedVersion"] = json!(2);
    let changed = done(send(&support, "updateHelpArticle", change, ARTICLE).await)["article"].clone();
    assert_eq!(
        (&changed["category"], &changed["serviceKind"]),
        (&json!(null), &json!(null)),
        "all that it says"
    );
    let read =
        "query($slug: String!, $locale: String) { helpArticle(slug: $slug, locale: $locale) { title body } }";
    let reply = anonymous.gql(read, json!({ "slug": "restart", "locale": "en-US" })).await;
    assert_eq!(reply.ok()["helpArticle"], json!({ "title": "Switch it off and on", "body": "Twice." }));
    done(send(&support, "archiveHelpArticle", json!({ "articleId": id }), ARTICLE).await);
    let reply = anonymous.gql(read, json!({ "slug": "restart", "locale": "en-US" })).await;
    assert!(reply.ok()["helpArticle"].is_null());
    assert!(found(&anonymous, json!({ "locale": "en-US" })).await.is_empty());
});

both!(what_is_wrong_is_named, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let good = json!({ "slug": "a", "locale": "de", "title": "A", "body": "B" });
    for (field, value) in [
        ("slug", json!("")),
        ("slug", json!("Not a slug")),
        ("slug", json!("a".repeat(81))),
        ("locale", json!("deutsch")),
        ("locale", json!("de_AT")),
        ("title", json!(" ")),
        ("title", json!("a".repeat(201))),
        ("body", json!("")),
        ("body", json!("a".repeat(20_001))),
        ("body", json!("a\u{0}b")),
    ] {
        let mut input = good.clone();
        input[field] = value;
        let payload = send(&admin, "createHelpArticle", input, ARTICLE).await;
        assert_eq!(refused(&payload), ("INVALID_INPUT", field));
    }
    let absent = json!({ "articleId": "hlp_01kb0000000000000000n0b0d0" });
    for name in ["publishHelpArticle", "archiveHelpArticle"] {
        let payload = send(&admin, name, absent.clone(), ARTICLE).await;
        assert_eq!(refused(&payload), ("NOT_FOUND", "articleId"));
    }
});

both!(readers_get_the_best_language_and_each_article_once, async |t: TestApp| {
    let t = t.tenant_with(|new| new.locale = "fr-FR".to_owned()).await;
    article(&t, "wifi", "de-AT", "WLAN in Österreich", "Servus.").await;
    article(&t, "wifi", "de", "WLAN", "Hallo.").await;
    article(&t, "wifi", "fr", "Wi-Fi", "Bonjour.").await;
    article(&t, "bill", "de", "Rechnung", "Hallo.").await;
    article(&t, "bill", "fr", "Facture", "Bonjour.").await;
    article(&t, "move", "fr", "Déménagement", "Bonjour.").await;
    article(&t, "other", "es", "Otro", "Hola.").await;
    draft(&t, "bill", "de-AT", "Entwurf", "Servus.").await;
    let anonymous = t.anonymous();
    for (locale, expected) in [
        ("de-AT", vec!["bill de", "move fr", "wifi de-AT"]),
        ("de-CH", vec!["bill de", "move fr", "wifi de"]),
        ("it", vec!["bill fr", "move fr", "wifi fr"]),
        ("es", vec!["bill fr", "move fr", "other es", "wifi fr"]),
    ] {
        let mut articles = found(&anonymous, json!({ "locale": locale })).await;
        articles.sort();
        assert_eq!(articles, expected, "{locale}");
    }
    let mut own = found(&anonymous, json!({})).await;
    own.sort();
    assert_eq!(own, ["bill fr", "move fr", "wifi fr"], "the ISP's language");
    let read =
        "query($slug: String!, $locale: String) { helpArticle(slug: $slug, locale: $locale) { locale } }";
    for (slug, locale, expected) in [
        ("wifi", json!("de-AT"), json!({ "locale": "de-AT" })),
        ("bill", json!("de-AT"), json!({ "locale": "de" })),
        ("move", json!("de-AT"), json!({ "locale": "fr" })),
        ("wifi", json!(null), json!({ "locale": "fr" })),
        ("other", json!("de"), json!(null)),
        ("none", json!("de"), json!(null)),
        ("' OR 1=1", json!("de"), json!(null)),
    ] {
        let reply = anonymous.gql(read, json!({ "slug": slug, "locale": locale })).await;
        assert_eq!(reply.ok()["helpArticle"], expected, "{slug} {locale}");
    }
    let reply = anonymous.gql(read, json!({ "slug": "wifi", "locale": "d\u{0}e" })).await;
    reply.assert_code("BAD_USER_INPUT");
});

both!(what_is_not_published_is_the_staff_s, async |t: TestApp| {
    let draft = draft(&t, "secret", "en", "Secret", "Canary.").await;
    let abroad = t.tenant().await;
    article(&abroad, "theirs", "en", "Theirs", "Canary.").await;
    let customer = t.customer().insert().await;
    let owner = member(&t, &customer, LinkRole::Owner).await;
    let strangers = [t.anonymous(), owner.clone(), staff(&abroad, LinkRole::Support).await];
    let node =
        "query($id: ID!) { node(id: $id) { id } helpArticle(slug: \"secret\", locale: \"en\") { id } }";
    for stranger in &strangers {
        let reply = stranger.gql(node, json!({ "id": draft.id.to_string() })).await;
        assert_eq!(*reply.ok(), json!({ "node": null, "helpArticle": null }));
        for status in ["DRAFT", "ARCHIVED"] {
            let articles = found(stranger, json!({ "status": status, "search": "canary" })).await;
            assert!(!articles.contains(&"secret en".to_owned()), "{articles:?}");
        }
        assert!(!found(stranger, json!({ "locale": "en" })).await.contains(&"secret en".to_owned()));
    }
    assert!(!found(&owner, json!({ "locale": "en" })).await.contains(&"theirs en".to_owned()));
    let billing = staff(&t, LinkRole::Billing).await;
    assert_eq!(found(&billing, json!({ "status": "DRAFT" })).await, ["secret en"], "in every language");
    assert!(found(&billing, json!({ "locale": "en" })).await.is_empty());
    let write = r#"mutation { createHelpArticle(input: { slug: "x", locale: "en", title: "x", body: "x" }) { userErrors { code } } }"#;
    for caller in [&owner, &billing] {
        caller.gql(write, json!({})).await.assert_code("FORBIDDEN");
    }
    t.anonymous().gql(write, json!({})).await.assert_code("UNAUTHENTICATED");
    let publish = json!({ "articleId": draft.id.to_string() });
    let foreign =
        send(&staff(&abroad, LinkRole::Support).await, "publishHelpArticle", publish, ARTICLE).await;
    assert_eq!(refused(&foreign), ("NOT_FOUND", "articleId"));
});
