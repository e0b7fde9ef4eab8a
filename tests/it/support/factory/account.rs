//! Logins with a known password.

use std::sync::{Arc, LazyLock};

use portico::customers::entity::{customer, reseller};
use portico::identity::entity::account_link::{self, LinkRole, LinkStatus};
use portico::identity::entity::portal_account::{self, AccountKind, AccountStatus};
use portico::identity::portal_id::{PortalId, PortalIdFormat};
use portico::kernel::entropy::SystemEntropy;
use portico::kernel::ids::{AccountId, CustomerId, ResellerId};
use portico::ports::password::{PasswordHasher, PasswordSettings};
use sea_orm::Set;

use crate::support::app::TestApp;
use crate::support::wait;

/// The password of every account that a factory makes.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// Its hash at the real cost, made once: an account takes no longer than a row.
static HASH: LazyLock<String> = LazyLock::new(|| {
    wait::block_on(async {
        let hasher = PasswordHasher::new(PasswordSettings::default(), Arc::new(SystemEntropy));
        hasher.expect("the cost is possible").hash(PASSWORD.into()).await.expect("a hash")
    })
});

/// An account that exists.
#[derive(Debug, Clone)]
pub(crate) struct Login {
    /// The account.
    pub(crate) id: AccountId,
    /// What its owner types.
    pub(crate) portal_id: PortalId,
    /// The person's name.
    pub(crate) name: String,
}

/// An account to be.
#[must_use = "nothing is made before insert()"]
pub(crate) struct AccountBuilder<'a> {
    app: &'a TestApp,
    kind: AccountKind,
    status: AccountStatus,
    password_hash: Option<String>,
    email: Option<String>,
    must_change_password: bool,
    links: Vec<(LinkRole, Option<CustomerId>, Option<ResellerId>, LinkStatus)>,
}

impl TestApp {
    /// An active account without a role.
    pub(crate) fn account(&self) -> AccountBuilder<'_> {
        AccountBuilder {
            app: self,
            kind: AccountKind::Customer,
            status: AccountStatus::Active,
            password_hash: Some(HASH.clone()),
            email: None,
            must_change_password: false,
            links: Vec::new(),
        }
    }

    /// A well-formed portal ID of the tenant that no account has.
    pub(crate) fn unused_portal_id(&self) -> PortalId {
        let tenant = self.facts();
        let length = usize::from(tenant.settings.portal_id_length);
        let format = PortalIdFormat::new(&tenant.portal_prefix, length).expect("the tenant's format");
        PortalId::generate(&format, &**self.scope().entropy())
    }
}

impl AccountBuilder<'_> {
    /// A member of a customer.
    pub(crate) fn member_of(self, customer: &customer::Model, role: LinkRole) -> Self {
        self.link(role, Some(customer.id), None)
    }

    /// An employee of a reseller.
    pub(crate) fn reseller(mut self, reseller: &reseller::Model, role: LinkRole) -> Self {
        self.kind = AccountKind::Reseller;
        self.link(role, None, Some(reseller.id))
    }

    /// An employee of the tenant.
    pub(crate) fn staff(mut self, role: LinkRole) -> Self {
        self.kind = AccountKind::Admin;
        self.link(role, None, None)
    }

    fn link(mut self, role: LinkRole, customer: Option<CustomerId>, reseller: Option<ResellerId>) -> Self {
        self.links.push((role, customer, reseller, LinkStatus::Active));
        self
    }

    /// The last role is offered only, or was taken back.
    pub(crate) fn link_status(mut self, status: LinkStatus) -> Self {
        self.links.last_mut().expect("a role was given").3 = status;
        self
    }

    /// In another state than active.
    pub(crate) fn status(self, status: AccountStatus) -> Self {
        Self { status, ..self }
    }

    /// With another hash than that of [`PASSWORD`].
    pub(crate) fn password_hash(self, hash: Option<String>) -> Self {
        Self { password_hash: hash, ..self }
    }

    /// With a mail address.
    pub(crate) fn email(self, email: &str) -> Self {
        Self { email: Some(email.to_owned()), ..self }
    }

    /// To be asked for another password at the next sign-in.
    pub(crate) fn must_change_password(self) -> Self {
        Self { must_change_password: true, ..self }
    }

    /// Makes it.
    pub(crate) async fn insert(self) -> Login {
        let scope = self.app.scope();
        let (id, portal_id) = (scope.new_id(), self.app.unused_portal_id());
        let name = self.app.made_up_name();
        let tx = scope.begin().await.expect("the database answers");
        tx.insert(portal_account::ActiveModel {
            id: Set(id),
            portal_id: Set(portal_id.as_str().to_owned()),
            kind: Set(self.kind),
            status: Set(self.status),
            password_hash: Set(self.password_hash),
            must_change_password: Set(self.must_change_password),
            password_changed_at: Set(None),
            display_name: Set(name.clone()),
            email: Set(self.email),
            email_verified: Set(false),
            phone: Set(None),
            locale: Set(None),
            session_epoch: Set(0),
            last_login_at: Set(None),
            created_at: Set(scope.real_now()),
            version: Set(1),
            ..Default::default()
        })
        .await
        .expect("the account is new");
        let link = |(role, customer, reseller, status)| account_link::ActiveModel {
            id: Set(scope.new_id()),
            account_id: Set(id),
            customer_id: Set(customer),
            reseller_id: Set(reseller),
            role: Set(role),
            status: Set(status),
            created_at: Set(scope.real_now()),
            ..Default::default()
        };
        tx.insert_many(self.links.into_iter().map(link).collect()).await.expect("the links fit the tenant");
        tx.commit().await.expect("the database answers");
        Login { id, portal_id, name }
    }
}
