//! What a text may speak of.

use chrono_tz::Tz;
use minijinja::{Value, context};

use super::Portal;
use crate::kernel::clock::Instant;
use crate::mail::template::Template;

/// The values of a mail. Every one of them is a single line, but the body of a notice or a ticket.
pub(super) fn values(portal: &Portal, locale: &str, template: &Template) -> Value {
    let Portal { branding, url: base, .. } = portal;
    let looks = context! {
        name => line(&portal.name),
        primary_color => colour(&branding.primary_color),
        logo_url => branding.logo_url.as_deref().filter(|url| url.starts_with("https://")),
        support_email => branding.support_email.as_deref(),
        support_phone => branding.support_phone.as_deref(),
    };
    let time = |at: Instant| shown(at, portal.zone, locale);
    let specific = match template {
        Template::Activation { name, portal_id, token, expires_at } => context! {
            name => line(name), portal_id, token, expires_at => time(*expires_at),
            link => format!("{base}/activate#token={token}"),
        },
        Template::PasswordReset { name, portal_id, token, expires_at } => context! {
            name => line(name), portal_id, token, expires_at => time(*expires_at),
            link => format!("{base}/reset-password#token={token}"),
        },
        Template::PasswordChanged { name, portal_id, at } => context! {
            name => line(name), portal_id, at => time(*at),
            link => format!("{base}/reset-password"),
        },
        Template::EmailConfirmation { name, token, expires_at } => context! {
            name => line(name), token, expires_at => time(*expires_at),
            link => format!("{base}/confirm-email#token={token}"),
        },
        Template::EmailChangeRequested { name, portal_id, email, at }
        | Template::EmailChanged { name, portal_id, email, at } => context! {
            name => line(name), portal_id, email => line(email), at => time(*at),
            link => format!("{base}/reset-password"),
        },
        Template::MemberInvitation { name, invited_by, customer, token, expires_at } => context! {
            name => line(name), invited_by => line(invited_by), customer => line(customer),
            token, expires_at => time(*expires_at),
            link => format!("{base}/accept-invitation#token={token}"),
        },
        Template::MemberWelcome { name, portal_id } => context! {
            name => line(name), portal_id, link => format!("{base}/"),
        },
        Template::Invoice { name, number, amount, due, pay_token, attachment: _ } => context! {
            name => line(name), number => line(number), amount => line(amount), due => due.as_deref().map(line),
            link => format!("{base}/"),
            pay_link => pay_token.as_deref().map(|token| format!("{base}/pay#token={token}")).unwrap_or_default(),
        },
        Template::Receipt { name, number, amount, attachment: _ } => context! {
            name => line(name), number => line(number), amount => line(amount), link => format!("{base}/"),
        },
        Template::Ticket { name, ticket, number, subject, title, body, reply_token: _ } => context! {
            name => line(name), number => line(number), subject => line(subject), title => line(title),
            body => body.replace("\r\n", "\n"), takes_answers => portal.takes_answers,
            link => format!("{base}/tickets/{ticket}"),
        },
        Template::Notice { name, title, body, path, attachment: _ } => context! {
            name => line(name), title => line(title), body => body.replace("\r\n", "\n"),
            link => format!("{base}{}", path.as_deref().filter(|path| path.starts_with('/')).unwrap_or("/")),
        },
    };
    context! { tenant => looks, ..specific }
}

/// One line without control characters: a name is not to break out of its paragraph.
fn line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A CSS colour in hexadecimal; ours where the tenant's is none, so that nothing else gets into a style.
fn colour(text: &str) -> &str {
    let is_colour = text.strip_prefix('#').is_some_and(|digits| {
        (3..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    if is_colour { text } else { "#1d4ed8" }
}

/// An instant as the reader writes it, in the tenant's zone.
fn shown(at: Instant, zone: Tz, locale: &str) -> String {
    let local = at.with_timezone(&zone);
    let format =
        if locale.starts_with("de") { "%d.%m.%Y, %H:%M Uhr (%Z)" } else { "%B %-d, %Y, %-I:%M %p (%Z)" };
    local.format(format).to_string()
}
