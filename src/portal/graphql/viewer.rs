//! `viewer`: the caller and its worlds.

use async_graphql::{Context, Enum, Object, SimpleObject};

use super::subject::{SubjectNode, ViewAsNode};
use crate::customers;
use crate::customers::graphql::{CustomerNode, ResellerNode};
use crate::db::TenantRef;
use crate::exports::graphql::DataExportNode;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::scalars::Cursor;
use crate::identity::SignedIn;
use crate::identity::graphql::AccountNode;
use crate::kernel::actor::{CallerKind, StaffRole};
use crate::kernel::page::PageRequest;
use crate::notifications::graphql::{NotificationConnection, NotificationPreferenceNode};
use crate::portal::dashboard;
use crate::{
    accounting, audit, automation, billing, catalog, events, exports, help, identity, network, notifications,
    payments, provisioning, tenancy, tickets,
};

/// The caller.
pub struct ViewerNode<'a>(pub &'a SignedIn);

/// The caller, and what it may reach. Everything a customer owns hangs under `customer`.
#[Object(name = "Viewer")]
impl ViewerNode<'_> {
    /// The caller's own account.
    async fn account(&self) -> AccountNode {
        AccountNode(self.0.account.clone())
    }

    /// The customer the caller is a member of; the first where there are several; null where there is none.
    async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            if let Some(wanted) = dashboard::Wanted::of(ctx, &request.scope)
                && let Some(customer) = request.scope.actor().customers().next()
            {
                return dashboard::load(&request.scope, customer, wanted).await;
            }
            Ok(customers::own(&request.scope).await?.into_iter().next().map(CustomerNode::new))
        }))
        .await
    }

    /// All customers the caller is a member of, in the order the rights were given; at most 20.
    async fn customers(&self, ctx: &Context<'_>) -> Result<Vec<CustomerNode>, ApiError> {
        Ok(customers::own(&request(ctx).scope).await?.into_iter().map(CustomerNode::new).collect())
    }

    /// The reseller the caller works for, the first where there are several; null where there is none or it is not active.
    async fn reseller(&self, ctx: &Context<'_>) -> Option<Result<ResellerNode, ApiError>> {
        nullable(Box::pin(async {
            let own = customers::own_resellers(&request(ctx).scope).await?;
            Ok(own.into_iter().next().and_then(ResellerNode::new))
        }))
        .await
    }

    /// The caller's role in the ISP's own staff, the first where there are several; null where it has none.
    async fn staff(&self, ctx: &Context<'_>) -> Option<Staff> {
        request(ctx).scope.actor().staff().next().map(|role| Staff { role: role.into() })
    }

    /// The account's notifications, latest first. `first` or `last` is required, at most 100. Not for personal access
    /// tokens: FORBIDDEN.
    async fn notifications(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start of the list, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end of the list, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those that are not read.", default = false)] unread_only: bool,
    ) -> Option<Result<NotificationConnection, ApiError>> {
        nullable(Box::pin(async {
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            let scope = &request(ctx).scope;
            if !self.0.grant.is_session() {
                return Err(ApiError::Forbidden);
            }
            Ok(Some(NotificationConnection::load(scope, self.0.account.id, unread_only, &page).await?))
        }))
        .await
    }

    /// What the account wants to be notified of: one entry for each topic and channel.
    async fn notification_preferences(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Vec<NotificationPreferenceNode>, ApiError> {
        let preferences = notifications::preferences(&request(ctx).scope, self.0.account.id).await?;
        Ok(preferences.into_iter().map(Into::into).collect())
    }

    /// The files with customers' data that the account has asked for, the latest first; at most 20. Not for personal access
    /// tokens, nor through a customer's eyes: FORBIDDEN.
    async fn data_exports(&self, ctx: &Context<'_>) -> Option<Result<Vec<DataExportNode>, ApiError>> {
        nullable(Box::pin(async {
            if !self.0.grant.is_session() || self.0.session.view_as.is_some() {
                return Err(ApiError::Forbidden);
            }
            let own = exports::own(&request(ctx).scope, self.0).await?;
            Ok(Some(own.into_iter().map(DataExportNode).collect()))
        }))
        .await
    }

    /// Where the ISP's stream of events stands. Ask for it in the document that loads a page and give it to
    /// `portalEvents` as `after`: nothing falls between the two.
    async fn event_cursor(&self, ctx: &Context<'_>) -> Result<Cursor, ApiError> {
        Ok(Cursor(events::bounds(&request(ctx).scope).await?.head))
    }

    /// What the account may act by: households and companies it is a member of, its reseller, its role in the staff; in
    /// the order they were given, at most 30. Empty while the session looks through a customer's eyes.
    async fn subjects(&self, ctx: &Context<'_>) -> Result<Vec<SubjectNode>, ApiError> {
        SubjectNode::of(request(ctx), self.0).await
    }

    /// The customer through whose eyes the session looks since `startViewAs`; null where it acts for itself.
    async fn view_as(&self) -> Option<ViewAsNode> {
        self.0.session.view_as.clone().map(|view| ViewAsNode { view, holds: !self.0.roles.is_empty() })
    }

    /// What the caller may do, over the roles it acts by; none that changes anything while it looks through a customer's
    /// eyes. A page hides what is missing here. Whether it may be done to a given
    /// object is decided there.
    async fn permissions(&self, ctx: &Context<'_>) -> Vec<Permission> {
        let actor = request(ctx).scope.actor();
        let tenant = request(ctx).scope.tenant();
        let looks_only = actor.viewing_as().is_some() || !self.0.grant.is_session();
        let held = |permission: &Permission| {
            !(looks_only && permission.changes())
                && actor.kinds().any(|kind| permission.given_to(tenant, kind))
        };
        Permission::ALL.iter().copied().filter(held).collect()
    }
}

