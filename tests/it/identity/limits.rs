//! How often and how many at once may sign in (threats.md rows 3 and 13).

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use futures_util::future::join_all;
use portico::identity::entity::account_link::LinkRole;

use super::{WRONG, judged};
use crate::support::app::TestApp;
use crate::support::factory::account::PASSWORD;

both!(ten_sign_ins_a_minute_on_one_account, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    for _ in 0..10 {
        t.sign_in_as(&login).await;
    }
    t.advance(TimeDelta::milliseconds(59_001));
    let reply = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    reply.assert_code("RATE_LIMITED");
    assert_eq!(reply.body["errors"][0]["extensions"]["retryAfterSeconds"], 1);
    assert_eq!(judged(&t).await.len(), 10);
    t.advance(TimeDelta::seconds(1));
    t.sign_in_as(&login).await;
});

both!(ten_sign_ins_a_minute_from_one_address, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    for _ in 0..10 {
        let reply = caller.sign_in(t.unused_portal_id().as_str(), WRONG).await;
        assert_eq!(reply.user_errors("signIn"), ["INVALID_CREDENTIALS"]);
    }
    caller.sign_in(login.portal_id.as_str(), PASSWORD).await.assert_code("RATE_LIMITED");
    assert_eq!(caller.cookie(), None);
    // Another address is not concerned, and neither is this one at another tenant or a minute later.
    t.sign_in_as(&login).await;
    let other = t.tenant().await;
    let reply = caller.at_host(other.host()).sign_in(other.unused_portal_id().as_str(), WRONG).await;
    assert_eq!(reply.user_errors("signIn"), ["INVALID_CREDENTIALS"]);
    t.advance(TimeDelta::seconds(60));
    caller.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
    assert_eq!(caller.who().await, Some(login.portal_id.to_string()));
});

both!(
    a_storm_of_sign_ins_is_turned_away_and_others_are_served,
    |config| config.auth.hash_permits = 1,
    async |t: TestApp| {
        const STORM: usize = 200;
        let login = t.account().staff(LinkRole::Support).insert().await;
        let reader = t.sign_in_as(&login).await;
        let ids: Vec<_> = (0..STORM).map(|_| t.unused_portal_id()).collect();
        let callers: Vec<_> = (0..STORM).map(|_| t.anonymous()).collect();
        let started = Instant::now();
        let storm = join_all(ids.iter().zip(&callers).map(|(id, caller)| caller.sign_in(id.as_str(), WRONG)));
        let mut storm = std::pin::pin!(storm);
        let mut served = 0;
        let replies = loop {
            tokio::select! {
                replies = &mut storm => break replies,
                who = reader.who() => {
                    assert_eq!(who, Some(login.portal_id.to_string()));
                    served += 1;
                }
            }
        };
        // Ten times as long as a caller is made to wait for its turn.
        assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
        assert!(served >= 5, "others were served {served} times during the storm");

        let busy: Vec<usize> = (0..STORM).filter(|i| replies[*i].codes() == ["AUTH_BUSY"]).collect();
        let wrong = replies.iter().filter(|reply| reply.codes().is_empty());
        for reply in wrong.clone() {
            assert_eq!(reply.user_errors("signIn"), ["INVALID_CREDENTIALS"]);
        }
        let wrong = wrong.count();
        assert!(!busy.is_empty() && wrong > 0, "{} busy, {wrong} judged", busy.len());
        assert_eq!(busy.len() + wrong, STORM);
        assert_eq!(judged(&t).await.len(), wrong + 1, "only what was judged is recorded");

        // An attempt that was turned away did not count.
        let again = t.anonymous().sign_in(ids[busy[0]].as_str(), WRONG).await;
        assert_eq!(again.ok()["signIn"]["userErrors"][0]["attemptsRemaining"], 4);
    }
);

both!(an_address_over_its_limit_uses_up_nobody_s_account, |_| {}, async |t: TestApp| {
    let login = t.account().insert().await;
    let crowd = t.anonymous();
    let mut refused = 0;
    for _ in 0..40 {
        let portal_id = t.unused_portal_id();
        refused += u32::from(
            crowd.sign_in(portal_id.as_str(), "no password of anybody").await.codes() == ["RATE_LIMITED"],
        );
    }
    assert!(refused > 0, "the address is over its limit");
    for _ in 0..40 {
        let reply = crowd.sign_in(login.portal_id.as_str(), "no password of anybody").await;
        assert_eq!(reply.codes(), ["RATE_LIMITED"]);
    }
    t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
});
