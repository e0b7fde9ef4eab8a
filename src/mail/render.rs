//! From a template and its arguments to subject, text and HTML, in the reader's language and the tenant's looks.
//!
//! A text is one file: a subject line, then paragraphs. A paragraph `[label](url)` is a button; one whose
//! address comes to nothing is left out. The file is taken apart
//! before anything is filled in, so a value can be no paragraph, no button and no header, whatever a person is called;
//! HTML is escaped by its layout. An operator may put other texts beside the built-in ones (`mail.templates`).

mod context;
mod text;

use std::collections::HashMap;
use std::path::Path;

use chrono_tz::Tz;
use minijinja::{Environment, UndefinedBehavior, Value, context};

use self::context::values;
use self::text::Text;
use super::template::Template;
use crate::tenancy::Branding;

const LAYOUT: &str = include_str!("templates/layout.html");

macro_rules! texts {
    ($($locale:literal: $($name:literal),+;)+) => {
        &[$(($locale, &[$(($name, include_str!(concat!("templates/", $locale, "/", $name, ".txt")))),+])),+]
    };
}

type Files = &'static [(&'static str, &'static [(&'static str, &'static str)])];

/// The texts that are always there. The first locale is for readers of every other language.
const BUILT_IN: Files = texts! {
    "en-US": "activation", "email_change_requested", "email_changed", "email_confirmation", "footer", "invoice", "member_invitation", "member_welcome", "notice", "password_changed", "password_reset", "receipt", "ticket";
    "de-DE": "activation", "email_change_requested", "email_changed", "email_confirmation", "footer", "invoice", "member_invitation", "member_welcome", "notice", "password_changed", "password_reset", "receipt", "ticket";
};

/// Why a text cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("mail template {name}: {cause}")]
pub struct TemplateError {
    name: String,
    cause: String,
}

impl TemplateError {
    fn new(name: &str, cause: impl std::fmt::Display) -> Self {
        Self { name: name.to_owned(), cause: cause.to_string() }
    }
}

/// A mail as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// The portal that a mail speaks for.
#[derive(Debug, Clone)]
pub struct Portal {
    /// Short name of the tenant.
    pub slug: String,
    /// The name its customers know.
    pub name: String,
    /// Its looks.
    pub branding: Branding,
    /// Zone of the times it tells.
    pub zone: Tz,
    /// Its address, without a slash at the end.
    pub url: String,
    /// Whether an answer to this mail is taken in.
    pub takes_answers: bool,
}

/// Which text: the tenant's short name (empty for all tenants), locale, name.
type Key = (String, String, String);

/// Holds the texts.
pub struct Renderer {
    environment: Environment<'static>,
    texts: HashMap<Key, Text>,
}

