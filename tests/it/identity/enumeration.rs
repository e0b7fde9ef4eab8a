//! Unknown portal ID and wrong password cannot be told apart (threats.md row 12): not by the answer, not by its length,
//! not by the work that is done. Their times are compared by the load suite.

use portico::identity::entity::account_link::LinkRole;
use serde_json::Value;

use super::{WRONG, judged};
use crate::support::app::TestApp;
use crate::support::reply::Reply;

/// The answer without the time that it took, which differs from one to the next.
fn told(reply: &Reply) -> (u16, Value, Value, u64) {
    let content_type = reply.headers["content-type"].to_str().expect("text").into();
    (reply.status.as_u16(), reply.body["data"].clone(), content_type, reply.statements())
}

both!(an_unknown_id_and_a_wrong_password_look_alike_up_to_the_lock_and_in_it, async |t: TestApp| {
    let login = t.account().staff(LinkRole::TenantAdmin).insert().await;
    let barred = t.account().password_hash(None).insert().await;
    let ids = [login.portal_id, barred.portal_id, t.unused_portal_id()];
    let callers = [t.anonymous(), t.anonymous(), t.anonymous()];
    for attempt in 1..=7 {
        let mut seen = Vec::new();
        for (id, caller) in ids.iter().zip(&callers) {
            seen.push(told(&caller.sign_in(id.as_str(), WRONG).await));
        }
        assert_eq!(seen[0], seen[1], "attempt {attempt}");
        assert_eq!(seen[0], seen[2], "attempt {attempt}");
        let error = &seen[0].1["signIn"]["userErrors"][0];
        assert_eq!(error["code"], if attempt <= 5 { "INVALID_CREDENTIALS" } else { "LOCKED" });
    }
    // What staff may know later is recorded, without naming the ID that was tried.
    let attempts = judged(&t).await;
    let of = |reason: &str| attempts.iter().filter(|attempt| attempt.reason == reason).count();
    assert_eq!((of("WRONG_PASSWORD"), of("UNKNOWN_PORTAL_ID"), attempts.len()), (10, 5, 15));
});

both!(a_password_too_long_to_be_one_is_a_wrong_one, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let long = "x".repeat(10_000);
    let known = t.anonymous().sign_in(login.portal_id.as_str(), &long).await;
    let unknown = t.anonymous().sign_in(t.unused_portal_id().as_str(), &long).await;
    assert_eq!(known.user_errors("signIn"), ["INVALID_CREDENTIALS"]);
    assert_eq!(told(&known), told(&unknown));
});
