//! The same proof many times at once: one success (threats.md row 16).

use futures_util::future::join_all;
use portico::config::Config;
use portico::identity::entity::account_link::LinkRole;

use crate::support::app::TestApp;
use crate::support::authenticator::{challenge, verify};
use crate::support::reply::Reply;

const AT_ONCE: usize = 20;

/// So that nothing but the race itself limits it.
fn unlimited(config: &mut Config) {
    config.auth.max_failures = 1_000;
    config.auth.per_account_per_minute = 1_000;
    config.auth.per_address_per_minute = 1_000;
}

fn successes(replies: &[Reply]) -> usize {
    replies.iter().filter(|reply| !reply.ok()["verifySecondFactor"]["result"].is_null()).count()
}

both!(a_code_sent_for_many_sign_ins_at_once_begins_one_session, unlimited, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    for code in [enrolled.app.code(&t, 1), enrolled.recovery_codes[0].clone()] {
        let mut waiting = Vec::new();
        for _ in 0..AT_ONCE {
            let caller = t.anonymous();
            let challenge = challenge(&caller, &login).await;
            waiting.push((caller, challenge));
        }
        let replies =
            join_all(waiting.iter().map(|(caller, challenge)| verify(caller, challenge, &code))).await;
        assert_eq!(successes(&replies), 1);
    }
});

both!(a_challenge_met_many_times_at_once_begins_one_session, unlimited, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let caller = t.anonymous();
    let challenge = challenge(&caller, &login).await;
    // Different codes, each of them right.
    let codes: Vec<String> = enrolled.recovery_codes.iter().take(5).cloned().collect();
    let callers: Vec<_> = codes.iter().map(|_| caller.at_port(t.port())).collect();
    let replies =
        join_all(callers.iter().zip(&codes).map(|(caller, code)| verify(caller, &challenge, code))).await;
    assert_eq!(successes(&replies), 1);
    let own = enrolled
        .caller
        .gql("{ viewer { account { secondFactors { recoveryCodesRemaining } } } }", serde_json::json!({}));
    let own = own.await;
    let left = &own.ok()["viewer"]["account"]["secondFactors"]["recoveryCodesRemaining"];
    assert_eq!(*left, 9, "only the winner's code is used up");
});
