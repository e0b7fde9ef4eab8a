//! An outsider who hammers a portal ID, and its owner at a known device, at the same time.

use chrono::TimeDelta;
use futures_util::future::{join, join_all};
use portico::config::Config;
use portico::identity::entity::account_link::LinkRole;

use super::device_list::listed;
use super::{WRONG, judged};
use crate::support::app::TestApp;
use crate::support::authenticator::{challenge, verify};
use crate::support::factory::account::PASSWORD;

/// Rounds of the race, a minute each.
const ROUNDS: usize = 6;

/// Callers that guess at once in each round.
const OUTSIDERS: usize = 30;

/// So that the race is about the counters: whoever is let through is hashed.
fn unhurried(config: &mut Config) {
    config.auth.hash_permits = 4;
}

both!(the_owner_gets_in_and_no_outsider_gets_a_guess_more, unhurried, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let owner = enrolled.caller.same_device();
    let id = login.portal_id.as_str();
    for round in 0..ROUNDS {
        let outsiders: Vec<_> = (0..OUTSIDERS).map(|_| t.anonymous()).collect();
        // Some have a device of their own, known to another account.
        let other = t.account().staff(LinkRole::Support).insert().await;
        let borrowed = t.sign_in_as(&other).await.device();
        for outsider in outsiders.iter().step_by(2) {
            outsider.set_device(borrowed.clone());
        }
        let guesses = join_all(outsiders.iter().map(|outsider| async move {
            for _ in 0..3 {
                outsider.sign_in(id, WRONG).await;
            }
        }));
        let comes_in = async {
            let waiting = challenge(&owner, &login).await;
            let code = enrolled.app.code(&t, 1);
            let reply = verify(&owner, &waiting, &code).await;
            let result = &reply.ok()["verifySecondFactor"]["result"];
            assert_eq!(result["__typename"], "SignedIn", "round {round}: {}", reply.text);
        };
        join(guesses, comes_in).await;
        t.advance(TimeDelta::minutes(1));
    }
    // All within one lock: five guesses, whatever the owner's successes were meanwhile.
    let wrong = judged(&t).await.iter().filter(|attempt| attempt.reason == "WRONG_PASSWORD").count();
    assert_eq!(wrong, 5);
    let reply = t.anonymous().sign_in(id, PASSWORD).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
});

both!(
    guesses_from_a_stolen_device_at_once_are_its_five_and_the_portal_id_s_five,
    |config: &mut Config| {
        config.auth.hash_permits = 4;
        config.auth.per_account_per_minute = 1_000;
        config.auth.per_address_per_minute = 1_000;
    },
    async |t: TestApp| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let owner = t.sign_in_as(&login).await;
        let thieves: Vec<_> = (0..50).map(|_| owner.same_device()).collect();
        let id = login.portal_id.as_str();
        let replies = join_all(thieves.iter().map(|thief| thief.sign_in(id, WRONG))).await;
        let of = |code: &str| replies.iter().filter(|reply| reply.user_errors("signIn") == [code]).count();
        assert_eq!((of("INVALID_CREDENTIALS"), of("LOCKED")), (10, 40));
        assert!(listed(&owner).await.is_empty(), "and nobody knows it any more");
    }
);
