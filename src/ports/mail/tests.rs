use super::message::{build, one_line};
use super::*;

fn mail() -> Outgoing {
    Outgoing {
        id: "eml_1".to_owned(),
        from: Mailbox { name: "Nordlicht".to_owned(), address: "portal@nordlicht.example".to_owned() },
        reply_to: Some("help@nordlicht.example".to_owned()),
        thread: None,
        to: Mailbox { name: "Jürgen Groß".to_owned(), address: "juergen@example.org".to_owned() },
        subject: "Ihr Konto".to_owned(),
        text: "Grüße\n".to_owned(),
        html: "<p>Grüße</p>".to_owned(),
        date: "2026-11-22T10:00:00Z".parse().expect("an instant"),
        attachment: None,
    }
}

fn raw(mail: &Outgoing) -> String {
    String::from_utf8(build(mail).expect("a message").formatted()).expect("text")
}

#[test]
fn an_address_is_one_plain_address() {
    for good in ["a@example.org", "first.last+tag@mail.example.org", "o'neill@example.org", "ü@example.org"]
    {
        assert!(is_address(good), "{good}");
    }
    let long = format!("{}@example.org", "a".repeat(250));
    for bad in [
        "",
        "a",
        "@example.org",
        "a@",
        "a@b@c.org",
        "a@example.org, b@example.org",
        "A <a@example.org>",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\nRCPT TO:<b@example.org>",
        "a@example.org\0",
        "\"a b\"@example.org",
        "a b@example.org",
        "a@[127.0.0.1]",
        long.as_str(),
    ] {
        assert!(!is_address(bad), "{bad:?}");
    }
}

#[test]
fn a_message_has_both_parts_and_its_headers() {
    let raw = raw(&mail());
    for header in [
        "From: Nordlicht <portal@nordlicht.example>\r\n",
        "Reply-To: help@nordlicht.example\r\n",
        "Message-ID: <eml_1@nordlicht.example>\r\n",
        "Date: Sun, 22 Nov 2026 10:00:00 +0000\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "Subject: Ihr Konto\r\n",
    ] {
        assert!(raw.contains(header), "{header:?} in\n{raw}");
    }
    assert!(raw.contains("text/plain") && raw.contains("text/html") && raw.contains("multipart/alternative"));
}

#[test]
fn mails_of_one_thread_refer_to_the_same() {
    let alone = raw(&mail());
    assert!(!alone.contains("In-Reply-To") && !alone.contains("References"), "{alone}");
    assert!(alone.contains("X-Portico-Mail: eml_1\r\n"), "{alone}");
    let raw = raw(&Outgoing { thread: Some("tkt_1".to_owned()), ..mail() });
    for header in [
        "Message-ID: <eml_1@nordlicht.example>\r\n",
        "In-Reply-To: <tkt_1@nordlicht.example>\r\n",
        "References: <tkt_1@nordlicht.example>\r\n",
    ] {
        assert!(raw.contains(header), "{header:?} in\n{raw}");
    }
}

#[test]
fn nothing_begins_a_header_of_its_own() {
    let sly = "Hello\r\nBcc: victim@example.org\r\n\r\nbody\u{2028}x\0y";
    assert_eq!(one_line(sly), "Hello Bcc: victim@example.org body x y");
    let mut injected = mail();
    injected.subject = sly.to_owned();
    injected.to.name = format!("Eve\r\nBcc: victim@example.org{}", "x".repeat(500));
    injected.from.name = "N\nX-Evil: 1".to_owned();
    let raw = raw(&injected);
    let (head, _) = raw.split_once("\r\n\r\n").expect("a head");
    let names: Vec<&str> = head
        .split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .filter_map(|line| line.split_once(':').map(|(name, _)| name))
        .collect();
    assert!(!names.contains(&"Bcc") && !names.contains(&"X-Evil"), "{head}");
    for address in ["a@example.org\r\nBcc: b@example.org", "not an address"] {
        let mut bad = mail();
        bad.to.address = address.to_owned();
        assert_eq!(build(&bad).expect_err("refused"), SendError::Permanent("not an address".to_owned()));
    }
}
