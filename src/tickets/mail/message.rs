//! A mail as it came (RFC 5322), taken apart. Pure: who sent it and whether that may be believed is asked elsewhere.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _};
use sha2::{Digest as _, Sha256};

use super::{html, quote};
use crate::ports::mail::OWN_MARK;

/// The largest mail, in bytes, with what is attached to it.
pub const MAX_MESSAGE: usize = 12 * 1024 * 1024;

/// The largest text of a mail, in bytes, before anything is left out of it.
const MAX_TEXT: usize = 1024 * 1024;

/// The longest text that becomes a reply, in characters: with what may be added of attached files no more than a reply has.
const MAX_BODY: usize = 17_500;

/// The longest `Message-ID` that is kept as it is.
const MAX_ID: usize = 250;

/// Attached files that are named.
const MAX_FILES: usize = 20;

/// A mail that a person has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Incoming {
    /// Its `Message-ID`, or a digest of it where it has none that can be kept.
    pub(super) id: String,
    /// The one address that it is from.
    pub(super) from: String,
    /// The addresses that it came to, as its header says.
    pub(super) recipients: Vec<String>,
    /// What was written, 1 to 17,500 characters.
    pub(super) body: String,
    /// The names of what is attached.
    pub(super) files: Vec<String>,
}

/// Why a mail is none that a person has written to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unusable {
    /// Not a mail, or not one that can be kept, and why.
    Malformed(&'static str),
    /// A program has written it, and would answer our answer.
    Automatic(&'static str),
}

/// Takes a mail apart. `own_domain` is what our own mails have behind the `@` of their `Message-ID`.
pub(super) fn read(raw: &[u8], own_domain: &str) -> Result<Incoming, Unusable> {
    if raw.len() > MAX_MESSAGE {
        return Err(Unusable::Malformed("the mail is larger than 12 MB"));
    }
    let message = MessageParser::default().parse(raw);
    let message = message.ok_or(Unusable::Malformed("this is not a mail"))?;
    let from = sender(&message)?;
    automatic(&message, own_domain)?;
    let text = text(&message)?;
    let words: String = quote::own_words(&text).chars().filter(|sign| keeps(*sign)).collect();
    let body = words.trim();
    if body.is_empty() {
        return Err(Unusable::Malformed("nothing is written in the mail"));
    }
    if body.chars().count() > MAX_BODY {
        return Err(Unusable::Malformed("the text is longer than 17,500 characters"));
    }
    let id = message.message_id().filter(|id| id.len() <= MAX_ID && !id.contains(char::is_control));
    let id = id.map_or_else(|| format!("sha256:{:x}", HexDigest(raw)), str::to_owned);
    let files = files(&message);
    Ok(Incoming { id, from, recipients: recipients(&message), body: body.to_owned(), files })
}

/// Names a mail that has no name.
struct HexDigest<'a>(&'a [u8]);

impl std::fmt::LowerHex for HexDigest<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Sha256::digest(self.0).iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What may stand in a reply: nothing unprintable but line ends and tabs.
fn keeps(sign: char) -> bool {
    !sign.is_control() || matches!(sign, '\n' | '\t')
}

/// The one sender. Two of them would let a mail server vouch for one and us believe the other.
fn sender(message: &Message<'_>) -> Result<String, Unusable> {
    let unclear = Unusable::Malformed("the mail does not have one sender");
    if message.headers().iter().filter(|header| header.name().eq_ignore_ascii_case("from")).count() != 1 {
        return Err(unclear);
    }
    let mut addresses = message.from().into_iter().flat_map(|from| from.iter());
    let address = addresses.next().and_then(|from| from.address()).map(str::trim);
    match (address, addresses.next()) {
        (Some(address), None) if address.contains('@') => Ok(address.to_owned()),
        _ => Err(unclear),
    }
}

