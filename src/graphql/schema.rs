//! The schema: its roots, its SDL, and what its fields cost.

use async_graphql::{MergedObject, SDLExportOptions, Schema};

use super::apart::Apart;
use super::document_guard::FieldCost;
use super::read_only::ReadOnlyWhileViewing;
use crate::audit::graphql::EraseAuditValuesMutation;
use crate::automation::graphql::{AutomationMutations, EquipmentMutations};
use crate::billing::graphql::{
    ArrangementMutations, ClosingMutations, CreditingMutations, DisputeMutations, DraftMutations,
    TaxRateMutations, WalletMutations,
};
use crate::catalog::graphql::{
    CouponMutations, EndingMutations, OrderMutations, PauseMutations, PlanChangeMutations, PlanMutations,
    SuspensionMutations, TopUpMutations, UsageMutations,
};
use crate::customers::graphql::BillingTermsMutation;
use crate::customers::graphql::SetTaxExemptionMutation;
use crate::exports::graphql::RequestDataExportMutation;
use crate::help::graphql::{HelpArticleMutations, HelpVoteMutations};
use crate::identity::graphql::{
    AcceptInvitationMutation, ActivateAccountMutation, BulkChangeAccountsMutation, CancelEmailChangeMutation,
    CancelInvitationMutation, ChangeEmailMutation, ChangeMemberRoleMutation, ChangePasswordMutation,
    CheckPasswordMutation, CompletePasswordChangeMutation, ConfirmEmailMutation, ConfirmTotpMutation,
    CreatePersonalAccessTokenMutation, DisableAccountMutation, EndViewAsMutation, EnrolTotpMutation,
    ExpireAccountMutation, FinishPasskeyRegistrationMutation, ForgetKnownDeviceMutation,
    InviteMemberMutation, IssueOneTimeCodeMutation, ReactivateAccountMutation, RefreshSessionMutation,
    RemoveMemberMutation, RemovePasskeyMutation, RemoveTotpMutation, RenamePasskeyMutation,
    RenewRecoveryCodesMutation, ReportLoginMutation, RequestPasswordResetMutation,
    RequirePasswordChangeMutation, ResetPasswordMutation, RevokeOtherSessionsMutation,
    RevokePersonalAccessTokenMutation, RevokeSessionMutation, SendActivationMutation, SignInMutation,
    SignInWithPasskeyMutation, SignOutMutation, StartPasskeyRegistrationMutation, StartPasskeySignInMutation,
    StartPasskeyStepUpMutation, StartViewAsMutation, StepUpMutation, SuspendAccountMutation,
    SwitchSubjectMutation, UnlockAccountMutation, VerifySecondFactorMutation,
};
use crate::network::graphql::{
    AlertMutations, AlertRuleMutations, FollowMutations, IncidentMutations, SandboxBreakDeviceMutation,
};
use crate::network::inventory::graphql::{
    DeviceMutations, LinkMutations, ManagementNetworkMutations, SiteMutations,
};
use crate::notifications::graphql::{MarkNotificationsReadMutation, UpdateNotificationPreferencesMutation};
use crate::payments::graphql::{
    AddPaymentMethodMutation, CancelPaymentMutation, ConfirmPaymentMethodMutation, ConfirmPaymentMutation,
    CreatePaymentMutation, PayByLinkMutations, PayLinkMutations, RefundPaymentMutation,
    RemovePaymentMethodMutation, RenamePaymentMethodMutation, SetAutopayMutation,
    SetDefaultPaymentMethodMutation,
};
use crate::portal::graphql::{AnnounceTypingMutation, QueryRoot, SubscriptionRoot};
use crate::provisioning::graphql::{NasMutations, ProvisioningMutations};
use crate::tenancy::graphql::SandboxAdvanceTimeMutation;
use crate::tenancy::graphql::UpdateTenantSettingsMutation;
use crate::tickets::graphql::{
    AssignMutations, AttachmentMutations, BulkMutations, BusinessCalendarMutations, CannedReplyMutations,
    CreateTicketMutation, EscalateTicketMutation, SlaPolicyMutations, TeamMutations, TicketChangeMutations,
    TicketMoveMutations, TicketTextMutations,
};

