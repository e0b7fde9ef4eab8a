//! Documents in the graph: links to them.

use async_graphql::{Context, Object};
use chrono::{Datelike as _, NaiveDate};

use super::{Subject, issue};
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::ApiError;
use crate::graphql::scalars::{DateTime, URL};
use crate::kernel::clock::{Instant, is_storable};
use crate::kernel::ids::CustomerId;
use crate::kernel::problem::Invalid;

/// Longest locale that is one (BCP 47 has longer ones, which nobody writes).
const MAX_LOCALE: usize = 35;

/// Longest period of a statement, days: three years and a leap day.
const MAX_DAYS: i64 = 1_096;

/// A link to a document.
pub struct DocumentNode {
    token: String,
    expires_at: Instant,
}

impl DocumentNode {
    /// A link to a document that the caller may see, in the language of `locale` or else in the request's.
    pub async fn issue(
        ctx: &Context<'_>,
        subject: Subject,
        locale: Option<String>,
    ) -> Result<Self, ApiError> {
        let RequestContext { scope, identity, locale: preferred, .. } = request(ctx);
        let locale = match locale {
            Some(locale) => checked(locale)?,
            None => preferred.to_string(),
        };
        let (token, expires_at) = issue(scope, &identity.keyring, subject, &locale).await?;
        Ok(Self { token, expires_at })
    }

    /// A link to the statement of a customer whose bills the caller may see.
    pub async fn of_statement(
        ctx: &Context<'_>,
        customer: CustomerId,
        (from, to): (Option<NaiveDate>, Option<NaiveDate>),
        locale: Option<String>,
    ) -> Result<Self, ApiError> {
        let to = to.unwrap_or_else(|| request(ctx).scope.today());
        let from = from.or_else(|| to.with_day(1)).unwrap_or(to);
        if to < from {
            return Err(Invalid::new("to", "must not be before `from`").into());
        }
        if (to - from).num_days() >= MAX_DAYS || !is_storable(from) || !is_storable(to) {
            return Err(Invalid::new("to", "must be within three years of `from`").into());
        }
        Self::issue(ctx, Subject::Statement { customer, from, to }, locale).await
    }
}

/// Letters, digits and `-`: a locale is written to the file.
fn checked(locale: String) -> Result<String, ApiError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let fits = (2..=MAX_LOCALE).contains(&locale.len()) && locale.bytes().all(plain);
    if fits {
        Ok(locale)
    } else {
        Err(Invalid::new("locale", "must be a language tag such as `de-DE`").into())
    }
}

/// A link to a PDF. Whoever has the link can open it, without a session, until it expires: do not keep or share it. The
/// document is made when it is opened, and so shows what has been paid until then.
#[Object(name = "Document")]
impl DocumentNode {
    /// Where it is: a path on the host that was asked, `/documents/…`.
    async fn url(&self) -> URL {
        URL(format!("/documents/{}", self.token))
    }

    /// When the link ends: ten minutes after it was made.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.expires_at)
    }

    /// The media type: `application/pdf`.
    async fn media_type(&self) -> &'static str {
        "application/pdf"
    }
}