/// Refuses what a program has written (RFC 3834 §2): answers to absences, lists, reports, and our own mails.
fn automatic(message: &Message<'_>, own_domain: &str) -> Result<(), Unusable> {
    for (name, value) in message.headers_raw() {
        let value = value.trim().to_ascii_lowercase();
        let by = match name.to_ascii_lowercase().as_str() {
            "auto-submitted" if value != "no" => "Auto-Submitted",
            "precedence" if ["bulk", "junk", "list", "auto_reply"].contains(&value.as_str()) => "Precedence",
            "x-autoreply" | "x-autorespond" | "x-auto-reply" if value != "no" => "X-Autoreply",
            "list-id" | "list-unsubscribe" => "List-Id",
            "return-path" if value == "<>" => "Return-Path",
            "content-type" if value.starts_with("multipart/report") => "Content-Type",
            own if own.eq_ignore_ascii_case(OWN_MARK) => OWN_MARK,
            _ => continue,
        };
        return Err(Unusable::Automatic(by));
    }
    let own = message.message_id().and_then(|id| id.rsplit_once('@'));
    let own =
        own.is_some_and(|(left, right)| left.starts_with("eml_") && right.eq_ignore_ascii_case(own_domain));
    if own { Err(Unusable::Automatic("Message-ID")) } else { Ok(()) }
}

