//! Tickets by mail: what goes out, and what becomes of the answers.

use std::io::Write as _;
use std::process::Stdio;

use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::portal_account;
use portico::kernel::ids::{AccountId, TicketId};
use portico::ports::mail::KeptMail;
use portico::tickets::entity::ticket::TicketStatus;
use portico::tickets::entity::ticket_reply::{AuthorKind, ReplyChannel};
use portico::tickets::mail::{IngestError, Ingested, MailRefusal, ingest};
use sea_orm::ColumnTrait as _;
use serde_json::json;

use super::{change, done, id_of, move_to, open, replies, reply, stored};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::caller::Caller;
use crate::support::program::command;
use crate::support::wait::until;

const MAILBOX: &str = "support@isp.example";
const OWNER: &str = "jo@example.org";

/// An ISP that takes answers, with a ticket of a customer that an employee has answered: its owner, the employee, the ticket,
/// and the mail of the answer.
struct Story {
    t: TestApp,
    owner: Caller,
    account: AccountId,
    agent: Caller,
    id: TicketId,
    mail: KeptMail,
}

async fn story(t: &TestApp) -> Story {
    let t = t.tenant_with(|new| new.settings.support.mail_address = Some(MAILBOX.to_owned())).await;
    let alice = t.customer().with(|customer| customer.email = None).insert().await;
    let login = t.account().member_of(&alice, LinkRole::Owner).email(OWNER).insert().await;
    let staff = t.account().staff(LinkRole::Support).email("agent@isp.example").insert().await;
    let (owner, agent) = (t.sign_in_as(&login).await, t.sign_in_as(&staff).await);
    let ticket = open(&owner, &alice, "TECHNICAL", "No internet").await;
    let id = id_of(&done(&ticket)["ticket"]);
    done(&reply(&agent, id, "Did you restart it?\n\nThe lamp should be green.").await);
    let mail = mail_with(&t, "Did you restart it?").await;
    Story { t, owner, account: login.id, agent, id, mail }
}

/// The mail that says something, once it has left.
async fn mail_with(t: &TestApp, text: &str) -> KeptMail {
    let mut found = None;
    until("the mail leaves", async || {
        let mails = t.mails().await;
        found = found.take().or_else(|| mails.into_iter().find(|mail| mail.mail.text.contains(text)));
        found.is_some()
    })
    .await;
    found.expect("it was waited for")
}

/// The address that an answer goes to.
fn reply_to(mail: &KeptMail) -> String {
    mail.mail.reply_to.clone().expect("answers are taken in")
}

/// A mail as somebody's program writes it.
fn answer(from: &str, to: &str, id: &str, headers: &str, text: &str) -> Vec<u8> {
    format!(
        "From: Jo <{from}>\r\nTo: Nordlicht <{to}>\r\nMessage-ID: <{id}@mail.example.org>\r\nSubject: Re: it\r\n\
         {headers}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n\r\n\
         On Sun, Nov 22, 2026 at 10:00 AM Nordlicht <{to}> wrote:\r\n\r\n> Did you restart it?\r\n"
    )
    .into_bytes()
}

async fn take_in(t: &TestApp, raw: &[u8]) -> Result<Ingested, IngestError> {
    ingest(&t.scope(), t.facts(), &t.keyring(), "portico.example", raw, &[]).await
}