/// The caller as one of the ISP's own staff.
#[derive(SimpleObject)]
pub struct Staff {
    /// The role.
    role: StaffRoleName,
}

/// A role in the ISP's own staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "StaffRole")]
pub enum StaffRoleName {
    /// Answers tickets.
    Support,
    /// Works on bills.
    Billing,
    /// Runs the network.
    Noc,
    /// Administers the ISP's portal.
    TenantAdmin,
}

impl From<StaffRole> for StaffRoleName {
    fn from(role: StaffRole) -> Self {
        match role {
            StaffRole::Support => Self::Support,
            StaffRole::Billing => Self::Billing,
            StaffRole::Noc => Self::Noc,
            StaffRole::TenantAdmin => Self::TenantAdmin,
        }
    }
}

/// Something a caller may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum Permission {
    /// Sees invoices, credit notes and balances.
    ViewBills,
    /// Sees payments.
    ViewPayments,
    /// Pays by the stored methods of customers.
    MakePayments,
    /// Enters payments that came in past every gateway: cash, transfers.
    EnterPayments,
    /// Gives payments back.
    RefundPayments,
    /// Adds, changes and removes the customer's stored methods.
    ManagePaymentMethods,
    /// Makes links by which others pay the customer's bills, and takes them back.
    MakePayLinks,
    /// Says below which balance a prepaid customer is told.
    SetBalanceAlerts,
    /// Says how the customer is drawn from.
    SetAutopay,
    /// Looks customers up.
    SearchCustomers,
    /// Lifts locks of portal IDs.
    UnlockAccounts,
    /// Looks through the eyes of customers within reach.
    ViewAs,
    /// Invites, changes and removes members of customers.
    ManageMembers,
    /// Looks accounts up.
    SearchAccounts,
    /// Suspends, reactivates, expires and disables accounts, and asks for other passwords.
    ChangeAccounts,
    /// Reads, checks and erases in the audit log.
    AdministerAudit,
    /// Read one-time codes out to those who have no mail address.
    IssueOneTimeCodes,
    /// See and change the ISP's settings.
    AdministerSettings,
    /// Orders plans for customers.
    OrderServices,
    /// Changes plans, pauses services and ends them.
    ChangeServices,
    /// Buys volume and redeems coupons.
    BuyVolume,
    /// Sets services up and puts them into service.
    ProvisionServices,
    /// Makes plans, volumes and coupons, agrees prices and gives discounts.
    ManageOffers,
    /// Makes invoices and credit notes, settles disputes, keeps tax rates and exemptions, and sees billing runs.
    MakeBills,
    /// Promises for customers to pay later.
    PromisePayments,
    /// Disputes lines of invoices for customers.
    DisputeLines,
    /// Moves the clock, where the ISP is a sandbox.
    MoveClock,
    /// Breaks and mends the devices of a simulated network, where the ISP is a sandbox.
    BreakDevices,
    /// Checks the ledger and reads the journal and the tax report.
    ReadBooks,
    /// Opens tickets and writes on them.
    WriteTickets,
    /// Works on tickets: moves and sorts them, and reads and writes notes.
    WorkTickets,
    /// Sees every incident, and what is written of it for colleagues.
    ViewIncidents,
    /// Opens incidents, announces maintenance, and says what becomes of them.
    ManageIncidents,
    /// Writes, publishes and archives articles of the help.
    WriteHelp,
    /// Keeps the teams of support.
    ManageDesk,
    /// Keeps the texts that staff writes often.
    WriteCannedReplies,
    /// Reads what the work of support amounts to.
    ReadSupportReports,
    /// Keeps business calendars and service levels.
    ManageServiceLevels,
    /// Sees sites and devices of the network.
    ViewDevices,
    /// Enters, changes and retires devices, and says where they may be asked.
    ManageDevices,
    /// Sees alarms about devices and the rules behind them.
    ViewAlerts,
    /// Takes alarms up and ends them, keeps their rules, and has devices asked.
    ManageAlerts,
    /// Sees playbooks, their runs and what they print, and starts those that the playbook lets it.
    RunPlaybooks,
    /// Approves runs of playbooks that others have asked for, and cancels any.
    ApproveRuns,
    /// Restarts the equipment of customers and changes its Wi-Fi.
    ActOnEquipment,
    /// Sees why the network was not told of services, and lets it be told again.
    ViewProvisioning,
    /// Gives services other passwords to sign in to the network with.
    RotateServicePasswords,
    /// Keeps the network access servers.
    ManageNas,
}