impl Renderer {
    /// The built-in texts, and those of `directory`: `<tenant>/<locale>/<name>.txt` for one tenant, where `<tenant>` is
    /// its short name, or `_` for all. Every text is tried, so that a wrong one stops the start and not a mail.
    pub fn new(directory: Option<&Path>) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment
            .add_template("layout.html", LAYOUT)
            .map_err(|error| TemplateError::new("layout.html", error))?;
        let mut renderer = Self { environment, texts: HashMap::new() };
        for (locale, files) in BUILT_IN {
            for (name, source) in *files {
                renderer.add("", locale, name, source)?;
            }
        }
        if let Some(directory) = directory {
            for (tenant, locale, name, source) in text::read_directory(directory)? {
                renderer.add(&tenant, &locale, &name, &source)?;
            }
        }
        renderer.try_all()?;
        Ok(renderer)
    }

    fn add(&mut self, tenant: &str, locale: &str, name: &str, source: &str) -> Result<(), TemplateError> {
        if !BUILT_IN[0].1.iter().any(|(known, _)| *known == name) {
            return Err(TemplateError::new(name, "there is no mail of this name"));
        }
        let text = Text::parse(&mut self.environment, &format!("{tenant}/{locale}/{name}"), source)?;
        self.texts.insert((tenant.to_owned(), locale.to_owned(), name.to_owned()), text);
        Ok(())
    }

    /// Fills every text with made-up values: for a mail, the built-in one and each that would take its place.
    fn try_all(&self) -> Result<(), TemplateError> {
        // With everything that a tenant may lack, so that no condition hides a mistake.
        let contact = Some("c".to_owned());
        let looks =
            Branding { support_email: contact.clone(), support_phone: contact, ..Branding::default() };
        let (slug, name, url) = (String::new(), "N".to_owned(), String::new());
        let portal = Portal { slug, name, branding: looks, zone: Tz::UTC, url, takes_answers: true };
        for template in samples() {
            for ((_, locale, name), text) in &self.texts {
                if name == template.name() || name == "footer" {
                    self.assemble(&portal, locale, &template, text, text)?;
                }
            }
        }
        Ok(())
    }

    /// Renders a mail for a reader of `locale`.
    pub fn render(
        &self,
        portal: &Portal,
        locale: &str,
        template: &Template,
    ) -> Result<Rendered, TemplateError> {
        let (locale, text) = self.find(&portal.slug, locale, template.name());
        let (_, footer) = self.find(&portal.slug, locale, "footer");
        self.assemble(portal, locale, template, text, footer)
    }

    fn assemble(
        &self,
        portal: &Portal,
        locale: &str,
        template: &Template,
        text: &Text,
        footer: &Text,
    ) -> Result<Rendered, TemplateError> {
        let values = values(portal, locale, template);
        let fill = |name: &str| {
            let filled = self.environment.get_template(name).and_then(|source| source.render(&values));
            filled.map_err(|error| TemplateError::new(name, error))
        };
        let subject = text.subject.as_deref().map(&fill).transpose()?.unwrap_or_default();
        let blocks = text.blocks.iter().map(|block| block.fill(&fill)).collect::<Result<Vec<_>, _>>()?;
        let blocks = blocks.into_iter().flatten().collect::<Vec<_>>();
        let footer = footer.blocks.iter().map(|block| block.fill(&fill)).collect::<Result<Vec<_>, _>>()?;
        let footer = text::plain(&footer.into_iter().flatten().collect::<Vec<_>>());
        let shown: Vec<Value> = blocks
            .iter()
            .map(|block| context! { text => block.text.as_str(), url => block.url.as_deref() })
            .collect();
        let html = self
            .environment
            .get_template("layout.html")
            .and_then(|layout| {
                layout.render(context! {
                    locale => locale, subject => subject.as_str(), blocks => shown, footer => footer.as_str(),
                    tenant => values.get_attr("tenant")?,
                })
            })
            .map_err(|error| TemplateError::new("layout.html", error))?;
        Ok(Rendered { text: format!("{}\n\n-- \n{footer}\n", text::plain(&blocks)), subject, html })
    }

    /// The tenant's own text before everybody's, the exact locale before its language, English at last.
    fn find<'a>(&'a self, tenant: &str, locale: &'a str, name: &str) -> (&'a str, &'a Text) {
        let language = |locale: &str| locale.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let others = self.texts.keys().map(|(_, known, _)| known.as_str());
        let mut candidates: Vec<&str> = others.filter(|known| language(known) == language(locale)).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let candidates = std::iter::once(locale).chain(candidates).chain([BUILT_IN[0].0]);
        for locale in candidates {
            for owner in [tenant, "_", ""] {
                if let Some((key, text)) =
                    self.texts.get_key_value(&(owner.to_owned(), locale.to_owned(), name.to_owned()))
                {
                    return (&key.1, text);
                }
            }
        }
        unreachable!("every mail has its English text, which is built in")
    }
}

/// One of each kind, to try the texts with.
fn samples() -> [Template; 12] {
    let at = chrono::DateTime::UNIX_EPOCH;
    let text = |text: &str| text.to_owned();
    [
        Template::Activation { name: text("A"), portal_id: text("P"), token: text("T"), expires_at: at },
        Template::PasswordReset { name: text("A"), portal_id: text("P"), token: text("T"), expires_at: at },
        Template::PasswordChanged { name: text("A"), portal_id: text("P"), at },
        Template::EmailConfirmation { name: text("A"), token: text("T"), expires_at: at },
        Template::EmailChangeRequested { name: text("A"), portal_id: text("P"), email: text("E"), at },
        Template::EmailChanged { name: text("A"), portal_id: text("P"), email: text("E"), at },
        Template::MemberInvitation {
            name: text("A"),
            invited_by: text("B"),
            customer: text("C"),
            token: text("T"),
            expires_at: at,
        },
        Template::MemberWelcome { name: text("A"), portal_id: text("P") },
        Template::Invoice {
            name: text("A"),
            number: text("N"),
            amount: text("1"),
            due: Some(text("D")),
            pay_token: Some(text("T")),
            attachment: text("inv_"),
        },
        Template::Receipt { name: text("A"), number: text("N"), amount: text("1"), attachment: text("pay_") },
        Template::Ticket {
            name: text("A"),
            ticket: text("tkt_"),
            number: text("N"),
            subject: text("S"),
            title: text("T"),
            body: text("B"),
            reply_token: None,
        },
        Template::Notice { name: text("A"), title: text("T"), body: text("B"), path: None, attachment: None },
    ]
}

#[cfg(test)]
mod tests;
