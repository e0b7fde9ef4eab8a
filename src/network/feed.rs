//! The feed of what goes on in the network: Atom (RFC 4287), written by hand. Pure.
//!
//! Every text is escaped, and what XML 1.0 §2.2 allows in no document is left out; nothing in a text can become markup.

use std::fmt::Write as _;

use chrono::SecondsFormat;
use uuid::Uuid;

use super::public::PublicIncident;
use super::status::kind_name;
use crate::kernel::clock::Instant;

/// What a feed is of.
#[derive(Debug, Clone, Copy)]
pub struct FeedHead<'a> {
    /// The tenant's row.
    pub tenant: Uuid,
    /// The name its customers know.
    pub name: &'a str,
    /// BCP 47: the language of title and texts.
    pub locale: &'a str,
    /// Where the feed is.
    pub url: &'a str,
}

/// The feed, and when something of it last changed; the Unix epoch where nothing ever has.
pub fn atom(head: FeedHead<'_>, incidents: &[PublicIncident]) -> (String, Instant) {
    let changed = incidents.iter().map(PublicIncident::changed_at).max().unwrap_or(Instant::UNIX_EPOCH);
    let mut xml = String::with_capacity(1_024 + incidents.len() * 1_024);
    xml.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let language = escaped(head.locale);
    let _ = writeln!(xml, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">");
    element(&mut xml, 1, "id", &format!("urn:uuid:{}", head.tenant));
    element(&mut xml, 1, "title", &title(head.name, head.locale));
    element(&mut xml, 1, "updated", &instant(changed));
    let url = escaped(head.url);
    let _ = writeln!(xml, "  <link rel=\"self\" type=\"application/atom+xml\" href=\"{url}\"/>");
    // An entry without an author of its own has the feed's (§4.2.1).
    let _ = writeln!(xml, "  <author><name>{}</name></author>", escaped(head.name));
    for incident in incidents {
        entry(&mut xml, incident);
    }
    xml.push_str("</feed>\n");
    (xml, changed)
}

fn entry(xml: &mut String, public: &PublicIncident) {
    let incident = &public.incident;
    xml.push_str("  <entry>\n");
    element(xml, 2, "id", &format!("urn:uuid:{}", incident.id.0));
    element(xml, 2, "title", &incident.title);
    // What is written first is when it became known.
    let published = public.updates.last().map_or(incident.started_at, |update| update.at);
    element(xml, 2, "published", &instant(published));
    element(xml, 2, "updated", &instant(public.changed_at()));
    for term in [kind_name(incident.kind), incident.status.name()] {
        let _ = writeln!(xml, "    <category term=\"{term}\"/>");
    }
    let mut text = format!("{}\n", span(incident.started_at, incident.ended_at.or(incident.eta_at)));
    for update in &public.updates {
        let _ = write!(text, "\n{} – {}\n{}\n", instant(update.at), update.status.name(), update.body);
    }
    let _ = writeln!(xml, "    <content type=\"text\">{}</content>", escaped(&text));
    xml.push_str("  </entry>\n");
}

fn element(xml: &mut String, depth: usize, name: &str, text: &str) {
    let _ = writeln!(xml, "{}<{name}>{}</{name}>", "  ".repeat(depth), escaped(text));
}

fn title(name: &str, locale: &str) -> String {
    let german = locale.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("de"));
    if german {
        format!("{name}: Störungen und Wartung")
    } else {
        format!("{name}: outages and maintenance")
    }
}

/// From when to when, as far as that is known.
fn span(from: Instant, to: Option<Instant>) -> String {
    to.map_or_else(|| instant(from), |to| format!("{} – {}", instant(from), instant(to)))
}