/// Everywhere that it says it came to, once each.
fn recipients(message: &Message<'_>) -> Vec<String> {
    let named = message.all_to().chain(message.all_cc());
    let named = named.flat_map(|list| list.iter()).filter_map(|to| to.address()).map(str::to_owned);
    let delivered = message.headers_raw().filter(|(name, _)| {
        ["delivered-to", "x-original-to", "envelope-to"].iter().any(|known| name.eq_ignore_ascii_case(known))
    });
    let delivered = delivered.map(|(_, value)| value.trim().trim_matches(['<', '>']).to_owned());
    // Where it was delivered goes before where it was meant to go.
    let mut found: Vec<String> = Vec::new();
    for address in delivered.chain(named) {
        if !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

/// The text: plain where there is any, else out of HTML.
fn text(message: &Message<'_>) -> Result<String, Unusable> {
    let mut text = String::new();
    // A picture between the lines is one of the library's text bodies, too.
    for part in message.text_bodies().filter(|part| part.is_text()) {
        let Some(written) = part.text_contents() else { continue };
        if written.len() + text.len() > MAX_TEXT {
            return Err(Unusable::Malformed("the text is larger than 1 MB"));
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&if part.is_text_html() { html::to_text(written) } else { written.to_owned() });
    }
    Ok(text)
}

/// The names of the files that somebody has attached: not the pictures of a signature.
fn files(message: &Message<'_>) -> Vec<String> {
    let attached = |part: &&MessagePart<'_>| {
        part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment)
    };
    let name = |part: &MessagePart<'_>| {
        let name = part.attachment_name().unwrap_or("?");
        name.chars().filter(|sign| !sign.is_control()).take(100).collect()
    };
    message.attachments().filter(attached).take(MAX_FILES).map(name).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MAIL: &str = "From: Jo Gro=?utf-8?Q?=C3=9F?= <Jo@Example.org>\r\n\
        To: \"Support\" <support+abc@isp.example>, other@isp.example\r\n\
        Delivered-To: support+abc@isp.example\r\n\
        Message-ID: <one@example.org>\r\n\
        Content-Type: text/plain; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\
        \r\n\
        Gr=FC=DFe\r\n\r\nAm 22.11.26 um 10:00 schrieb Nordlicht:\r\n> Hallo\r\n";

    fn with(header: &str) -> Result<Incoming, Unusable> {
        read(format!("{header}\r\n{MAIL}").as_bytes(), "portico.example")
    }

    #[test]
    fn a_mail_is_taken_apart() {
        let read = read(MAIL.as_bytes(), "portico.example").expect("a mail");
        assert_eq!(
            read,
            Incoming {
                id: "one@example.org".to_owned(),
                from: "Jo@Example.org".to_owned(),
                recipients: vec!["support+abc@isp.example".to_owned(), "other@isp.example".to_owned()],
                body: "Grüße".to_owned(),
                files: Vec::new(),
            }
        );
    }

    #[test]
    fn what_a_program_has_written_is_refused() {
        for (header, by) in [
            ("Auto-Submitted: auto-replied", "Auto-Submitted"),
            ("auto-submitted: auto-generated; owner=x", "Auto-Submitted"),
            ("Precedence: bulk", "Precedence"),
            ("Precedence: LIST", "Precedence"),
            ("X-Autoreply: yes", "X-Autoreply"),
            ("List-Id: <x.example>", "List-Id"),
            ("Return-Path: <>", "Return-Path"),
            ("X-Portico-Mail: eml_1", "X-Portico-Mail"),
        ] {
            assert_eq!(with(header).expect_err(header), Unusable::Automatic(by));
        }
        for header in ["Auto-Submitted: no", "Precedence: first-class", "Return-Path: <jo@example.org>"] {
            assert!(with(header).is_ok(), "{header}");
        }
        let own = MAIL.replace("<one@example.org>", "<eml_1@Portico.example>");
        let refused = read(own.as_bytes(), "portico.example").expect_err("our own mail");
        assert_eq!(refused, Unusable::Automatic("Message-ID"));
    }

    #[test]
    fn what_cannot_be_a_reply_is_refused() {
        let malformed = |mail: &str| match read(mail.as_bytes(), "portico.example") {
            Err(Unusable::Malformed(why)) => why,
            other => panic!("{other:?}"),
        };
        let sender = "the mail does not have one sender";
        assert_eq!(malformed(&format!("From: eve@example.org\r\n{MAIL}")), sender);
        assert_eq!(malformed("To: support@isp.example\r\n\r\nHello\r\n"), sender);
        assert_eq!(malformed("From: a@example.org, b@example.org\r\n\r\nHello\r\n"), sender);
        assert_eq!(malformed("From: a@example.org\r\n\r\n  \r\n"), "nothing is written in the mail");
        let long = format!("From: a@example.org\r\n\r\n{}\r\n", "word ".repeat(4_001));
        assert_eq!(malformed(&long), "the text is longer than 17,500 characters");
        let large = format!("From: a@example.org\r\n\r\n{}\r\n", "line\r\n".repeat(MAX_TEXT / 6 + 1));
        assert_eq!(malformed(&large), "the text is larger than 1 MB");
        let huge = vec![b'a'; MAX_MESSAGE + 1];
        let refused = read(&huge, "x").expect_err("too large");
        assert_eq!(refused, Unusable::Malformed("the mail is larger than 12 MB"));
    }

    #[test]
    fn plain_text_goes_before_html_and_files_are_named() {
        let parts = |first: &str| {
            format!(
                "From: jo@example.org\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n\
                 --m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n{first}\
                 --a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>From <b>HTML</b></p><script>no</script>\r\n--a--\r\n\
                 --m\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"a.pdf\"\r\n\r\nx\r\n\
                 --m\r\nContent-Type: image/png\r\nContent-Disposition: inline; filename=\"logo.png\"\r\nContent-ID: <1>\r\n\r\nx\r\n--m--\r\n"
            )
        };
        let plain = "--a\r\nContent-Type: text/plain\r\n\r\nFrom text\r\n";
        for (first, body) in [(plain, "From text"), ("", "From HTML")] {
            let mail = read(parts(first).as_bytes(), "portico.example").expect("a mail");
            assert_eq!((mail.body.as_str(), mail.files.as_slice()), (body, ["a.pdf".to_owned()].as_slice()));
            assert!(mail.id.starts_with("sha256:") && mail.id.len() == 71, "{}", mail.id);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in 0_usize..400) {
            let _ = read(&bytes, "x");
            let mut mail = MAIL.as_bytes().to_vec();
            let at = cut.min(mail.len());
            mail.splice(at..at, bytes);
            let _ = read(&mail, "x");
        }
    }
}
