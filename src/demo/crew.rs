//! The portal accounts of a generated tenant: those with a known password, and one a customer that waits for
//! its activation.

use super::calendar::{Calendar, Ids, months_before};
use super::dice::Dice;
use super::names::Names;
use super::people::Client;
use super::world::UNASSIGNED;
use crate::customers::entity::customer::{CustomerKind, CustomerStatus};
use crate::db::FIRST_VERSION;
use crate::identity::entity::account_link::{self, LinkRole, LinkStatus};
use crate::identity::entity::portal_account::{self, AccountKind, AccountStatus};
use crate::identity::portal_id::{PortalId, PortalIdFormat};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, CustomerId, ResellerId};
use crate::tenancy::SecondFactorPolicy;

/// Which sign-ins a world has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Crew {
    /// One a role, each with a passphrase of its own.
    Everyone,
    /// A customer, a reseller and an administrator with this password.
    LoadTest {
        /// The password of all of them.
        password: String,
    },
}

/// A sign-in whose password is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// What it may do, e.g. `customer`.
    pub role: &'static str,
    /// As it is typed.
    pub portal_id: PortalId,
    /// In the clear: it is printed for whoever tries the system.
    pub password: String,
    /// The secret of its authenticator app in base32, where it has one: as public as the password. Made by the load.
    pub totp_secret: Option<String>,
    /// The person.
    pub name: String,
    /// Its account.
    pub account: AccountId,
    /// The customer of a member.
    pub customer: Option<CustomerId>,
    /// The reseller of its employee.
    pub reseller: Option<ResellerId>,
}

impl Crew {
    /// Who needs a second factor. A load test signs in by password alone.
    /// Whether the tenant is one to try things with.
    pub(super) fn plays(&self) -> bool {
        match self {
            Self::Everyone => true,
            Self::LoadTest { .. } => false,
        }
    }

    pub(super) fn second_factor(&self) -> SecondFactorPolicy {
        match self {
            Self::Everyone => SecondFactorPolicy::default(),
            Self::LoadTest { .. } => SecondFactorPolicy { required_for: Vec::new() },
        }
    }
}

/// Role as printed, right, and whether a load test needs it. The showcase's owner and its household come apart:
/// the required roles first.
const ROLES: [(&str, LinkRole, bool); 9] = [
    ("customer", LinkRole::Owner, true),
    ("viewer", LinkRole::Viewer, false),
    ("reseller", LinkRole::ResellerAdmin, true),
    ("support", LinkRole::Support, false),
    ("billing", LinkRole::Billing, false),
    ("noc", LinkRole::Noc, false),
    ("admin", LinkRole::TenantAdmin, true),
    ("payer", LinkRole::Payer, false),
    ("technical", LinkRole::Technical, false),
];

/// Accounts, their links and the known sign-ins; the sign-ins' accounts come first, in their order.
#[derive(Default)]
pub(super) struct Accounts {
    pub(super) rows: Vec<portal_account::Model>,
    pub(super) links: Vec<account_link::Model>,
    pub(super) logins: Vec<Login>,
}

/// Makes accounts.
pub(super) struct Registry<'a> {
    pub(super) names: Names<'a>,
    pub(super) format: PortalIdFormat,
    pub(super) calendar: Calendar,
    pub(super) ids: &'a Ids,
}

