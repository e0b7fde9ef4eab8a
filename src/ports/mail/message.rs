//! From a mail to its bytes: MIME with a text and an HTML part, and the file that goes with it.

use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as Part, Mailbox as Header, MultiPart};

use super::{Mailbox, OWN_MARK, Outgoing, SendError};

/// The longest line of a subject or a name, in characters.
const MAX_LINE: usize = 200;

/// The message, or why it can never be one.
pub(super) fn build(mail: &Outgoing) -> Result<Message, SendError> {
    let from = header(&mail.from)?;
    let domain = from.email.domain().to_owned();
    let id = format!("<{}@{domain}>", mail.id);
    let mut message = Message::builder()
        .from(from)
        .to(header(&mail.to)?)
        .subject(one_line(&mail.subject))
        .date(mail.date.into())
        .message_id(Some(id))
        // Keeps out-of-office notices from answering (RFC 3834 §5).
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(OWN_MARK), mail.id.clone()));
    if let Some(thread) = &mail.thread {
        // The first mail of the conversation never was: clients put together what refers to the same one (RFC 5256).
        let root = format!("<{thread}@{domain}>");
        message = message.in_reply_to(root.clone()).references(root);
    }
    if let Some(address) = &mail.reply_to {
        message = message.reply_to(header(&Mailbox { name: String::new(), address: address.clone() })?);
    }
    let unusable = |cause: &dyn std::fmt::Display| SendError::Permanent(format!("not a message: {cause}"));
    let text = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
    let body = match &mail.attachment {
        Some(file) => {
            let kind = ContentType::parse(&file.media_type).map_err(|error| unusable(&error))?;
            let part = Part::new(one_line(&file.name)).body(file.bytes.to_vec(), kind);
            MultiPart::mixed().multipart(text).singlepart(part)
        }
        None => text,
    };
    message.multipart(body).map_err(|error| unusable(&error))
}

fn header(mailbox: &Mailbox) -> Result<Header, SendError> {
    // The address is left out of the cause: it is personal.
    let address = mailbox.address.parse().map_err(|_| SendError::Permanent("not an address".to_owned()))?;
    let name = one_line(&mailbox.name);
    Ok(Header::new((!name.is_empty()).then_some(name), address))
}

/// Text for a header: one line, without what could end it or begin another.
pub(super) fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_LINE).collect()
}
