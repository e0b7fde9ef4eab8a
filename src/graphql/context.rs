//! What every resolver of one request shares.

use std::sync::Arc;

use async_graphql::Context;
use async_graphql::dataloader::DataLoader;

use super::loaders::for_request;
use crate::automation::Automation;
use crate::automation::loader::{AutomationLoader, HostsOf};
use crate::billing::loader::{AllocationsToInvoice, BillingLoader};
use crate::catalog::loader::{CatalogLoader, PlanById};
use crate::customers::loader::{CustomerById, CustomersLoader};
use crate::db::Scope;
use crate::events::Feed;
use crate::help::loader::{HelpLoader, VoteOn};
use crate::identity::loader::{AccountById, IdentityLoader};
use crate::identity::{DeviceMark, Grant, Identity, SessionChange, Signal, SignedIn};
use crate::kernel::money::Money;
use crate::network::StatusPages;
use crate::network::inventory::Instruments;
use crate::network::loader::{NetworkLoader, UpdatesOf};
use crate::network::poll::Poller;
use crate::payments::Payments;
use crate::payments::loader::{PaymentById, PaymentsLoader};
use crate::ports::session_store::IssuedSession;
use crate::provisioning::loader::{ProvisioningLoader, ProvisioningOf};
use crate::tenancy::{Calendar, Tenant};
use crate::tickets::attachment::Attachments;
use crate::tickets::attachment::loader::{AttachmentsLoader, AttachmentsOfReply};
use crate::tickets::desk::loader::{DeskLoader, TeamById};
use crate::tickets::loader::{SeenTicketById, TicketsLoader};
use crate::tickets::sla::loader::{LevelOf, LevelsLoader};

use super::money::MoneyNode;
use super::upload::Uploads;

/// The loaders of one request. They live no longer: see [`for_request`].
pub struct Loaders {
    /// Customers.
    pub customers: DataLoader<CustomersLoader>,
    /// Plans and subscriptions.
    pub catalog: DataLoader<CatalogLoader>,
    /// Bills.
    pub billing: DataLoader<BillingLoader>,
    /// Payments.
    pub payments: DataLoader<PaymentsLoader>,
    /// Accounts, members, invitations.
    pub identity: DataLoader<IdentityLoader>,
    /// Tickets.
    pub tickets: DataLoader<TicketsLoader>,
    /// Incidents and devices.
    pub network: DataLoader<NetworkLoader>,
    /// The help.
    pub help: DataLoader<HelpLoader>,
    /// Teams.
    pub desk: DataLoader<DeskLoader>,
    /// Service levels.
    pub levels: DataLoader<LevelsLoader>,
    /// Files of tickets.
    pub attachments: DataLoader<AttachmentsLoader>,
    /// Runs of playbooks.
    pub automation: DataLoader<AutomationLoader>,
    /// How far the network is.
    pub provisioning: DataLoader<ProvisioningLoader>,
}

impl Loaders {
    /// New loaders over a scope.
    pub fn for_request(scope: &Scope) -> Self {
        Self {
            customers: for_request::<CustomerById, _>(CustomersLoader(scope.clone())),
            catalog: for_request::<PlanById, _>(CatalogLoader(scope.clone())),
            billing: for_request::<AllocationsToInvoice, _>(BillingLoader(scope.clone())),
            payments: for_request::<PaymentById, _>(PaymentsLoader(scope.clone())),
            identity: for_request::<AccountById, _>(IdentityLoader(scope.clone())),
            tickets: for_request::<SeenTicketById, _>(TicketsLoader(scope.clone())),
            network: for_request::<UpdatesOf, _>(NetworkLoader(scope.clone())),
            help: for_request::<VoteOn, _>(HelpLoader(scope.clone())),
            desk: for_request::<TeamById, _>(DeskLoader(scope.clone())),
            levels: for_request::<LevelOf, _>(LevelsLoader(scope.clone())),
            attachments: for_request::<AttachmentsOfReply, _>(AttachmentsLoader(scope.clone())),
            automation: for_request::<HostsOf, _>(AutomationLoader(scope.clone())),
            provisioning: for_request::<ProvisioningOf, _>(ProvisioningLoader(scope.clone())),
        }
    }
}

/// One request: its scope, its loaders, who calls, and what the answer must do to the session.
pub struct RequestContext {
    /// Tenant, actor, clock, database.
    pub scope: Scope,
    /// The tenant with its settings.
    pub tenant: Arc<Tenant>,
    /// The account and its session, if somebody is signed in.
    pub signed_in: Option<SignedIn>,
    /// The locale that texts and amounts are written in.
    pub locale: Arc<str>,
    /// The loaders.
    pub loaders: Loaders,
    /// The events of this process.
    pub feed: Feed,
    /// What days bring.
    pub calendar: Calendar,
    /// Sign-in, sessions, lockout.
    pub identity: Arc<Identity>,
    /// Payments and their gateways.
    pub payments: Arc<Payments>,
    /// Files on tickets.
    pub attachments: Attachments,
    /// What devices are asked with.
    pub instruments: Instruments,
    /// Asks devices.
    pub poller: Arc<Poller>,
    /// Playbooks.
    pub automation: Automation,
    /// What everybody may read of the network.
    pub status_pages: StatusPages,
    /// The files that came with the request.
    pub uploads: Uploads,
    /// The header `Idempotency-Key`, where the request has one.
    pub idempotency_key: Option<String>,
    /// Where the request came from.
    pub client: crate::identity::Client,
    /// What becomes of the cookies.
    pub signal: Signal,
}

impl RequestContext {
    /// Has the answer set the cookie of a session that has begun or has a new value. A session that is held by tokens
    /// goes on without one: they name it, and its new value is let go of.
    pub fn renewed(&self, issued: IssuedSession) {
        let by_tokens = self.signed_in.as_ref().is_some_and(|caller| {
            caller.grant == Grant::AccessToken && caller.session.id == issued.record.id
        });
        if !by_tokens {
            self.signal.set(SessionChange::Issued { token: issued.token, record: Box::new(issued.record) });
        }
    }

    /// Has the answer set the cookie that the browser is known by: a new secret beside those of other accounts, or the same
    /// ones for another year.
    pub fn known_by(&self, mark: &DeviceMark) {
        let kept = &self.client.devices;
        self.signal.set_device(match mark {
            DeviceMark::New(secret) => kept.and(secret).expose(),
            DeviceMark::Sent => kept.expose(),
        });
    }

    /// Has the answer clear the cookie: the session of the call has ended. One that is held by tokens has none; a cookie
    /// beside them is of another session.
    pub fn ended(&self) {
        if self.signed_in.as_ref().is_none_or(|caller| caller.grant != Grant::AccessToken) {
            self.signal.set(SessionChange::Ended);
        }
    }

    /// An amount for an answer.
    pub fn money(&self, money: Money) -> MoneyNode {
        MoneyNode::new(money, &self.locale)
    }
}

/// The request that a resolver works for.
pub fn request<'a>(ctx: &Context<'a>) -> &'a RequestContext {
    ctx.data_unchecked::<Arc<RequestContext>>()
}