/// The root of all writes. A mutation takes one `input` and answers with a payload; what a business rule refuses is in
/// its `userErrors`, not in `errors`.
#[derive(MergedObject, Default)]
#[graphql(name = "Mutation")]
pub struct Mutations(
    Apart<SignInMutation>,
    Apart<VerifySecondFactorMutation>,
    Apart<EnrolTotpMutation>,
    Apart<ConfirmTotpMutation>,
    Apart<RemoveTotpMutation>,
    Apart<RenewRecoveryCodesMutation>,
    Apart<StartPasskeySignInMutation>,
    Apart<SignInWithPasskeyMutation>,
    Apart<StartPasskeyRegistrationMutation>,
    Apart<FinishPasskeyRegistrationMutation>,
    Apart<RenamePasskeyMutation>,
    Apart<RemovePasskeyMutation>,
    Apart<StartPasskeyStepUpMutation>,
    Apart<StepUpMutation>,
    Apart<ReportLoginMutation>,
    Apart<SignOutMutation>,
    Apart<RevokeSessionMutation>,
    Apart<RevokeOtherSessionsMutation>,
    Apart<ForgetKnownDeviceMutation>,
    Apart<UnlockAccountMutation>,
    Apart<RefreshSessionMutation>,
    Apart<CreatePersonalAccessTokenMutation>,
    Apart<RevokePersonalAccessTokenMutation>,
    Apart<SwitchSubjectMutation>,
    Apart<StartViewAsMutation>,
    Apart<EndViewAsMutation>,
    Apart<InviteMemberMutation>,
    Apart<CancelInvitationMutation>,
    Apart<AcceptInvitationMutation>,
    Apart<ChangeMemberRoleMutation>,
    Apart<RemoveMemberMutation>,
    Apart<SuspendAccountMutation>,
    Apart<ReactivateAccountMutation>,
    Apart<ExpireAccountMutation>,
    Apart<DisableAccountMutation>,
    Apart<RequirePasswordChangeMutation>,
    Apart<BulkChangeAccountsMutation>,
    Apart<IssueOneTimeCodeMutation>,
    Apart<ChangeEmailMutation>,
    Apart<ConfirmEmailMutation>,
    Apart<CancelEmailChangeMutation>,
    Apart<EraseAuditValuesMutation>,
    Apart<UpdateTenantSettingsMutation>,
    Apart<ActivateAccountMutation>,
    Apart<ChangePasswordMutation>,
    Apart<CheckPasswordMutation>,
    Apart<CompletePasswordChangeMutation>,
    Apart<RequestPasswordResetMutation>,
    Apart<ResetPasswordMutation>,
    Apart<SendActivationMutation>,
    Apart<MarkNotificationsReadMutation>,
    Apart<UpdateNotificationPreferencesMutation>,
    Apart<BillingTermsMutation>,
    Apart<CouponMutations>,
    Apart<EndingMutations>,
    Apart<OrderMutations>,
    Apart<PauseMutations>,
    Apart<PlanChangeMutations>,
    Apart<PlanMutations>,
    Apart<SuspensionMutations>,
    Apart<TopUpMutations>,
    Apart<UsageMutations>,
    Apart<DraftMutations>,
    Apart<ArrangementMutations>,
    Apart<ClosingMutations>,
    Apart<CreditingMutations>,
    Apart<DisputeMutations>,
    Apart<TaxRateMutations>,
    Apart<WalletMutations>,
    Apart<SetTaxExemptionMutation>,
    Apart<SandboxAdvanceTimeMutation>,
    Apart<AddPaymentMethodMutation>,
    Apart<CancelPaymentMutation>,
    Apart<ConfirmPaymentMethodMutation>,
    Apart<ConfirmPaymentMutation>,
    Apart<CreatePaymentMutation>,
    Apart<PayByLinkMutations>,
    Apart<PayLinkMutations>,
    Apart<RefundPaymentMutation>,
    Apart<RemovePaymentMethodMutation>,
    Apart<RenamePaymentMethodMutation>,
    Apart<SetAutopayMutation>,
    Apart<SetDefaultPaymentMethodMutation>,
    Apart<RequestDataExportMutation>,
    Apart<CreateTicketMutation>,
    Apart<TicketTextMutations>,
    Apart<TicketMoveMutations>,
    Apart<TicketChangeMutations>,
    Apart<IncidentMutations>,
    Apart<FollowMutations>,
    Apart<HelpArticleMutations>,
    Apart<HelpVoteMutations>,
    Apart<TeamMutations>,
    Apart<AssignMutations>,
    Apart<BulkMutations>,
    Apart<CannedReplyMutations>,
    Apart<BusinessCalendarMutations>,
    Apart<SlaPolicyMutations>,
    Apart<EscalateTicketMutation>,
    Apart<AttachmentMutations>,
    Apart<AnnounceTypingMutation>,
    Apart<SiteMutations>,
    Apart<DeviceMutations>,
    Apart<ManagementNetworkMutations>,
    Apart<LinkMutations>,
    Apart<AlertRuleMutations>,
    Apart<AlertMutations>,
    Apart<AutomationMutations>,
    Apart<EquipmentMutations>,
    Apart<NasMutations>,
    Apart<ProvisioningMutations>,
    Apart<SandboxBreakDeviceMutation>,
);

