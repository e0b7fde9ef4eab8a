//! One vote of an account, which may be changed; counters that are the votes, however they come.

use futures_util::future::join_all;
use portico::db::Reads as _;
use portico::help::entity::{help_article, help_vote};
use portico::identity::entity::account_link::LinkRole;

use super::*;
use crate::network::{done, member, refused, send};

const VOTED: &str = "article { helpful unhelpful myVote version }";

async fn vote(caller: &Caller, article: &HelpArticle, helpful: bool) -> Value {
    let input = json!({ "articleId": article.id.to_string(), "helpful": helpful });
    send(caller, "voteHelpArticle", input, VOTED).await
}

/// Helpful and not, as counted and as voted.
async fn counted(t: &TestApp) -> ((i32, i32), (usize, usize)) {
    let scope = t.scope();
    let row = scope.select::<help_article::Entity>().one().await.expect("read").expect("there is one");
    let votes = scope.select::<help_vote::Entity>().all().await.expect("read");
    let helpful = votes.iter().filter(|vote| vote.helpful).count();
    ((row.helpful, row.unhelpful), (helpful, votes.len() - helpful))
}

both!(a_vote_counts_once_and_may_be_changed, async |t: TestApp| {
    let row = article(&t, "wifi", "en", "Wi-Fi", "Words.").await;
    let customer = t.customer().insert().await;
    let (ada, bob) =
        (member(&t, &customer, LinkRole::Owner).await, member(&t, &customer, LinkRole::Viewer).await);
    for _ in 0..2 {
        let voted = done(vote(&ada, &row, true).await);
        assert_eq!(voted["article"], json!({ "helpful": 1, "unhelpful": 0, "myVote": true, "version": 2 }));
    }
    let voted = done(vote(&bob, &row, false).await);
    assert_eq!(voted["article"], json!({ "helpful": 1, "unhelpful": 1, "myVote": false, "version": 2 }));
    let changed = done(vote(&ada, &row, false).await);
    assert_eq!(changed["article"], json!({ "helpful": 0, "unhelpful": 2, "myVote": false, "version": 2 }));
    assert_eq!(counted(&t).await, ((0, 2), (0, 2)));
    let anonymous = t
        .anonymous()
        .gql("{ helpArticles(first: 1, locale: \"en\") { nodes { helpful myVote } } }", json!({}))
        .await;
    assert_eq!(anonymous.ok()["helpArticles"]["nodes"], json!([{ "helpful": 0, "myVote": null }]));
});

both!(what_is_not_published_takes_no_votes, async |t: TestApp| {
    let hidden = draft(&t, "wifi", "en", "Wi-Fi", "Words.").await;
    let customer = t.customer().insert().await;
    let owner = member(&t, &customer, LinkRole::Owner).await;
    assert_eq!(refused(&vote(&owner, &hidden, true).await), ("NOT_FOUND", "articleId"));
    let abroad = t.tenant().await;
    let foreign = article(&abroad, "wifi", "en", "Wi-Fi", "Words.").await;
    assert_eq!(refused(&vote(&owner, &foreign, true).await), ("NOT_FOUND", "articleId"));
    assert_eq!(counted(&abroad).await, ((0, 0), (0, 0)));
    let document = format!(
        r#"mutation {{ voteHelpArticle(input: {{ articleId: "{}", helpful: true }}) {{ userErrors {{ code }} }} }}"#,
        foreign.id
    );
    t.anonymous().gql(&document, json!({})).await.assert_code("UNAUTHENTICATED");
});

both!(votes_that_come_at_once_are_counted_exactly, async |t: TestApp| {
    let row = article(&t, "wifi", "en", "Wi-Fi", "Words.").await;
    let customer = t.customer().insert().await;
    let mut voters = Vec::new();
    for _ in 0..4 {
        voters.push(member(&t, &customer, LinkRole::Owner).await);
    }
    // Each from several tabs at once, and not of one mind.
    let tabs =
        voters.iter().flat_map(|voter| [true, false, true, false].map(|helpful| vote(voter, &row, helpful)));
    for outcome in join_all(tabs).await {
        done(outcome);
    }
    let (counters, votes) = counted(&t).await;
    assert_eq!((usize::try_from(counters.0), usize::try_from(counters.1)), (Ok(votes.0), Ok(votes.1)));
    assert_eq!(votes.0 + votes.1, 4, "one of an account");
});
