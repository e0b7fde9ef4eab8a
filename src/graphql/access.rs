//! Who may use which field: one table, from which the guards and schema/permissions.md both come.
//!
//! Closed by default: a root field without a rule is refused to everybody, and a test finds it.

use async_graphql::{Context, Guard};

use super::context::request;
use super::error::ApiError;
use crate::kernel::actor::{Actor, CallerKind};
use crate::{
    accounting, audit, billing, catalog, customers, exports, help, identity, network, payments, tenancy,
    tickets,
};

/// Who may use a field.
#[derive(Clone, Copy)]
pub enum Access {
    /// Everybody, signed in or not, and why that is right.
    Public {
        /// Why.
        why: &'static str,
    },
    /// Everybody who is signed in.
    SignedIn,
    /// Callers that pass a rule of a feature's policy. On a root field the caller's own kinds count; below an object
    /// what the caller is to that object.
    Policy(fn(CallerKind) -> bool),
}

impl Access {
    /// Whether a caller of this kind may.
    pub fn allows(self, kind: CallerKind) -> bool {
        match self {
            Self::Public { .. } => true,
            Self::SignedIn => kind != CallerKind::Anonymous,
            Self::Policy(rule) => rule(kind),
        }
    }
}

/// The rules, by `Type.field`. Every root field has one; other fields have one where they are narrower than their object.
pub const RULES: &[(&str, Access)] = &[
    ("Query.tenant", Access::Public { why: "the sign-in page needs the ISP's name and looks" }),
    ("Query.viewer", Access::Public { why: "no session is no error: it is null" }),
    ("Query.node", Access::Public { why: "answers null for everything the caller may not see" }),
    ("Query.nodes", Access::Public { why: "answers null for everything the caller may not see" }),
    ("Query.errorCodes", Access::Public { why: "documentation" }),
    ("Query.customers", Access::Policy(customers::policy::may_search)),
    ("Query.customer", Access::Policy(customers::policy::may_search)),
    ("Mutation.signIn", Access::Public { why: "nobody is signed in before it" }),
    ("Mutation.verifySecondFactor", Access::Public { why: "nobody is signed in before it" }),
    ("Mutation.enrolTotp", Access::Public { why: "a sign-in may wait for it; otherwise UNAUTHENTICATED" }),
    ("Mutation.confirmTotp", Access::Public { why: "a sign-in may wait for it; otherwise UNAUTHENTICATED" }),
    ("Mutation.removeTotp", Access::SignedIn),
    ("Mutation.renewRecoveryCodes", Access::SignedIn),
    ("Mutation.startPasskeySignIn", Access::Public { why: "nobody is signed in before it" }),
    ("Mutation.signInWithPasskey", Access::Public { why: "nobody is signed in before it" }),
    ("Mutation.startPasskeyRegistration", Access::Public { why: "a sign-in may wait for it" }),
    ("Mutation.finishPasskeyRegistration", Access::Public { why: "a sign-in may wait for it" }),
    ("Mutation.renamePasskey", Access::SignedIn),
    ("Mutation.removePasskey", Access::SignedIn),
    ("Mutation.startPasskeyStepUp", Access::SignedIn),
    ("Mutation.stepUp", Access::SignedIn),
    ("Mutation.reportLogin", Access::SignedIn),
    ("Mutation.signOut", Access::Public { why: "without a session it changes nothing" }),
    ("Mutation.revokeSession", Access::SignedIn),
    ("Mutation.revokeOtherSessions", Access::SignedIn),
    ("Mutation.forgetKnownDevice", Access::SignedIn),
    ("Mutation.refreshSession", Access::Public { why: "the refresh token says who calls" }),
    ("Mutation.createPersonalAccessToken", Access::SignedIn),
    ("Mutation.revokePersonalAccessToken", Access::SignedIn),
    ("Query.accounts", Access::Policy(identity::policy::may_search_accounts)),
    ("Query.account", Access::Policy(identity::policy::may_search_accounts)),
    ("Query.auditEntries", Access::Policy(audit::policy::may_administer_audit)),
    ("Query.verifyAudit", Access::Policy(audit::policy::may_administer_audit)),
    ("Mutation.inviteMember", Access::Policy(identity::policy::may_manage_members)),
    ("Mutation.cancelInvitation", Access::Policy(identity::policy::may_manage_members)),
    ("Mutation.acceptInvitation", Access::Public { why: "who is invited may have no account yet" }),
    ("Mutation.changeMemberRole", Access::Policy(identity::policy::may_manage_members)),
    ("Mutation.removeMember", Access::Policy(identity::policy::may_leave_or_remove)),
    ("Mutation.suspendAccount", Access::Policy(identity::policy::may_change_accounts)),
    ("Mutation.reactivateAccount", Access::Policy(identity::policy::may_change_accounts)),
    ("Mutation.expireAccount", Access::Policy(identity::policy::may_change_accounts)),
    ("Mutation.disableAccount", Access::Policy(identity::policy::may_change_accounts)),
    ("Mutation.requirePasswordChange", Access::Policy(identity::policy::may_change_accounts)),
    ("Mutation.bulkChangeAccounts", Access::Policy(identity::policy::may_change_accounts)),
    ("Query.tenantSettings", Access::Policy(tenancy::policy::may_administer_settings)),
    ("Mutation.updateTenantSettings", Access::Policy(tenancy::policy::may_administer_settings)),
    ("Mutation.eraseAuditValues", Access::Policy(audit::policy::may_administer_audit)),
    ("Mutation.switchSubject", Access::SignedIn),
    ("Mutation.startViewAs", Access::Policy(identity::policy::may_view_as)),
    ("Mutation.endViewAs", Access::SignedIn),
    ("Mutation.activateAccount", Access::Public { why: "the token that was mailed is the credential" }),
    ("Mutation.requestPasswordReset", Access::Public { why: "who forgot the password cannot sign in" }),
    ("Mutation.resetPassword", Access::Public { why: "the token that was mailed is the credential" }),
    ("Mutation.checkPassword", Access::Public { why: "a password is chosen before anybody signs in" }),
    ("Mutation.changePassword", Access::SignedIn),
    ("Mutation.changeEmail", Access::SignedIn),
    ("Mutation.confirmEmail", Access::SignedIn),
    ("Mutation.cancelEmailChange", Access::SignedIn),
    (
        "Mutation.completePasswordChange",
        Access::Public {
            why: "a sign-in that is not finished has no session; its challenge is the credential",
        },
    ),
    ("Mutation.sendActivation", Access::Policy(identity::policy::may_invite)),
    ("Mutation.issueOneTimeCode", Access::Policy(identity::policy::may_issue_codes)),
    ("Mutation.unlockAccount", Access::Policy(identity::policy::may_unlock)),
    ("Mutation.uploadTicketAttachment", Access::Policy(tickets::attachment::policy::may_upload)),
    ("Mutation.requestTicketUpload", Access::Policy(tickets::attachment::policy::may_upload)),
    ("Customer.members", Access::Policy(identity::policy::may_view_members)),
    ("Customer.memberInvitations", Access::Policy(identity::policy::may_view_members)),
    ("Customer.activity", Access::Policy(audit::policy::may_view_activity)),
    (
        "Query.plans",
        Access::Public { why: "what is on public sale is for everybody; the service narrows it" },
    ),
    ("Query.coupons", Access::Policy(catalog::policy::may_view_offers)),
    ("Mutation.changeBillingTerms", Access::Policy(customers::policy::may_change_billing_terms)),
    ("Mutation.createPlan", Access::Policy(catalog::policy::may_manage_offers)),
    ("Mutation.updatePlan", Access::Policy(catalog::policy::may_manage_offers)),
    ("Mutation.retirePlan", Access::Policy(catalog::policy::may_manage_offers)),
    ("Mutation.orderSubscription", Access::Policy(catalog::policy::may_order)),
    ("Mutation.provisionSubscription", Access::Policy(catalog::policy::may_provision)),
    ("Mutation.activateSubscription", Access::Policy(catalog::policy::may_provision)),
    ("Mutation.agreeSubscriptionPrice", Access::Policy(catalog::policy::may_manage_offers)),
    ("Mutation.cancelSubscription", Access::Policy(catalog::policy::may_change_services)),
    ("Mutation.keepSubscription", Access::Policy(catalog::policy::may_change_services)),
    ("Mutation.lockSubscription", Access::Policy(catalog::policy::may_withhold_at_all)),
    ("Mutation.liftSubscriptionLock", Access::Policy(catalog::policy::may_withhold_at_all)),
    ("Mutation.pauseService", Access::Policy(catalog::policy::may_change_services)),
    ("Mutation.resumeService", Access::Policy(catalog::policy::may_change_services)),
    ("Mutation.previewPlanChange", Access::Policy(catalog::policy::may_change_services)),
    ("Mutation.changePlan", Access::Policy(catalog::policy::may_change_services)),
    ("Mutation.cancelPlanChange", Access::Policy(catalog::policy::may_change_services)),
    ("Mutation.recordUsage", Access::Policy(catalog::policy::may_record_usage)),
    ("Mutation.buyTopUp", Access::Policy(catalog::policy::may_buy)),
    ("Mutation.createTopUpPack", Access::Policy(catalog::policy::may_manage_offers)),
    ("Mutation.retireTopUpPack", Access::Policy(catalog::policy::may_manage_offers)),
    ("Mutation.createCoupon", Access::Policy(catalog::policy::may_manage_offers)),
    ("Mutation.retireCoupon", Access::Policy(catalog::policy::may_manage_offers)),
    ("Mutation.redeemCoupon", Access::Policy(catalog::policy::may_buy)),
    ("Mutation.grantDiscount", Access::Policy(catalog::policy::may_manage_offers)),
    ("Mutation.endDiscount", Access::Policy(catalog::policy::may_manage_offers)),
    ("Customer.billingTerms", Access::Policy(billing::policy::may_view_bills)),
    ("Customer.discounts", Access::Policy(catalog::policy::may_view_discounts)),
    ("Mutation.markNotificationsRead", Access::SignedIn),
    ("Mutation.updateNotificationPreferences", Access::SignedIn),
    ("Subscription.portalEvents", Access::SignedIn),
    ("Subscription.ticketEvents", Access::Policy(tickets::policy::may_view_some)),
    ("Mutation.announceTyping", Access::Policy(tickets::policy::may_write_some)),
    ("Query.billingRuns", Access::Policy(billing::policy::may_make_bills)),
    ("Customer.upcomingInvoice", Access::Policy(billing::policy::may_view_bills)),
    ("Query.taxRates", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.createInvoiceDraft", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.addInvoiceLine", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.removeInvoiceLine", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.deleteInvoiceDraft", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.finalizeInvoice", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.voidInvoice", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.markInvoiceUncollectible", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.waiveLateFee", Access::Policy(billing::policy::may_make_bills)),
    ("Query.openLineDisputes", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.acceptPaymentArrangement", Access::Policy(billing::policy::may_promise)),
    ("Mutation.disputeInvoiceLine", Access::Policy(billing::policy::may_dispute)),
    ("Mutation.settleLineDispute", Access::Policy(billing::policy::may_make_bills)),
    ("Customer.dunning", Access::Policy(billing::policy::may_view_bills)),
    ("Customer.restoreQuote", Access::Policy(billing::policy::may_view_bills)),
    ("Customer.paymentArrangementOffer", Access::Policy(billing::policy::may_view_bills)),
    ("Customer.paymentArrangements", Access::Policy(billing::policy::may_view_bills)),
    ("Mutation.issueCreditNote", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.applyCreditNote", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.unapplyCredit", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.voidCreditNote", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.createTaxRate", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.changeTaxRate", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.endTaxRate", Access::Policy(billing::policy::may_make_bills)),
    ("Mutation.setTaxExemption", Access::Policy(customers::policy::may_change_taxation)),
    ("Mutation.sandboxAdvanceTime", Access::Policy(tenancy::policy::may_move_clock)),
    ("Customer.invoiceDrafts", Access::Policy(billing::policy::may_view_drafts)),
    ("Customer.email", Access::Policy(customers::policy::may_view_contact)),
    ("Customer.phone", Access::Policy(customers::policy::may_view_contact)),
    ("Customer.balance", Access::Policy(billing::policy::may_view_bills)),
    ("Customer.openInvoiceCount", Access::Policy(billing::policy::may_view_bills)),
    ("Customer.latestInvoice", Access::Policy(billing::policy::may_view_bills)),
    ("Customer.invoices", Access::Policy(billing::policy::may_view_bills)),
    ("Customer.creditNotes", Access::Policy(billing::policy::may_view_bills)),
    ("Customer.payments", Access::Policy(payments::policy::may_view_payments)),
    ("Customer.autopay", Access::Policy(payments::policy::may_view_payments)),
    ("Customer.paymentMethods", Access::Policy(payments::policy::may_view_payments)),
    ("Mutation.addPaymentMethod", Access::Policy(payments::policy::may_manage_methods)),
    ("Mutation.cancelPayment", Access::Policy(payments::policy::may_pay)),
    ("Mutation.confirmPayment", Access::Policy(payments::policy::may_pay)),
    ("Mutation.confirmPaymentMethod", Access::Policy(payments::policy::may_manage_methods)),
    ("Mutation.createPayment", Access::Policy(payments::policy::may_pay)),
    (
        "Query.payLink",
        Access::Public { why: "the token is the credential; it shows what is due and not whose it is" },
    ),
    ("Mutation.payByLink", Access::Public { why: "the token is the credential; whoever has it may pay" }),
    (
        "Mutation.confirmPayByLink",
        Access::Public { why: "the token is the credential; who has begun to pay by it goes on" },
    ),
    (
        "Mutation.cancelPayByLink",
        Access::Public { why: "the token is the credential; who has begun to pay by it leaves off" },
    ),
    ("Customer.payLinks", Access::Policy(payments::policy::may_make_links)),
    ("Mutation.createPayLink", Access::Policy(payments::policy::may_make_links)),
    ("Mutation.revokePayLink", Access::Policy(payments::policy::may_make_links)),
    ("Customer.wallet", Access::Policy(billing::policy::may_view_bills)),
    ("Mutation.setLowBalanceAlert", Access::Policy(billing::policy::may_set_alert)),
    ("Mutation.refundPayment", Access::Policy(payments::policy::may_refund)),
    ("Mutation.removePaymentMethod", Access::Policy(payments::policy::may_manage_methods)),
    ("Mutation.renamePaymentMethod", Access::Policy(payments::policy::may_manage_methods)),
    ("Mutation.setAutopay", Access::Policy(payments::policy::may_set_autopay)),
    ("Mutation.setDefaultPaymentMethod", Access::Policy(payments::policy::may_manage_methods)),
    ("Customer.statementDocument", Access::Policy(billing::policy::may_view_bills)),
    ("Customer.statement", Access::Policy(billing::policy::may_view_bills)),
    ("Mutation.requestDataExport", Access::Policy(exports::policy::may_export)),
    ("Query.tickets", Access::Policy(tickets::policy::may_work_tickets)),
    ("Query.ticket", Access::Policy(tickets::policy::may_view_some)),
    ("Ticket.notes", Access::Policy(tickets::policy::may_work_tickets)),
    ("Ticket.tags", Access::Policy(tickets::policy::may_work_tickets)),
    ("Mutation.createTicket", Access::Policy(tickets::policy::may_write_some)),
    ("Mutation.replyToTicket", Access::Policy(tickets::policy::may_write_some)),
    ("Mutation.addTicketNote", Access::Policy(tickets::policy::may_work_tickets)),
    ("Mutation.moveTicket", Access::Policy(tickets::policy::may_work_tickets)),
    ("Mutation.closeTicket", Access::Policy(tickets::policy::may_write_some)),
    ("Mutation.reopenTicket", Access::Policy(tickets::policy::may_write_some)),
    ("Mutation.confirmResolution", Access::Policy(tickets::policy::may_judge_some)),
    ("Mutation.disputeResolution", Access::Policy(tickets::policy::may_judge_some)),
    ("Mutation.rateTicket", Access::Policy(tickets::policy::may_rate_some)),
    ("Mutation.watchTicket", Access::Policy(tickets::policy::may_view_some)),
    ("Mutation.unwatchTicket", Access::Policy(tickets::policy::may_view_some)),
    ("Mutation.shareTicket", Access::Policy(tickets::policy::may_write_some)),
    ("Mutation.linkTicket", Access::Policy(tickets::policy::may_write_some)),
    ("Mutation.mergeTickets", Access::Policy(tickets::policy::may_work_tickets)),
    ("Mutation.tagTicket", Access::Policy(tickets::policy::may_work_tickets)),
    ("Mutation.updateTicket", Access::Policy(tickets::policy::may_work_tickets)),
    ("Query.ledgerCheck", Access::Policy(accounting::policy::may_read_books)),
    ("Query.journal", Access::Policy(accounting::policy::may_read_books)),
    ("Query.vatReport", Access::Policy(accounting::policy::may_read_books)),
    ("Query.incidents", Access::Policy(network::policy::may_view_all)),
    ("Mutation.openIncident", Access::Policy(network::policy::may_manage)),
    ("Mutation.scheduleMaintenance", Access::Policy(network::policy::may_manage)),
    ("Mutation.updateIncident", Access::Policy(network::policy::may_manage)),
    ("Mutation.setIncidentServices", Access::Policy(network::policy::may_manage)),
    ("Mutation.sandboxBreakDevice", Access::Policy(network::policy::may_simulate)),
    ("Mutation.followIncident", Access::SignedIn),
    ("Mutation.unfollowIncident", Access::SignedIn),
    ("Query.helpArticles", Access::Public { why: "who cannot sign in needs help too; drafts are for staff" }),
    ("Query.helpArticle", Access::Public { why: "who cannot sign in needs help too" }),
    ("Mutation.createHelpArticle", Access::Policy(help::policy::may_write)),
    ("Mutation.updateHelpArticle", Access::Policy(help::policy::may_write)),
    ("Mutation.publishHelpArticle", Access::Policy(help::policy::may_write)),
    ("Mutation.archiveHelpArticle", Access::Policy(help::policy::may_write)),
    ("Mutation.voteHelpArticle", Access::SignedIn),
    ("Query.ticketPreflight", Access::SignedIn),
    ("Query.supportTeams", Access::Policy(tickets::policy::may_work_tickets)),
    ("Mutation.createSupportTeam", Access::Policy(tickets::policy::may_manage_desk)),
    ("Mutation.updateSupportTeam", Access::Policy(tickets::policy::may_manage_desk)),
    ("Mutation.retireSupportTeam", Access::Policy(tickets::policy::may_manage_desk)),
    ("Mutation.addTeamMember", Access::Policy(tickets::policy::may_manage_desk)),
    ("Mutation.removeTeamMember", Access::Policy(tickets::policy::may_manage_desk)),
    ("Mutation.assignTicket", Access::Policy(tickets::policy::may_work_tickets)),
    ("Mutation.takeTicket", Access::Policy(tickets::policy::may_work_tickets)),
    ("Mutation.bulkChangeTickets", Access::Policy(tickets::policy::may_work_tickets)),
    ("Query.cannedReplies", Access::Policy(tickets::policy::may_work_tickets)),
    ("Query.renderCannedReply", Access::Policy(tickets::policy::may_work_tickets)),
    ("Mutation.createCannedReply", Access::Policy(tickets::desk::policy::may_write_texts)),
    ("Mutation.updateCannedReply", Access::Policy(tickets::desk::policy::may_write_texts)),
    ("Mutation.deleteCannedReply", Access::Policy(tickets::desk::policy::may_write_texts)),
    ("Query.ticketQueues", Access::Policy(tickets::policy::may_work_tickets)),
    ("Query.supportReport", Access::Policy(tickets::policy::may_read_reports)),
    ("Query.agentWorkload", Access::Policy(tickets::policy::may_read_reports)),
    ("Query.businessCalendars", Access::Policy(tickets::policy::may_work_tickets)),
    ("Query.slaPolicies", Access::Policy(tickets::policy::may_work_tickets)),
    ("Mutation.createBusinessCalendar", Access::Policy(tickets::policy::may_manage_desk)),
    ("Mutation.updateBusinessCalendar", Access::Policy(tickets::policy::may_manage_desk)),
    ("Mutation.createSlaPolicy", Access::Policy(tickets::policy::may_manage_desk)),
    ("Mutation.updateSlaPolicy", Access::Policy(tickets::policy::may_manage_desk)),
    ("Mutation.retireSlaPolicy", Access::Policy(tickets::policy::may_manage_desk)),
    ("Mutation.escalateTicket", Access::Policy(tickets::policy::may_work_tickets)),
];

/// The rule of a field, if it has one of its own.
pub fn rule(coordinate: &str) -> Option<Access> {
    RULES.iter().find(|(name, _)| *name == coordinate).map(|(_, access)| *access)
}

/// Lets the caller pass to the root field `coordinate`, or says why not: what its rule says; nobody where there is none.
/// For nullable fields, which must answer for themselves; the others carry the guard [`at`].
pub fn permit(ctx: &Context<'_>, coordinate: &'static str) -> Result<(), ApiError> {
    let actor = request(ctx).scope.actor();
    // An account may be without a role, when its links are offered or taken back: it has no kind, but is signed in.
    let allowed = rule(coordinate).is_some_and(|access| match access {
        Access::Public { .. } => true,
        Access::SignedIn => actor.account().is_some(),
        Access::Policy(_) => actor.kinds().any(|kind| access.allows(kind)),
    });
    match (allowed, actor) {
        (true, _) => Ok(()),
        (false, Actor::Anonymous) => Err(ApiError::Unauthenticated),
        (false, Actor::Account(_) | Actor::System) => Err(ApiError::Forbidden),
    }
}

/// The guard of a root field.
pub struct At(&'static str);

/// The guard of the root field `coordinate`; see [`permit`].
pub fn at(coordinate: &'static str) -> At {
    At(coordinate)
}

impl Guard for At {
    async fn check(&self, ctx: &Context<'_>) -> async_graphql::Result<()> {
        Ok(permit(ctx, self.0)?)
    }
}