impl Permission {
    const ALL: &[Self] = &[
        Self::ViewBills,
        Self::ViewPayments,
        Self::MakePayments,
        Self::EnterPayments,
        Self::RefundPayments,
        Self::ManagePaymentMethods,
        Self::MakePayLinks,
        Self::SetBalanceAlerts,
        Self::SetAutopay,
        Self::SearchCustomers,
        Self::UnlockAccounts,
        Self::ViewAs,
        Self::ManageMembers,
        Self::SearchAccounts,
        Self::ChangeAccounts,
        Self::AdministerAudit,
        Self::IssueOneTimeCodes,
        Self::AdministerSettings,
        Self::OrderServices,
        Self::ChangeServices,
        Self::BuyVolume,
        Self::ProvisionServices,
        Self::ManageOffers,
        Self::MakeBills,
        Self::PromisePayments,
        Self::DisputeLines,
        Self::MoveClock,
        Self::BreakDevices,
        Self::ReadBooks,
        Self::WriteTickets,
        Self::WorkTickets,
        Self::ViewIncidents,
        Self::ManageIncidents,
        Self::WriteHelp,
        Self::ManageDesk,
        Self::WriteCannedReplies,
        Self::ReadSupportReports,
        Self::ManageServiceLevels,
        Self::ViewDevices,
        Self::ManageDevices,
        Self::ViewAlerts,
        Self::ManageAlerts,
        Self::RunPlaybooks,
        Self::ApproveRuns,
        Self::ActOnEquipment,
        Self::ViewProvisioning,
        Self::RotateServicePasswords,
        Self::ManageNas,
    ];

    /// Whether it is one to change something.
    fn changes(self) -> bool {
        match self {
            Self::ViewBills
            | Self::ViewPayments
            | Self::SearchCustomers
            | Self::SearchAccounts
            | Self::ReadBooks
            | Self::ViewIncidents
            | Self::ReadSupportReports
            | Self::ViewDevices
            | Self::ViewAlerts => false,
            Self::MakePayments
            | Self::EnterPayments
            | Self::RefundPayments
            | Self::ManagePaymentMethods
            | Self::MakePayLinks
            | Self::SetBalanceAlerts
            | Self::SetAutopay
            | Self::UnlockAccounts
            | Self::ViewAs
            | Self::ManageMembers
            | Self::ChangeAccounts
            | Self::AdministerAudit
            | Self::IssueOneTimeCodes
            | Self::AdministerSettings
            | Self::OrderServices
            | Self::ChangeServices
            | Self::BuyVolume
            | Self::ProvisionServices
            | Self::ManageOffers
            | Self::MakeBills
            | Self::PromisePayments
            | Self::DisputeLines
            | Self::MoveClock
            | Self::BreakDevices
            | Self::WriteTickets
            | Self::WorkTickets
            | Self::ManageIncidents
            | Self::WriteHelp
            | Self::ManageDesk
            | Self::WriteCannedReplies
            | Self::ManageServiceLevels
            | Self::ManageDevices
            | Self::ManageAlerts
            | Self::ViewProvisioning
            | Self::RotateServicePasswords
            | Self::ManageNas
            | Self::RunPlaybooks
            | Self::ApproveRuns
            | Self::ActOnEquipment => true,
        }
    }

