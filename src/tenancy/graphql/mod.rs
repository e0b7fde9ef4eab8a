//! `tenant` in the graph: public facts of the ISP that the host names; and its settings, for its administrators.

pub mod advance_time;
pub mod billing_settings;
pub mod network_settings;
pub mod settings;
pub mod update_settings;

use std::sync::Arc;

use async_graphql::{Context, Object};

pub use self::advance_time::SandboxAdvanceTimeMutation;
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::scalars::{CurrencyCode, Date, DateTime, EmailAddress, URL};
use crate::network::graphql::StatusNode;
use crate::tenancy::{Branding, PasswordPolicy, PortalSettings, Tenant};

pub use settings::TenantSettingsNode;
pub use update_settings::UpdateTenantSettingsMutation;

/// The ISP of this host.
pub struct TenantNode(pub Arc<Tenant>);

/// The internet service provider whose portal this host serves. Public: needed before anybody signs in.
#[Object(name = "Tenant")]
impl TenantNode {
    /// Short name, e.g. `nordlicht`.
    async fn slug(&self) -> &str {
        &self.0.slug
    }

    /// The name its customers know.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// BCP 47 locale of its texts, e.g. `de-DE`.
    async fn locale(&self) -> &str {
        &self.0.reference.locale
    }

    /// IANA time zone of its business dates, e.g. `Europe/Berlin`.
    async fn timezone(&self) -> &'static str {
        self.0.reference.zone.name()
    }

    /// Currency of its prices.
    async fn currency(&self) -> CurrencyCode {
        CurrencyCode(self.0.reference.currency.code().to_owned())
    }

    /// Whether this is no real ISP but one to try things with, whose clock may be moved.
    async fn sandbox(&self) -> bool {
        self.0.settings.sandbox
    }

    /// The time by which it bills; ahead of the world's in a sandbox.
    async fn now(&self, ctx: &Context<'_>) -> DateTime {
        DateTime(request(ctx).scope.now())
    }

    /// Its date: that of `now` in its time zone.
    async fn today(&self, ctx: &Context<'_>) -> Date {
        Date(request(ctx).scope.today())
    }

    /// Its looks.
    async fn branding(&self) -> BrandingNode<'_> {
        BrandingNode(&self.0.branding)
    }

    /// What its portal shows and allows.
    async fn portal_settings(&self) -> PortalSettingsNode<'_> {
        PortalSettingsNode(&self.0.settings.portal)
    }

    /// Its rules for passwords.
    async fn password_policy(&self) -> PasswordPolicyNode<'_> {
        PasswordPolicyNode(&self.0.settings.password_policy)
    }

    /// How its network is, for everybody: what goes on, what is announced, and what was over in the last seven days. As it was a
    /// few seconds ago at most. Null where the ISP does not make it public.
    async fn status(&self, ctx: &Context<'_>) -> Option<Result<StatusNode, ApiError>> {
        nullable(Box::pin(async {
            if !self.0.settings.network.status_page {
                return Ok(None);
            }
            let RequestContext { scope, status_pages, .. } = request(ctx);
            let status = status_pages.status(scope).await?;
            Ok(Some(StatusNode(status)))
        }))
        .await
    }
}

/// The looks of a portal.
pub struct BrandingNode<'a>(&'a Branding);

/// The looks of a portal.
#[Object(name = "Branding")]
impl BrandingNode<'_> {
    /// CSS colour of buttons and links, e.g. `#0b5fff`.
    async fn primary_color(&self) -> &str {
        &self.0.primary_color
    }

    /// Where the logo is; null when there is none.
    async fn logo_url(&self) -> Option<URL> {
        self.0.logo_url.clone().map(URL)
    }

    /// Where customers write to.
    async fn support_email(&self) -> Option<EmailAddress> {
        self.0.support_email.clone().map(EmailAddress)
    }

    /// Where customers call, in E.164 form.
    async fn support_phone(&self) -> Option<&str> {
        self.0.support_phone.as_deref()
    }
}

/// What a portal shows and allows.
pub struct PortalSettingsNode<'a>(&'a PortalSettings);

/// What a portal shows and allows; a page hides what is off here.
#[Object(name = "PortalSettings")]
impl PortalSettingsNode<'_> {
    /// Whether customers see their bills. Where this is off, `Customer.invoices` and its kin answer FORBIDDEN to them.
    async fn billing(&self) -> bool {
        self.0.billing
    }

    /// Whether `rememberMe` at sign-in makes the session last longer.
    async fn remember_me(&self) -> bool {
        self.0.remember_me
    }
}

/// The rules for passwords.
pub struct PasswordPolicyNode<'a>(&'a PasswordPolicy);

/// The rules for passwords, after NIST SP 800-63B-4: length counts, composition does not.
#[Object(name = "PasswordPolicy")]
impl PasswordPolicyNode<'_> {
    /// Characters wanted where the password is the only factor.
    async fn min_length(&self) -> u32 {
        self.0.min_length
    }

    /// Characters wanted where a second factor is used too.
    async fn min_length_with_second_factor(&self) -> u32 {
        self.0.min_length_with_second_factor
    }

    /// Characters accepted at most.
    async fn max_length(&self) -> u32 {
        self.0.max_length
    }

    /// Strength that a password must reach where it is the only factor: zxcvbn's estimate, from 0 (found at once) to 4.
    async fn min_strength(&self) -> u8 {
        self.0.min_strength
    }

    /// Strength that a password must reach where a second factor is used too, from 0 to 4.
    async fn min_strength_with_second_factor(&self) -> u8 {
        self.0.min_strength_with_second_factor
    }

    /// How many of the latest passwords may not be taken again, the current one included.
    async fn history(&self) -> u8 {
        self.0.history
    }

    /// Days after which a new password is asked for at sign-in; null, as NIST advises, where the ISP does not insist.
    async fn max_age_days(&self) -> Option<u32> {
        self.0.max_age_days
    }
}
