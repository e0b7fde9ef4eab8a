//! `TenantSettings` in the graph.

use std::sync::Arc;

use async_graphql::Object;
use sea_orm::{ActiveEnum as _, Iterable as _};

use super::billing_settings::BillingSettingsNode;
use super::network_settings::NetworkSettingsNode;
use super::{BrandingNode, PasswordPolicyNode, PortalSettingsNode};
use crate::graphql::scalars::EmailAddress;
use crate::identity::LinkRole;
use crate::tenancy::{RoleName, SecondFactorPolicy, SupportSettings, Tenant};

/// What an administrator sees of the own ISP.
pub struct TenantSettingsNode(pub Arc<Tenant>);

/// The settings of the ISP as they are now: other replicas go by them ten seconds later at most. Visible to tenant
/// administrators.
#[Object(name = "TenantSettings")]
impl TenantSettingsNode {
    /// Counts the changes, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// The looks of the portal.
    async fn branding(&self) -> BrandingNode<'_> {
        BrandingNode(&self.0.branding)
    }

    /// What the portal shows and allows.
    async fn portal(&self) -> PortalSettingsNode<'_> {
        PortalSettingsNode(&self.0.settings.portal)
    }

    /// The rules for passwords.
    async fn password_policy(&self) -> PasswordPolicyNode<'_> {
        PasswordPolicyNode(&self.0.settings.password_policy)
    }

    /// Who needs a second factor.
    async fn second_factor(&self) -> SecondFactorPolicyNode<'_> {
        SecondFactorPolicyNode(&self.0.settings.second_factor)
    }

    /// How customers are told of what they owe, and of what is left.
    async fn billing(&self) -> BillingSettingsNode<'_> {
        BillingSettingsNode(&self.0.settings.billing)
    }

    /// How customers are helped.
    async fn support(&self) -> SupportSettingsNode<'_> {
        SupportSettingsNode(&self.0.settings.support)
    }

    /// What the network does by itself.
    async fn network(&self) -> NetworkSettingsNode<'_> {
        NetworkSettingsNode(&self.0.settings.network)
    }
}

/// How customers are helped.
pub struct SupportSettingsNode<'a>(&'a SupportSettings);

/// How customers are helped. Visible to tenant administrators.
#[Object(name = "SupportSettings")]
impl SupportSettingsNode<'_> {
    /// The mailbox that answers to mails of tickets go to; null: tickets are not answered by mail.
    async fn mail_address(&self) -> Option<EmailAddress> {
        self.0.mail_address.clone().map(EmailAddress)
    }
}

/// Who needs a second factor.
pub struct SecondFactorPolicyNode<'a>(&'a SecondFactorPolicy);

/// Who needs a second factor; anybody may have one. Visible to tenant administrators.
#[Object(name = "SecondFactorPolicy")]
impl SecondFactorPolicyNode<'_> {
    /// Whoever has one of these roles cannot sign in without one: who has none yet enrols at the next sign-in. At most 10.
    async fn required_for(&self) -> Vec<LinkRole> {
        LinkRole::iter()
            .filter(|role| named(*role).is_some_and(|name| self.0.required_for.contains(&name)))
            .collect()
    }
}

/// The name of a role in the settings: both are written alike.
pub(super) fn named(role: LinkRole) -> Option<RoleName> {
    serde_json::from_value(role.to_value().into()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_name_in_the_settings() {
        for role in LinkRole::iter() {
            assert!(named(role).is_some(), "{role:?}");
        }
    }
}