/// RFC 3339, as §3.3 wants it.
fn instant(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A text as it may stand in an element or between quotes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // A parser would make a line end of it.
            '\r' => escaped.push_str("&#13;"),
            '\n' | '\t' => escaped.push(character),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{IncidentId, IncidentUpdateId, TenantId, TypedId as _};
    use crate::network::entity::incident::{self, ImpactLevel, IncidentSource, IncidentStatus};
    use crate::network::entity::incident_update;
    use proptest::prelude::*;

    const HEAD: FeedHead<'_> = FeedHead {
        tenant: Uuid::nil(),
        name: "Nord & Süd <Netz>",
        locale: "de-DE",
        url: "https://isp.example/status/feed.atom",
    };

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    fn outage(title: &str, body: &str) -> PublicIncident {
        let status = IncidentStatus::Investigating;
        let incident = incident::Model {
            id: IncidentId::from_uuid(Uuid::max()),
            tenant_id: TenantId::from_uuid(Uuid::nil()),
            kind: status.kind(),
            status,
            impact: ImpactLevel::Outage,
            title: title.to_owned(),
            started_at: at("2026-11-22T09:30:00Z"),
            eta_at: None,
            ended_at: None,
            version: 1,
            source: IncidentSource::Hand,
            cause_device_id: None,
            confidence: None,
        };
        let update = incident_update::Model {
            id: IncidentUpdateId::from_uuid(Uuid::nil()),
            tenant_id: incident.tenant_id,
            incident_id: incident.id,
            status,
            body: body.to_owned(),
            public: true,
            author_id: None,
            at: at("2026-11-22T10:00:00.123456Z"),
        };
        PublicIncident { incident, updates: vec![update] }
    }

    #[test]
    fn an_entry_has_what_the_rfc_wants() {
        let (xml, changed) = atom(HEAD, &[outage("A cable is cut", "An excavator.\nWe are on the way.")]);
        assert_eq!(changed, at("2026-11-22T10:00:00.123456Z"));
        let expected = "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de-DE\">
  <id>urn:uuid:00000000-0000-0000-0000-000000000000</id>
  <title>Nord &amp; Süd &lt;Netz&gt;: Störungen und Wartung</title>
  <updated>2026-11-22T10:00:00Z</updated>
  <link rel=\"self\" type=\"application/atom+xml\" href=\"https://isp.example/status/feed.atom\"/>
  <author><name>Nord &amp; Süd &lt;Netz&gt;</name></author>
  <entry>
    <id>urn:uuid:ffffffff-ffff-ffff-ffff-ffffffffffff</id>
    <title>A cable is cut</title>
    <published>2026-11-22T10:00:00Z</published>
    <updated>2026-11-22T10:00:00Z</updated>
    <category term=\"OUTAGE\"/>
    <category term=\"INVESTIGATING\"/>
    <content type=\"text\">2026-11-22T09:30:00Z

2026-11-22T10:00:00Z – INVESTIGATING
An excavator.
We are on the way.
</content>
  </entry>
</feed>
";
        assert_eq!(xml, expected);
    }

    #[test]
    fn a_network_without_a_past_has_a_feed_too() {
        let (xml, changed) = atom(HEAD, &[]);
        assert_eq!(changed, Instant::UNIX_EPOCH);
        assert!(xml.contains("<updated>1970-01-01T00:00:00Z</updated>") && !xml.contains("<entry>"), "{xml}");
    }

    proptest! {
        /// Whatever people write: the same tags in the same order, and no character that XML does not know.
        #[test]
        fn no_text_becomes_markup(title in any::<String>(), body in any::<String>()) {
            let tags = |xml: &str| -> Vec<String> {
                let opened = xml.split('<').skip(1);
                opened.map(|rest| rest.split(['>', ' ']).next().unwrap_or_default().to_owned()).collect()
            };
            let (plain, _) = atom(HEAD, &[outage("x", "y")]);
            let (xml, _) = atom(HEAD, &[outage(&title, &body)]);
            prop_assert_eq!(tags(&xml), tags(&plain));
            let legal = |c: char| matches!(c, '\n' | '\t') || (!c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'));
            prop_assert!(xml.chars().all(legal));
            let references = ["amp;", "lt;", "gt;", "quot;", "#39;", "#13;"];
            prop_assert!(xml.split('&').skip(1).all(|rest| references.iter().any(|name| rest.starts_with(name))));
        }
    }
}