    fn given_to(self, tenant: &TenantRef, kind: CallerKind) -> bool {
        match self {
            Self::ViewBills => billing::policy::shows_bills(tenant, kind),
            Self::ViewPayments => payments::policy::shows_payments(tenant, kind),
            Self::MakePayments => payments::policy::may_pay(kind),
            Self::EnterPayments => payments::policy::may_enter_payments(kind),
            Self::RefundPayments => payments::policy::may_refund(kind),
            Self::ManagePaymentMethods => payments::policy::may_manage_methods(kind),
            Self::MakePayLinks => payments::policy::makes_links(tenant, kind),
            Self::SetBalanceAlerts => billing::policy::sets_alert(tenant, kind),
            Self::SetAutopay => payments::policy::may_set_autopay(kind),
            Self::SearchCustomers => customers::policy::may_search(kind),
            Self::UnlockAccounts => identity::policy::may_unlock(kind),
            Self::ViewAs => identity::policy::may_view_as(kind),
            Self::ManageMembers => identity::policy::may_manage_members(kind),
            Self::SearchAccounts => identity::policy::may_search_accounts(kind),
            Self::ChangeAccounts => identity::policy::may_change_accounts(kind),
            Self::AdministerAudit => audit::policy::may_administer_audit(kind),
            Self::IssueOneTimeCodes => identity::policy::may_issue_codes(kind),
            Self::AdministerSettings => tenancy::policy::may_administer_settings(kind),
            Self::OrderServices => catalog::policy::may_order(kind),
            Self::ChangeServices => catalog::policy::may_change_services(kind),
            Self::BuyVolume => catalog::policy::may_buy(kind),
            Self::ProvisionServices => catalog::policy::may_provision(kind),
            Self::ManageOffers => catalog::policy::may_manage_offers(kind),
            Self::MakeBills => billing::policy::may_make_bills(kind),
            Self::PromisePayments => billing::policy::may_promise_in(tenant, kind),
            Self::DisputeLines => billing::policy::may_dispute_in(tenant, kind),
            Self::MoveClock => tenancy::policy::may_move_clock(kind),
            Self::BreakDevices => network::policy::may_simulate(kind),
            Self::ReadBooks => accounting::policy::may_read_books(kind),
            Self::WriteTickets => tickets::policy::may_write_some(kind),
            Self::WorkTickets => tickets::policy::may_work_tickets(kind),
            Self::ViewIncidents => network::policy::may_view_all(kind),
            Self::ManageIncidents => network::policy::may_manage(kind),
            Self::ViewAlerts => network::alerts::policy::may_view_alerts(kind),
            Self::ManageAlerts => network::alerts::policy::may_manage_alerts(kind),
            Self::ViewDevices => network::inventory::policy::may_view_devices(kind),
            Self::ManageDevices => network::inventory::policy::may_manage_devices(kind),
            Self::WriteHelp => help::policy::may_write(kind),
            Self::WriteCannedReplies => tickets::desk::policy::may_write_texts(kind),
            Self::ReadSupportReports => tickets::policy::may_read_reports(kind),
            Self::ViewProvisioning => provisioning::policy::may_view_errors(kind),
            Self::RotateServicePasswords => provisioning::policy::may_rotate_password(kind),
            Self::ManageNas => provisioning::policy::may_manage_nas(kind),
            Self::ManageDesk | Self::ManageServiceLevels => tickets::policy::may_manage_desk(kind),
            Self::RunPlaybooks => automation::policy::may_start_some(kind),
            Self::ApproveRuns => automation::policy::may_approve(kind),
            Self::ActOnEquipment => automation::policy::may_act_on_equipment(kind),
        }
    }
}
