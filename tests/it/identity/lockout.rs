//! Five failures lock a portal ID for half an hour (domain.md §4), whether it exists or not.

use chrono::TimeDelta;
use futures_util::future::join_all;
use portico::identity::entity::account_link::LinkRole;

use super::{WRONG, judged};
use crate::support::app::TestApp;
use crate::support::factory::account::PASSWORD;

both!(five_failures_lock_for_half_an_hour, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let ids = [login.portal_id.as_str().to_owned(), t.unused_portal_id().as_str().to_owned()];
    for id in &ids {
        let caller = t.anonymous();
        for remaining in [4, 3, 2, 1, 0] {
            let reply = caller.sign_in(id, WRONG).await;
            assert_eq!(reply.user_errors("signIn"), ["INVALID_CREDENTIALS"]);
            assert_eq!(reply.ok()["signIn"]["userErrors"][0]["attemptsRemaining"], remaining);
        }
    }
    // Nobody gets in now, not even with the right password, and the end does not move.
    t.advance(TimeDelta::minutes(29) + TimeDelta::seconds(59));
    for id in &ids {
        let caller = t.anonymous();
        let reply = caller.sign_in(id, PASSWORD).await;
        assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
        let error = &reply.ok()["signIn"]["userErrors"][0];
        assert_eq!(error["unlockAt"], "2026-11-22T10:30:00Z");
        assert_eq!(error["attemptsRemaining"], 0);
        assert_eq!(caller.cookie(), None);
    }
    assert_eq!(judged(&t).await.len(), 10, "what is locked out is not judged");

    t.advance(TimeDelta::seconds(1));
    let reply = t.anonymous().sign_in(&ids[1], WRONG).await;
    assert_eq!(reply.ok()["signIn"]["userErrors"][0]["attemptsRemaining"], 4, "the count begins anew");
    assert_eq!(t.sign_in_as(&login).await.who().await, Some(login.portal_id.to_string()));
});

both!(
    fifty_guesses_at_once_are_five_attempts,
    |config| config.auth.per_account_per_minute = 1_000,
    async |t: TestApp| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        for id in [login.portal_id.clone(), t.unused_portal_id()] {
            let before = judged(&t).await.len();
            let callers: Vec<_> = (0..50).map(|_| t.anonymous()).collect();
            let replies = join_all(callers.iter().map(|caller| caller.sign_in(id.as_str(), WRONG))).await;
            let of =
                |code: &str| replies.iter().filter(|reply| reply.user_errors("signIn") == [code]).count();
            assert_eq!((of("INVALID_CREDENTIALS"), of("LOCKED")), (5, 45));
            assert_eq!(judged(&t).await.len() - before, 5);
        }
        // The right one among them is too late as well.
        let reply = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
        assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
    }
);

both!(a_lock_of_one_tenant_is_none_of_another, async |t: TestApp| {
    let other = t.tenant().await;
    // The same text is a portal ID of both, as they have the same prefix.
    let id = t.unused_portal_id();
    let caller = t.anonymous();
    for _ in 0..6 {
        caller.sign_in(id.as_str(), WRONG).await;
    }
    assert_eq!(caller.sign_in(id.as_str(), WRONG).await.user_errors("signIn"), ["LOCKED"]);
    let reply = other.anonymous().sign_in(id.as_str(), WRONG).await;
    assert_eq!(reply.ok()["signIn"]["userErrors"][0]["attemptsRemaining"], 4);
});