/// The root of all writes, closed while an employee looks through a customer's eyes.
pub type MutationRoot = ReadOnlyWhileViewing<Mutations>;

/// The schema of Portico.
pub type PorticoSchema = Schema<QueryRoot, MutationRoot, SubscriptionRoot>;

/// Builds the schema. Without `suggestions` a validation error names no field that the caller did not write:
/// "Did you mean …" would give the schema away where introspection is off.
///
/// No extension is installed: any of them turns off the library's fast paths (performance.md, "what pays" 5). The
/// library's own limits stay off, because they come too late: see `document_guard`.
pub fn build(suggestions: bool) -> PorticoSchema {
    let schema = Schema::build(QueryRoot, MutationRoot::default(), SubscriptionRoot);
    if suggestions { schema.finish() } else { schema.disable_suggestions().finish() }
}

/// The schema as text, sorted, so that a change of it is a change of the text.
pub fn sdl() -> String {
    let options = SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .prefer_single_line_descriptions()
        .include_specified_by();
    let text = build(true).sdl_with_options(options);
    format!("{}\n", text.trim_end())
}

const fn list(coordinate: &str, size: u32) -> FieldCost<'_> {
    FieldCost { coordinate, extra: 0, list_size: Some(size) }
}

const fn work(coordinate: &str, extra: u32) -> FieldCost<'_> {
    FieldCost { coordinate, extra, list_size: None }
}

