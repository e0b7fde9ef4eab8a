//! `/demo/mail`: the mails that a demo keeps instead of sending them. Anywhere else there is nothing.

use std::fmt::Write as _;

use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use super::exchange::Worker;
use super::negotiate::MediaType;
use super::schema::{not_found, unstored};
use crate::ports::mail::{KeptMail, KeptMails};

/// Nothing runs, on the page or in a mail; styles stand in the page itself.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src https:; frame-src 'self'; frame-ancestors 'self'";

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:760px;margin:24px auto;padding:0 16px;color:#1f2933}\
    article{border:1px solid #d9dde3;border-radius:6px;padding:12px 16px;margin:16px 0}\
    h2{font-size:18px;margin:0}p{margin:4px 0;color:#52606d}pre{white-space:pre-wrap;word-break:break-word}\
    iframe{width:100%;height:420px;border:1px solid #d9dde3}summary{cursor:pointer}";

/// Serves the page for people.
pub(super) async fn page(request: HttpRequest, worker: web::Data<Worker>) -> HttpResponse {
    let Some(mails) = &worker.settings.demo_mails else { return not_found(request).await };
    let mut response = unstored(HeaderValue::from_static("text/html; charset=utf-8"), html(&mails.all()));
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

/// Serves the same for programs, the newest first.
pub(super) async fn list(request: HttpRequest, worker: web::Data<Worker>) -> HttpResponse {
    match &worker.settings.demo_mails {
        Some(mails) => unstored(MediaType::Json.header(), as_json(mails)),
        None => not_found(request).await,
    }
}

fn as_json(mails: &KeptMails) -> String {
    let shown = mails.all().into_iter().map(|KeptMail { mail, raw }| {
        json!({
            "id": mail.id,
            "date": mail.date,
            "from": { "name": mail.from.name, "address": mail.from.address },
            "to": mail.to.address,
            "subject": mail.subject,
            "text": mail.text,
            "html": mail.html,
            "raw": raw,
        })
    });
    json!({ "mails": shown.collect::<Vec<_>>() }).to_string()
}

fn html(mails: &[KeptMail]) -> String {
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Mails of the demo</title>\
         <style>{STYLE}</style></head><body><h1>Mails of the demo</h1>\
         <p>Nothing is sent: what would leave is kept here until the demo ends, the newest first. \
         <a href=\"/demo/mail.json\">As JSON</a>. A mail leaves about a second after what it tells of; reload to see it.</p>"
    );
    if mails.is_empty() {
        page.push_str(
            "<p>There are none yet. Try <code>requestPasswordReset</code> with a portal ID of the demo.</p>",
        );
    }
    for KeptMail { mail, .. } in mails {
        let written = write!(
            page,
            "<article><h2>{}</h2><p>{} · from {} &lt;{}&gt; · to {}</p><pre>{}</pre>\
             <details><summary>HTML</summary><iframe sandbox srcdoc=\"{}\"></iframe></details></article>",
            escape(&mail.subject),
            mail.date.format("%Y-%m-%d %H:%M:%S UTC"),
            escape(&mail.from.name),
            escape(&mail.from.address),
            escape(&mail.to.address),
            escape(&mail.text),
            escape(&mail.html),
        );
        written.expect("writing to a string does not fail");
    }
    page.push_str("</body></html>");
    page
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
