//! The queue: in the caller's transaction, sealed, claimed by one, retried, given up.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use portico::mail::entity::mail_message::{self, MailStatus};
use portico::mail::{EnqueueError, NewMail, Template, enqueue};
use portico::ports::mail::{KeptMails, MailTransport, Outgoing, SendError};

use sea_orm::ConnectionTrait as _;
use tokio_util::sync::CancellationToken;

use crate::support::app::TestApp;
use crate::upkeep::clear;

/// A mail with a canary where a token would be.
pub(crate) fn reset(t: &TestApp, to: &str) -> NewMail {
    let template = Template::PasswordReset {
        name: "Jo Canary-Name".to_owned(),
        portal_id: "EX-2345-6789-A".to_owned(),
        token: "canary-token".to_owned(),
        expires_at: t.now() + TimeDelta::minutes(60),
    };
    NewMail { template, to: to.to_owned(), locale: Some("en-US".to_owned()) }
}

/// A mail that does not expire.
fn notice(t: &TestApp) -> Template {
    Template::PasswordChanged { name: "Jo".to_owned(), portal_id: "EX-2345-6789-A".to_owned(), at: t.now() }
}

/// Queues a mail and commits.
pub(crate) async fn queue(t: &TestApp, mail: NewMail) {
    let tx = t.scope().begin().await.expect("the database answers");
    enqueue(&tx, &t.keyring(), mail).await.expect("queued");
    tx.commit().await.expect("the database answers");
}

/// A way out that fails as it is told.
struct Failing(SendError);

#[async_trait]
impl MailTransport for Failing {
    async fn send(&self, _: &Outgoing) -> Result<(), SendError> {
        Err(self.0.clone())
    }
}

both!(a_mail_leaves_with_its_transaction_and_what_it_tells_is_sealed_then_erased, async |t: TestApp| {
    let tx = t.scope().begin().await.expect("the database answers");
    enqueue(&tx, &t.keyring(), reset(&t, "jo@example.org")).await.expect("queued");
    drop(tx);
    assert!(t.queue().await.is_empty(), "rolled back, so never queued");

    queue(&t, reset(&t, "jo@example.org")).await;
    let rows = t.queue().await;
    let [row] = rows.as_slice() else { panic!("one row: {rows:?}") };
    let sealed = row.sealed_args.as_deref().expect("arguments wait");
    for canary in ["canary-token", "Canary-Name"] {
        assert!(
            !sealed.windows(canary.len()).any(|part| part == canary.as_bytes()),
            "{canary} is in the clear"
        );
    }
    assert_eq!((row.status, row.attempts), (MailStatus::Queued, 0));

    let mails = t.mails().await;
    let [kept] = mails.as_slice() else { panic!("one mail: {mails:?}") };
    assert_eq!(kept.mail.to.address, "jo@example.org");
    assert_eq!(kept.mail.from.name, t.facts().name);
    let link = format!("https://{}/reset-password#token=canary-token", t.host());
    assert!(kept.mail.text.contains(&link), "{}", kept.mail.text);
    let rows = t.queue().await;
    assert_eq!((rows[0].status, rows[0].attempts), (MailStatus::Sent, 1));
    assert_eq!((rows[0].sealed_args.as_ref(), rows[0].finished_at), (None, Some(t.now())));
    assert!(t.mails().await.is_empty(), "sent once");
});

both!(an_address_that_is_more_than_one_is_not_queued, async |t: TestApp| {
    for sly in ["a@example.org\r\nBcc: b@example.org", "a@example.org,b@example.org", "A <a@example.org>", ""]
    {
        let tx = t.scope().begin().await.expect("the database answers");
        let refused = enqueue(&tx, &t.keyring(), reset(&t, sly)).await;
        assert!(matches!(refused, Err(EnqueueError::Address)), "{sly:?}");
    }
});

both!(a_mail_that_does_not_get_through_is_tried_again_later_and_later, |_| {}, async |t: TestApp| {
    queue(&t, NewMail { template: notice(&t), to: "jo@example.org".to_owned(), locale: None }).await;
    let failing = t.sender(Arc::new(Failing(SendError::Transient("SMTP 451".to_owned()))));
    let mut waited = Vec::new();
    for attempt in 1..=12 {
        assert_eq!(
            failing.deliver_due_of(t.facts(), &CancellationToken::new()).await.expect("tried"),
            1,
            "attempt {attempt}"
        );
        assert_eq!(
            failing.deliver_due_of(t.facts(), &CancellationToken::new()).await.expect("nothing is due"),
            0
        );
        let row = &t.queue().await[0];
        assert_eq!((row.attempts, row.last_error.as_deref()), (attempt, Some("SMTP 451")));
        let wait = row.next_attempt_at - t.now();
        if attempt < 12 {
            assert_eq!(row.status, MailStatus::Queued);
            assert!(row.sealed_args.is_some());
            waited.push(wait.num_seconds());
            t.advance(wait);
        }
    }
    assert_eq!(waited, [30, 60, 120, 240, 480, 960, 1920, 3840, 3840, 3840, 3840]);
    let row = &t.queue().await[0];
    assert_eq!((row.status, row.sealed_args.as_ref()), (MailStatus::Dead, None), "given up, and forgotten");
});