impl Registry<'_> {
    pub(super) fn accounts(
        &self,
        crew: &Crew,
        clients: &[Client],
        reseller: ResellerId,
        dice: &mut Dice,
    ) -> Accounts {
        let mut accounts = Accounts::default();
        for (role, right, in_load_test) in ROLES {
            match crew {
                Crew::Everyone => self.login(&mut accounts, role, right, clients, reseller, None, dice),
                Crew::LoadTest { password } if in_load_test => {
                    self.login(&mut accounts, role, right, clients, reseller, Some(password), dice);
                }
                Crew::LoadTest { .. } => {}
            }
        }
        if *crew == Crew::Everyone {
            self.bookkeeper(&mut accounts, clients);
        }
        // The first customer's owner has signed in already; nobody does so for a lead.
        for client in clients.iter().skip(1).filter(|c| c.row.status != CustomerStatus::Lead) {
            let status = match client.row.status {
                CustomerStatus::Closed => AccountStatus::Disabled,
                _ => AccountStatus::PendingActivation,
            };
            let account =
                self.account(&client.row.name, AccountKind::Customer, status, client.row.created_at);
            let account = portal_account::Model {
                email: client.row.email.clone(),
                phone: client.row.phone.clone(),
                ..account
            };
            self.link(&mut accounts, &account, LinkRole::Owner, Some(client.row.id), None);
            accounts.rows.push(account);
        }
        accounts
    }

    /// The household's payer keeps the books of a company too: one login, two customers.
    fn bookkeeper(&self, accounts: &mut Accounts, clients: &[Client]) {
        let payer = accounts.logins.iter().find(|login| login.role == "payer").map(|login| login.account);
        let account = accounts.rows.iter().find(|row| Some(row.id) == payer).cloned();
        let company = clients.iter().skip(1).find(|client| client.row.kind == CustomerKind::Business);
        if let (Some(account), Some(company)) = (account, company) {
            // Later than the first link, so that the household stays the first.
            let since = account.created_at + chrono::TimeDelta::days(30);
            let row = portal_account::Model { created_at: since, ..account };
            self.link(accounts, &row, LinkRole::Payer, Some(company.row.id), None);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one call site; a struct for it would say the same twice")]
    fn login(
        &self,
        accounts: &mut Accounts,
        role: &'static str,
        right: LinkRole,
        clients: &[Client],
        reseller: ResellerId,
        password: Option<&String>,
        dice: &mut Dice,
    ) {
        let (kind, customer, reseller) = match right {
            LinkRole::Owner | LinkRole::Payer | LinkRole::Technical | LinkRole::Viewer => {
                (AccountKind::Customer, clients.first().map(|client| &client.row), None)
            }
            LinkRole::ResellerAdmin | LinkRole::ResellerAgent => {
                (AccountKind::Reseller, None, Some(reseller))
            }
            LinkRole::Support | LinkRole::Billing | LinkRole::Noc | LinkRole::TenantAdmin => {
                (AccountKind::Admin, None, None)
            }
        };
        let name = match customer {
            Some(customer) if right == LinkRole::Owner => customer.name.clone(),
            _ => self.names.person(dice),
        };
        let since = self.calendar.moment(months_before(self.calendar.as_of, 6), 10 * 60);
        let account = portal_account::Model {
            email: Some(Names::email(&name, accounts.rows.len())),
            email_verified: true,
            ..self.account(&name, kind, AccountStatus::Active, since)
        };
        let customer = customer.map(|customer| customer.id);
        self.link(accounts, &account, right, customer, reseller);
        accounts.logins.push(Login {
            role,
            portal_id: PortalId::normalise(&account.portal_id, &self.format).expect("made by this format"),
            password: password.cloned().unwrap_or_else(|| self.names.passphrase(dice)),
            totp_secret: None,
            name,
            account: account.id,
            customer,
            reseller,
        });
        accounts.rows.push(account);
    }

    fn account(
        &self,
        name: &str,
        kind: AccountKind,
        status: AccountStatus,
        created_at: Instant,
    ) -> portal_account::Model {
        portal_account::Model {
            id: self.ids.at(created_at),
            tenant_id: UNASSIGNED,
            portal_id: PortalId::generate(&self.format, self.ids.entropy()).as_str().to_owned(),
            kind,
            status,
            password_hash: None,
            must_change_password: false,
            password_changed_at: None,
            display_name: name.to_owned(),
            email: None,
            email_verified: false,
            phone: None,
            locale: None,
            session_epoch: 0,
            last_login_at: None,
            created_at,
            version: FIRST_VERSION,
        }
    }

    fn link(
        &self,
        accounts: &mut Accounts,
        account: &portal_account::Model,
        role: LinkRole,
        customer_id: Option<CustomerId>,
        reseller_id: Option<ResellerId>,
    ) {
        accounts.links.push(account_link::Model {
            id: self.ids.at(account.created_at),
            tenant_id: UNASSIGNED,
            account_id: account.id,
            customer_id,
            reseller_id,
            role,
            status: LinkStatus::Active,
            created_at: account.created_at,
        });
    }
}