async fn refusal(t: &TestApp, raw: &[u8]) -> MailRefusal {
    match take_in(t, raw).await {
        Err(IngestError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

both!(a_reply_is_mailed_and_its_answer_becomes_a_reply, async |t: TestApp| {
    let Story { t, owner, account, id, mail, .. } = story(&t).await;
    let row = stored(&t, id).await;
    assert_eq!(mail.mail.to.address, OWNER);
    assert_eq!(mail.mail.subject, format!("[{}] No internet", row.number), "the same for all of a ticket");
    assert!(mail.mail.text.contains("The lamp should be green."), "{}", mail.mail.text);
    assert!(mail.mail.text.contains("reply to this mail"), "{}", mail.mail.text);
    let to = reply_to(&mail);
    let (name, domain) = to.rsplit_once('@').expect("an address");
    assert!(name.starts_with("support+") && name.len() <= 64 && domain == "isp.example", "{to}");
    let thread = format!("<{id}@portico.example>");
    for header in ["In-Reply-To", "References"] {
        assert!(mail.raw.contains(&format!("{header}: {thread}\r\n")), "{header} in {}", mail.raw);
    }

    // The letters of an address change on its way.
    let raw = answer(OWNER, &to.to_ascii_uppercase(), "one", "", "Yes, twice.\r\nStill red.");
    let Ingested::Reply { number, reply } = take_in(&t, &raw).await.expect("taken in") else {
        panic!("not taken in before")
    };
    assert_eq!(number, row.number);
    let written = replies(&t, id).await;
    let written = written.iter().find(|row| row.id == reply).expect("it is there");
    assert_eq!(written.body, "Yes, twice.\nStill red.", "without what it answers to");
    assert_eq!(
        (written.author_kind, written.author_id, written.channel),
        (AuthorKind::Customer, Some(account), ReplyChannel::Mail)
    );
    let seen = crate::tickets::seen(&owner, id).await.expect("it is the owner's");
    assert!(seen["replies"].to_string().contains("Still red."), "{seen}");

    let count = replies(&t, id).await.len();
    assert_eq!(take_in(&t, &raw).await.expect("no fault"), Ingested::Again);
    assert_eq!(replies(&t, id).await.len(), count, "one mail, one reply");
});

both!(a_mail_that_comes_at_once_twice_is_one_reply, async |t: TestApp| {
    let Story { t, id, mail, .. } = story(&t).await;
    let raw = answer(OWNER, &reply_to(&mail), "race", "", "Both at once.");
    let before = replies(&t, id).await.len();
    let (one, other) = futures_util::future::join(take_in(&t, &raw), take_in(&t, &raw)).await;
    let taken = [&one, &other].iter().filter(|taken| matches!(taken, Ok(Ingested::Reply { .. }))).count();
    assert_eq!(taken, 1, "{one:?} {other:?}");
    assert_eq!(replies(&t, id).await.len(), before + 1);
});

both!(nobody_else_writes_by_somebody_s_address, async |t: TestApp| {
    let Story { t, id, mail, account, .. } = story(&t).await;
    let to = reply_to(&mail);
    let before = replies(&t, id).await.len();
    let eve = answer("eve@example.org", &to, "eve", "", "I am Jo.");
    assert_eq!(refusal(&t, &eve).await, MailRefusal::NotTheSender);
    let letters = answer("Jo@example.org", &to, "letters", "", "Another mailbox.");
    assert_eq!(refusal(&t, &letters).await, MailRefusal::NotTheSender);

    // The first symbol of the mark, which is behind the 26 of the ticket.
    let at = to.find('+').expect("a token") + 30;
    let other = if to.as_bytes()[at] == b'a' { "b" } else { "a" };
    let forged = format!("{}{other}{}", &to[..at], &to[at + 1..]);
    for unknown in [&forged, MAILBOX, "support+nonsense@isp.example"] {
        let raw = answer(OWNER, unknown, "forged", "", "Hello");
        assert_eq!(refusal(&t, &raw).await, MailRefusal::UnknownAddress, "{unknown}");
    }

    // At another ISP the token is none.
    let elsewhere = t.tenant_with(|new| new.settings.support.mail_address = Some(MAILBOX.to_owned())).await;
    let raw = answer(OWNER, &to, "abroad", "", "Hello");
    assert_eq!(refusal(&elsewhere, &raw).await, MailRefusal::UnknownAddress);

    for (header, name) in [
        ("Auto-Submitted: auto-replied\r\n", "Auto-Submitted"),
        ("Precedence: bulk\r\n", "Precedence"),
        ("X-Autoreply: yes\r\n", "X-Autoreply"),
        ("Return-Path: <>\r\n", "Return-Path"),
        ("X-Portico-Mail: eml_1\r\n", "X-Portico-Mail"),
    ] {
        let raw = answer(OWNER, &to, "away", header, "I am away.");
        assert_eq!(refusal(&t, &raw).await, MailRefusal::Automatic(name));
    }
    // Our own mail, which came back.
    assert!(matches!(refusal(&t, mail.raw.as_bytes()).await, MailRefusal::Automatic(_)));

    let tx = t.scope().begin().await.expect("the database answers");
    let away = tx.update::<portal_account::Entity>();
    let away = away.set(portal_account::Column::Status, portal_account::AccountStatus::Suspended);
    away.filter(portal_account::Column::Id.eq(account)).run().await.expect("the database answers");
    tx.commit().await.expect("the database answers");
    let raw = answer(OWNER, &to, "suspended", "", "Hello");
    assert_eq!(refusal(&t, &raw).await, MailRefusal::NotAllowed);
    assert_eq!(replies(&t, id).await.len(), before, "nothing was written");
});

both!(a_mail_opens_again_what_was_solved_or_closed_not_long_ago, |_| {}, async |t: TestApp| {
    let Story { t, agent, id, mail, .. } = story(&t).await;
    let to = reply_to(&mail);
    done(&move_to(&agent, id, "RESOLVED").await);
    assert_eq!(stored(&t, id).await.status, TicketStatus::Resolved);
    let raw = answer(OWNER, &to, "solved", "", "It is not.");
    assert!(matches!(take_in(&t, &raw).await, Ok(Ingested::Reply { .. })));
    assert_eq!(stored(&t, id).await.status, TicketStatus::Open);

    done(&move_to(&agent, id, "CLOSED").await);
    let raw = answer(OWNER, &to, "closed", "", "Nor is it over.");
    assert!(matches!(take_in(&t, &raw).await, Ok(Ingested::Reply { .. })));
    assert_eq!(stored(&t, id).await.status, TicketStatus::Open);

    done(&move_to(&agent, id, "CLOSED").await);
    let before = replies(&t, id).await.len();
    t.advance(chrono::TimeDelta::days(15));
    let raw = answer(OWNER, &to, "late", "", "And now?");
    assert_eq!(refusal(&t, &raw).await, MailRefusal::Closed);
    assert_eq!(stored(&t, id).await.status, TicketStatus::Closed);
    assert_eq!(replies(&t, id).await.len(), before);
});

both!(who_is_told_by_mail, async |t: TestApp| {
    let Story { t, owner, agent, id, .. } = story(&t).await;
    // The one who opened it was told that it has come in, and nobody was told of what they wrote.
    let to: Vec<String> =
        t.queue().await.into_iter().filter(|mail| mail.template == "ticket").map(|m| m.recipient).collect();
    assert_eq!(to, [OWNER, OWNER], "that it has come in, and the answer");
    done(&change(&agent, "watchTicket", json!({ "ticketId": id.to_string() }), "ticket { id }").await);
    done(&reply(&owner, id, "From the page.").await);
    let mail = mail_with(&t, "From the page.").await;
    assert_eq!(mail.mail.to.address, "agent@isp.example");
    assert_eq!(mail.mail.reply_to, None, "employees answer where the notes are");
    let note = json!({ "ticketId": id.to_string(), "body": "canary-of-a-note" });
    done(&change(&agent, "addTicketNote", note, "note { body }").await);
    done(&reply(&agent, id, "The last word.").await);
    mail_with(&t, "The last word.").await;
    assert!(t.mails().await.iter().all(|mail| !mail.raw.contains("canary-of-a-note")));
});

both!(without_a_mailbox_nobody_is_asked_to_answer, async |t: TestApp| {
    let alice = t.customer().with(|customer| customer.email = None).insert().await;
    let login = t.account().member_of(&alice, LinkRole::Owner).email(OWNER).insert().await;
    let owner = t.sign_in_as(&login).await;
    let ticket = open(&owner, &alice, "TECHNICAL", "No internet").await;
    done(&ticket);
    let mail = mail_with(&t, "It has the number").await;
    assert_eq!(mail.mail.reply_to, None);
    assert!(!mail.mail.text.contains("reply to this mail"), "{}", mail.mail.text);
});

#[test]
fn a_mail_server_is_told_what_to_do_by_the_exit_code() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let Story { t, id, mail, .. } = story(&t).await;
            let to = reply_to(&mail);
            let slug = t.facts().slug.clone();
            let pipe = |tenant: &str, more: &[&str], raw: &[u8]| {
                let arguments = [&["mail", "ingest", "--tenant", tenant][..], more].concat();
                let mut command = command(t.config(), &arguments);
                command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
                let mut child = command.spawn().expect("the binary was built with the tests");
                // It may end before it has read all.
                let _ = child.stdin.take().expect("piped").write_all(raw);
                let output = child.wait_with_output().expect("it ends");
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(output.status.success() || said.lines().count() == 1, "one line: {said}");
                (output.status.code().expect("an exit code"), said)
            };
            let good = answer(OWNER, &to, "piped", "", "Through the pipe.");
            assert_eq!(pipe(&slug, &[], &good).0, 0);
            assert_eq!(pipe(&slug, &[], &good).0, 0, "a mail that is handed over again");
            let written = replies(&t, id).await;
            assert_eq!(written.iter().filter(|row| row.body == "Through the pipe.").count(), 1);

            // Where the mail does not say to whom it was delivered, the mail server does.
            let hidden = answer(OWNER, "undisclosed@isp.example", "hidden", "", "By the envelope.");
            assert_eq!(pipe(&slug, &[], &hidden).0, 67);
            assert_eq!(pipe(&slug, &["--recipient", &to], &hidden).0, 0);

            let eve = answer("eve@example.org", &to, "eve", "", "Hello");
            let (code, said) = pipe(&slug, &[], &eve);
            assert_eq!(code, 77);
            let number = stored(&t, id).await.number;
            assert!(!said.contains(&number) && !said.contains(OWNER), "it tells nothing: {said}");
            let away = answer(OWNER, &to, "away", "Auto-Submitted: auto-replied\r\n", "I am away.");
            assert_eq!(pipe(&slug, &[], &away).0, 65);
            assert_eq!(pipe(&slug, &[], b"").0, 65);
            assert_eq!(pipe("nowhere", &[], &good).0, 75, "not the sender's doing");
            let large = vec![b'a'; 12 * 1024 * 1024 + 1];
            assert_eq!(pipe(&slug, &[], &large).0, 65);
        },
    );
}
