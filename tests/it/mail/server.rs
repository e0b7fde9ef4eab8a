//! The way over SMTP, against a server that takes, refuses, or says nothing.

use std::sync::Arc;
use std::time::Duration;

use portico::mail::entity::mail_message::MailStatus;
use portico::ports::mail::{SmtpCredentials, SmtpPassword, SmtpSecurity, SmtpSettings, SmtpTransport};
use tokio_util::sync::CancellationToken;

use super::queue::{queue, reset};
use crate::support::app::TestApp;
use crate::support::smtp::{Behaviour, SmtpSink};

fn settings(port: u16) -> SmtpSettings {
    SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port,
        security: SmtpSecurity::None,
        credentials: None,
        authority: None,
        hello: "portico.example".to_owned(),
        timeout: Duration::from_secs(20),
    }
}

async fn deliver(t: &TestApp, settings: &SmtpSettings) -> (MailStatus, Option<String>) {
    let transport = SmtpTransport::new(settings).expect("a transport");
    t.sender(Arc::new(transport)).deliver_due_of(t.facts(), &CancellationToken::new()).await.expect("tried");
    let row = t.queue().await.pop().expect("a row");
    (row.status, row.last_error)
}

both!(a_mail_arrives_with_both_parts, async |t: TestApp| {
    let sink = SmtpSink::start(Behaviour::Accept).await;
    queue(&t, reset(&t, "jo@example.org")).await;
    assert_eq!(deliver(&t, &settings(sink.port())).await, (MailStatus::Sent, None));
    let received = sink.received();
    let [mail] = received.as_slice() else { panic!("one mail: {received:?}") };
    assert_eq!(
        (mail.from.as_str(), mail.to.as_slice()),
        ("noreply@portico.example", &["jo@example.org".to_owned()][..])
    );
    let (head, parts) = mail.data.split_once("\n\n").expect("a head");
    for header in [
        "Subject: ",
        "Message-ID: <eml_",
        "Date: Sun, 22 Nov 2026 10:00:00 +0000",
        "Auto-Submitted: auto-generated",
    ] {
        assert!(head.contains(header), "{header} in {head}");
    }
    assert!(parts.contains("text/plain") && parts.contains("text/html") && parts.contains("canary-token"));
    assert_eq!(sink.commands()[0], "EHLO portico.example");
});

both!(refusals_for_good_end_a_mail_and_others_do_not, async |t: TestApp| {
    let sink = SmtpSink::start(Behaviour::Refuse("550 5.1.1 jo@example.org is unknown here")).await;
    for (behaviour, outcome) in [
        (Behaviour::Refuse("550 5.1.1 jo@example.org is unknown here"), (MailStatus::Dead, "SMTP 550")),
        (Behaviour::RefuseData("554 5.7.1 looks like spam"), (MailStatus::Dead, "SMTP 554")),
        (Behaviour::Refuse("451 4.7.1 greylisted, jo@example.org"), (MailStatus::Queued, "SMTP 451")),
        (Behaviour::Refuse("530 5.7.0 sign in first"), (MailStatus::Queued, "SMTP 530")),
    ] {
        let t = t.tenant().await;
        sink.behave(behaviour);
        queue(&t, reset(&t, "jo@example.org")).await;
        let (status, error) = deliver(&t, &settings(sink.port())).await;
        // The code alone: the server's text may repeat the address.
        assert_eq!((status, error.as_deref()), (outcome.0, Some(outcome.1)), "{behaviour:?}");
    }
    assert!(sink.received().is_empty());
});

both!(a_server_that_is_silent_or_away_costs_an_attempt_and_no_more, async |t: TestApp| {
    let sink = SmtpSink::start(Behaviour::Silent).await;
    queue(&t, reset(&t, "jo@example.org")).await;
    let impatient = SmtpSettings { timeout: Duration::from_secs(1), ..settings(sink.port()) };
    assert_eq!(deliver(&t, &impatient).await, (MailStatus::Queued, Some("timeout".to_owned())));
    let port = sink.port();
    drop(sink);
    let t = t.tenant().await;
    queue(&t, reset(&t, "jo@example.org")).await;
    assert_eq!(deliver(&t, &settings(port)).await, (MailStatus::Queued, Some("connection".to_owned())));
});

both!(nothing_is_said_in_the_clear_where_tls_is_wanted, async |t: TestApp| {
    // This server has no TLS: a man in the middle who strips STARTTLS looks just like it.
    let sink = SmtpSink::start(Behaviour::Accept).await;
    queue(&t, reset(&t, "jo@example.org")).await;
    let password = SmtpPassword::Fixed("canary-of-the-relay".into());
    let credentials = Some(SmtpCredentials { user: "portico".to_owned(), password });
    let wanted = SmtpSettings { security: SmtpSecurity::StartTls, credentials, ..settings(sink.port()) };
    let (status, _) = deliver(&t, &wanted).await;
    assert_eq!(status, MailStatus::Queued);
    let said = sink.commands();
    assert!(said.iter().all(|line| line.starts_with("EHLO") || line == "QUIT"), "{said:?}");
    let plain = SmtpSettings { security: SmtpSecurity::None, ..wanted };
    assert!(SmtpTransport::new(&plain).is_err(), "a password does not travel in the clear");
});