both!(a_mail_that_is_refused_for_good_or_too_late_is_given_up, |_| {}, async |t: TestApp| {
    queue(&t, reset(&t, "gone@example.org")).await;
    let refusing = t.sender(Arc::new(Failing(SendError::Permanent("SMTP 550".to_owned()))));
    refusing.deliver_due_of(t.facts(), &CancellationToken::new()).await.expect("tried");
    let row = t.queue().await.remove(0);
    assert_eq!((row.status, row.last_error.as_deref()), (MailStatus::Dead, Some("SMTP 550")));
    assert_eq!(row.sealed_args, None);

    queue(&t, reset(&t, "late@example.org")).await;
    t.advance(TimeDelta::minutes(61));
    assert!(t.mails().await.is_empty(), "its token has ended");
    let row = t.queue().await.remove(1);
    assert_eq!((row.status, row.last_error.as_deref()), (MailStatus::Dead, Some("expired")));

    t.advance(TimeDelta::days(31));
    queue(&t, reset(&t, "new@example.org")).await;
    t.mails().await;
    clear(&t).await;
    let left: Vec<String> = t.queue().await.into_iter().map(|row| row.recipient).collect();
    assert_eq!(left, ["new@example.org"], "addresses are not kept for ever");
});

both!(any_number_of_senders_send_a_mail_once, async |t: TestApp| {
    for number in 0..20 {
        queue(&t, reset(&t, &format!("reader-{number}@example.org"))).await;
    }
    let kept = KeptMails::default();
    let senders: Vec<_> = (0..4).map(|_| t.sender(Arc::new(kept.clone()))).collect();
    let goes_on = CancellationToken::new();
    let work = senders.iter().map(|sender| sender.deliver_due_of(t.facts(), &goes_on));
    let attempts: usize =
        futures_util::future::join_all(work).await.into_iter().map(|n| n.expect("worked")).sum();
    assert_eq!((attempts, kept.all().len()), (20, 20));
    let mut to: Vec<String> = kept.all().into_iter().map(|kept| kept.mail.to.address).collect();
    to.sort_unstable();
    to.dedup();
    assert_eq!(to.len(), 20);
});

both!(what_a_dead_sender_has_claimed_is_due_again, |_| {}, async |t: TestApp| {
    /// Never comes back.
    struct Hanging;
    #[async_trait]
    impl MailTransport for Hanging {
        async fn send(&self, _: &Outgoing) -> Result<(), SendError> {
            std::future::pending().await
        }
    }
    queue(&t, reset(&t, "jo@example.org")).await;
    let hanging = t.sender(Arc::new(Hanging));
    let goes_on = CancellationToken::new();
    let dying = hanging.deliver_due_of(t.facts(), &goes_on);
    assert!(tokio::time::timeout(std::time::Duration::from_secs(2), dying).await.is_err(), "it hangs");
    assert!(t.mails().await.is_empty(), "leased");
    t.advance(TimeDelta::minutes(5));
    assert_eq!(t.mails().await.len(), 1);
    assert_eq!(t.queue().await[0].attempts, 2);
});

both!(after_the_word_to_stop_no_mail_is_taken_into_hand, |_| {}, async |t: TestApp| {
    /// Keeps mails, and is told to stop with the first.
    struct Stopping(KeptMails, CancellationToken);
    #[async_trait]
    impl MailTransport for Stopping {
        async fn send(&self, mail: &Outgoing) -> Result<(), SendError> {
            self.1.cancel();
            self.0.send(mail).await
        }
    }
    for number in 0..20 {
        queue(&t, reset(&t, &format!("reader-{number}@example.org"))).await;
    }
    let (kept, stop) = (KeptMails::default(), CancellationToken::new());
    let sender = t.sender(Arc::new(Stopping(kept.clone(), stop.clone())));
    let attempts = sender.deliver_due(&stop).await.expect("worked");
    assert!((1..=4).contains(&attempts), "those that were under way: {attempts}");
    let (sent, waiting): (Vec<_>, Vec<_>) =
        t.queue().await.into_iter().partition(|row| row.status == MailStatus::Sent);
    assert_eq!((sent.len(), kept.all().len(), waiting.len()), (attempts, attempts, 20 - attempts));
    assert!(waiting.iter().all(|row| row.attempts == 0), "the others are due for whoever comes next");
    assert_eq!(sender.deliver_due(&stop).await.expect("nothing to do"), 0);
});

both!(a_mail_that_its_senders_die_of_is_given_up, |_| {}, async |t: TestApp| {
    queue(&t, NewMail { template: notice(&t), to: "jo@example.org".to_owned(), locale: None }).await;
    let scope = t.scope();
    let tx = scope.begin().await.expect("the database answers");
    let twelve_died = tx.update::<mail_message::Entity>().set(mail_message::Column::Attempts, 12);
    assert_eq!(twelve_died.run().await.expect("the database answers"), 1);
    tx.commit().await.expect("the database answers");
    assert!(t.mails().await.is_empty(), "not sent once more");
    let row = t.queue().await.remove(0);
    assert_eq!((row.status, row.attempts, row.sealed_args.as_ref()), (MailStatus::Dead, 13, None));
    assert_eq!(row.last_error.as_deref(), Some("no sender came back"));
});

both!(a_tenant_with_a_fault_does_not_keep_the_mails_of_others, |_| {}, async |house: TestApp| {
    // Those of the broken one are due first.
    let broken = house.tenant().await;
    for number in 0..60 {
        queue(&broken, reset(&broken, &format!("reader-{number}@example.org"))).await;
    }
    house.advance(TimeDelta::seconds(1));
    let other = house.tenant().await;
    queue(&other, reset(&other, "jo@example.org")).await;
    let sql = format!("UPDATE tenant SET timezone = 'Mars' WHERE slug = '{}'", broken.facts().slug);
    house.raw().execute_unprepared(&sql).await.expect("the database answers");
    let kept = KeptMails::default();
    let sender = house.sender(Arc::new(kept.clone()));
    assert_eq!(sender.deliver_due(&CancellationToken::new()).await.expect("worked"), 1);
    assert_eq!(kept.all()[0].mail.to.address, "jo@example.org");
});
