//! The same answer of a passkey many times at once: one success.

use futures_util::future::join_all;
use portico::config::Config;
use portico::identity::entity::account_link::LinkRole;

use crate::support::app::TestApp;
use crate::support::authenticator::{challenge, step_up};
use crate::support::passkey::{Asked, SoftPasskey, asked, finish_registration, sign_in, start_registration};
use crate::support::reply::Reply;

const AT_ONCE: usize = 20;

/// So that nothing but the race itself limits it.
fn unlimited(config: &mut Config) {
    config.auth.max_failures = 1_000;
    config.auth.per_account_per_minute = 1_000;
    config.auth.per_address_per_minute = 1_000;
}

fn successes(replies: &[Reply], mutation: &str) -> usize {
    replies.iter().filter(|reply| !reply.ok()[mutation]["result"].is_null()).count()
}

both!(an_answer_sent_many_times_at_once_begins_one_session, unlimited, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let mut owner = t.with_passkey(&login, 1).await;
    let browser = t.anonymous();
    let waiting = challenge(&browser, &login).await;
    for challenge in [None, Some(waiting.as_str())] {
        let question = asked(&browser, challenge).await;
        let answer = owner.passkey.answer(&question);
        // Each with a cookie jar of its own.
        let callers: Vec<_> = (0..AT_ONCE).map(|_| browser.at_port(t.port())).collect();
        let sent = callers.iter().map(|caller| sign_in(caller, &question, &answer));
        assert_eq!(successes(&join_all(sent).await, "signInWithPasskey"), 1);
    }
});

both!(answers_with_one_counter_to_many_questions_begin_one_session, unlimited, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let mut owner = t.with_passkey(&login, 1).await;
    owner.passkey.counter = 7;
    let mut waiting = Vec::new();
    for _ in 0..AT_ONCE {
        let caller = t.anonymous();
        let question = asked(&caller, None).await;
        let answer = owner.passkey.answer_again(&question);
        waiting.push((caller, question, answer));
    }
    let sent = waiting.iter().map(|(caller, question, answer)| sign_in(caller, question, answer));
    assert_eq!(successes(&join_all(sent).await, "signInWithPasskey"), 1);
});

both!(a_registration_finished_many_times_at_once_makes_one_passkey, unlimited, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    step_up(&caller).await;
    let question = Asked::of(&start_registration(&caller, None).await, "startPasskeyRegistration");
    let (_, answer) = SoftPasskey::make(&question, &t.origin(), 1);
    let sent = (0..AT_ONCE).map(|_| finish_registration(&caller, None, &question, &answer, "phone"));
    let replies = join_all(sent).await;
    let made = |reply: &&Reply| reply.body["data"]["finishPasskeyRegistration"]["passkeyId"].is_string();
    assert_eq!(replies.iter().filter(made).count(), 1);
});