/// What the schema's text does not tell of costs: the size of lists without pages, and work that returns little.
pub const FIELD_COSTS: &[FieldCost<'static>] = &[
    // A password hash holds a core for 20 ms.
    work("Mutation.signIn", 50),
    // These compare with the former passwords too.
    work("Mutation.activateAccount", 50),
    work("Mutation.changePassword", 200),
    work("Mutation.resetPassword", 200),
    work("Mutation.completePasswordChange", 200),
    work("Mutation.checkPassword", 20),
    work("Mutation.requestPasswordReset", 10),
    work("Mutation.changeEmail", 10),
    work("Mutation.issueOneTimeCode", 10),
    work("Mutation.stepUp", 50),
    work("Mutation.verifySecondFactor", 20),
    work("Mutation.confirmTotp", 20),
    work("Mutation.startPasskeySignIn", 10),
    work("Mutation.signInWithPasskey", 20),
    work("Mutation.startPasskeyRegistration", 10),
    work("Mutation.finishPasskeyRegistration", 20),
    work("Mutation.startPasskeyStepUp", 10),
    list("SecondFactors.passkeys", 20),
    list("Account.sessions", 50),
    list("Account.knownDevices", 20),
    list("Account.personalAccessTokens", 50),
    list("Viewer.customers", 20),
    list("Viewer.dataExports", 20),
    work("Mutation.acceptInvitation", 50),
    work("Mutation.bulkChangeAccounts", 400),
    list("BulkChangeAccountsPayload.results", 100),
    work("Query.verifyAudit", 400),
    list("AuditVerification.faults", 100),
    list("Account.links", 20),
    list("Account.statusHistory", 20),
    list("Customer.members", 20),
    list("Customer.memberInvitations", 20),
    list("Customer.services", 50),
    list("Customer.discounts", 20),
    list("ServiceSubscription.locks", 4),
    list("ServiceSubscription.incidents", 5),
    list("Incident.updates", 20),
    work("Incident.cause", 1),
    list("NetworkStatus.incidents", 20),
    list("NetworkStatus.maintenance", 10),
    list("PublicIncident.updates", 10),
    list("ServiceSubscription.credits", 5),
    list("Incident.affectedServices", 20),
    work("Incident.affectedServiceCount", 1),
    list("Query.alertRules", 100),
    list("Device.alerts", 20),
    // A device is asked over the network.
    work("Mutation.pollDevice", 50),
    // Words are looked for in every article of the ISP.
    work("Query.helpArticles", 20),
    work("HelpArticleConnection.totalCount", 20),
    // A dozen statements, and the dunning of the customer where the service is withheld.
    work("Query.ticketPreflight", 30),
    list("TicketPreflight.incidents", 20),
    list("TicketPreflight.articles", 5),
    list("TicketPreflight.openTickets", 20),
    list("ServiceSubscription.topUpPacks", 20),
    list("ServiceUsage.days", 100),
    // Rows of a month's hours are put together. A chart's points are read where they are asked for, a row each.
    work("ServiceSubscription.uptime", 10),
    list("ServiceUptime.days", 31),
    list("ServiceUptime.exclusions", 20),
    work("ServiceSubscription.traffic", 10),
    work("DeviceInterface.traffic", 10),
    list("TrafficSeries.points", 1_000),
    list("PlanChangeQuote.lines", 3),
    // A row a day of a period is added up; a reading each is written.
    work("ServiceSubscription.usage", 31),
    work("Mutation.recordUsage", 400),
    list("Viewer.subjects", 30),
    list("InvoiceLine.taxes", 10),
    list("Invoice.taxes", 20),
    list("Invoice.payments", 20),
    list("Invoice.allocations", 20),
    list("Invoice.creditNotes", 20),
    list("Invoice.lateFees", 20),
    // Read for one customer in a dozen statements.
    work("Customer.dunning", 10),
    work("Customer.restoreQuote", 10),
    work("Customer.paymentArrangementOffer", 10),
    list("Customer.paymentArrangements", 20),
    list("Dunning.timeline", 100),
    list("RestoreQuote.services", 50),
    list("PaymentArrangementOffer.invoices", 50),
    list("PaymentArrangementOffer.plans", 24),
    list("PaymentArrangementPlan.instalments", 24),
    list("PaymentArrangement.instalments", 24),
    list("PaymentArrangement.invoices", 50),
    list("Query.openLineDisputes", 100),
    list("CreditNote.lines", 20),
    list("CreditNote.outages", 5),
    list("ServiceCredit.exclusions", 5),
    list("CreditNoteLine.taxes", 10),
    list("Customer.invoiceDrafts", 20),
    list("Query.taxRates", 100),
    list("Query.billingRuns", 20),
    list("BillingRun.errors", 20),
    work("BillingRun.progress", 1),
    // Read for one customer in a dozen statements.
    work("Customer.upcomingInvoice", 20),
    list("UpcomingInvoice.lines", 100),
    list("UpcomingInvoiceLine.taxes", 10),
    // A day of every job for each day that passes.
    work("Mutation.sandboxAdvanceTime", 400),
    list("Payment.allocations", 20),
    list("Payment.attempts", 20),
    list("Payment.refunds", 20),
    list("Payment.disputes", 20),
    list("Customer.paymentMethods", 20),
    list("Customer.payLinks", 20),
    list("PayLink.documents", 20),
    list("BillToPay.documents", 20),
    // What was paid by the link is added up.
    work("Query.payLink", 20),
    // Each waits for a gateway.
    work("Mutation.addPaymentMethod", 20),
    work("Mutation.cancelPayment", 20),
    work("Mutation.confirmPayment", 20),
    work("Mutation.confirmPaymentMethod", 20),
    work("Mutation.createPayment", 20),
    work("Mutation.payByLink", 20),
    work("Mutation.confirmPayByLink", 20),
    work("Mutation.cancelPayByLink", 20),
    work("Mutation.refundPayment", 20),
    work("Mutation.removePaymentMethod", 20),
    list("CreditNote.allocations", 20),
    list("Query.errorCodes", 30),
    list("InvoiceExplanation.causes", 30),
    work("Customer.statement", 2),
    work("Query.ledgerCheck", 400),
    list("LedgerReport.findings", 100),
    list("JournalEntry.lines", 10),
    work("Query.vatReport", 400),
    list("VatReport.rows", 50),
    list("Query.businessCalendars", 20),
    list("BusinessCalendar.hours", 56),
    list("Query.slaPolicies", 50),
    // The level and its calendar.
    work("Ticket.sla", 1),
    work("SlaPolicy.calendar", 1),
    // Rows that are counted; and one row for each pair of topic and channel.
    work("NotificationConnection.unreadCount", 1),
    work("NotificationEvent.unreadCount", 1),
    work("MarkNotificationsReadPayload.unreadCount", 1),
    // Words are looked for in all texts.
    work("Query.tickets", 20),
    work("Customer.tickets", 10),
    list("Ticket.history", 100),
    list("Ticket.watchers", 20),
    list("Viewer.notificationPreferences", 10),
    list("UpdateNotificationPreferencesPayload.preferences", 10),
    list("Query.supportTeams", 50),
    list("SupportTeam.members", 50),
    list("Query.cannedReplies", 200),
    work("Query.renderCannedReply", 1),
    work("Mutation.bulkChangeTickets", 400),
    list("BulkChangeTicketsPayload.results", 100),
    list("Query.ticketQueues", 6),
    // Up to 50,000 tickets and as many changes are read.
    work("Query.supportReport", 400),
    list("SupportReport.groups", 301),
    list("SupportReport.days", 366),
    list("Query.agentWorkload", 301),
    list("Query.managementNetworks", 100),
    // Text is looked for in every device.
    work("Query.devices", 20),
    // Waits for a device that may be silent.
    work("Mutation.discoverDevice", 50),
    list("Query.automationPlaybooks", 50),
    list("AutomationPlaybook.variables", 20),
    list("AutomationRun.variables", 20),
    list("AutomationRun.perHost", 100),
    list("AutomationLogUpdate.lines", 200),
    list("ServiceSubscription.actions", 10),
    // A dozen statements before anything is written.
    work("Mutation.startAutomationRun", 20),
    work("Mutation.restartMyEquipment", 10),
    work("Mutation.changeWifi", 10),
    work("ServiceSubscription.provisioning", 1),
    work("ServiceProvisioning.username", 1),
];
