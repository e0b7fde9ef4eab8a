/**
 * Every operation that an app ships, run by that app's caller with both clients: it answers without errors, fits the
 * server's limits, and the client knows it by the id under which the app's manifest lists it.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { type DocumentNode, parse, print } from 'graphql';
import * as contract from '../src/index.js';
import { CLIENTS, type TestClient, signIn } from './clients.js';
import { Browser, loginOf } from './server.js';

interface Manifest {
  readonly format: string;
  readonly version: number;
  readonly operations: readonly { readonly id: string; readonly name: string; readonly type: string; readonly body: string }[];
}

/** The ids that operations are called with, found by the app's own lists. */
interface Known {
  readonly customer: string;
  readonly invoice: string;
  readonly payment: string;
  readonly service: string;
  readonly ticket: string;
  readonly account: string;
  /** For staff: a device of the network, and an interface of it. */
  readonly device?: string;
  readonly networkInterface?: string;
  /** Of a sign-in of its own, for it is good once. */
  readonly refreshToken: string;
}

const PAGE = { first: 50 };
const LANTERN = 'a lantern in the fog';
const WHY = 'contract test';
const FORGETFUL = ['viewer', 'payer', 'technical', 'noc', 'billing', 'support'];
const NO_INVOICE = 'inv_00000000000000000000000000';
const NO_TEAM = 'tea_00000000000000000000000000';
const NO_TEXT = 'can_00000000000000000000000000';
const NO_TICKET = 'tkt_00000000000000000000000000';
const NOBODY = 'acc_00000000000000000000000000';
const NO_INCIDENT = 'inc_00000000000000000000000000';
const NO_SERVICE = 'sub_00000000000000000000000000';
const NO_DEVICE = 'ndv_00000000000000000000000000';
const NO_SITE = 'sit_00000000000000000000000000';
const NO_RUN = 'run_00000000000000000000000000';
const NO_NAS = 'nas_00000000000000000000000000';
const NO_ARTICLE = 'hlp_00000000000000000000000000';
const TERMS = { name: 'none', priceMinor: '-1', public: false, taxCode: 'standard', validFrom: '2026-01-01' };
const CALENDAR_TERMS = { name: ' ', hours: [{ day: 'MONDAY', from: '09:00', to: '17:00' }] };
const RULE_TERMS = { name: '', metric: 'CPU', level: '900', severity: 'WARNING' };
const LEVEL_TERMS = {
  name: 'none',
  priority: 'LOW',
  calendarId: 'bcl_00000000000000000000000000',
  firstReplyMinutes: 60,
  fixMinutes: 480,
};
const VARIABLES: Record<string, (known: Known) => Record<string, unknown>> = {
  SignIn: () => ({ input: { portalId: loginOf('technical').portalId, password: loginOf('technical').password } }),
  // A challenge that is not there and a code that is wrong are answered like those that are.
  VerifySecondFactor: () => ({ input: { challenge: 'none', code: '000000' } }),
  EnrolTotp: () => ({ input: {} }),
  ConfirmTotp: () => ({ input: { code: '000000' } }),
  // An answer to a question that nobody asked.
  StartPasskeySignIn: () => ({ input: {} }),
  SignInWithPasskey: () => ({ input: { answer: { ceremony: 'none', credentialJson: '{}' } } }),
  StartPasskeyRegistration: () => ({ input: {} }),
  FinishPasskeyRegistration: () => ({ input: { answer: { ceremony: 'none', credentialJson: '{}' }, name: 'none' } }),
  RenamePasskey: () => ({ input: { id: 'psk_00000000000000000000000000', name: 'none' } }),
  RemovePasskey: () => ({ input: { id: 'psk_00000000000000000000000000' } }),
  LoginHistory: () => PAGE,
  ReportLogin: () => ({ input: { id: 'lat_00000000000000000000000000' } }),
  StepUp: () => ({ input: { code: '000000' } }),
  // Nobody writes on a ticket that is not there.
  AnnounceTyping: () => ({ input: { ticketId: 'tkt_00000000000000000000000000' } }),
  InvoiceDetail: ({ invoice }) => ({ id: invoice }),
  InvoiceExplanation: ({ invoice }) => ({ id: invoice }),
  PaymentDetail: ({ payment }) => ({ id: payment }),
  // Nobody is named who could pay, and what is named is not there.
  CreatePayment: () => ({
    input: { customerId: 'cus_00000000000000000000000000', amount: '1', idempotencyKey: 'contract test' },
  }),
  ConfirmPayment: () => ({ input: { paymentId: 'pay_00000000000000000000000000' } }),
  CancelPayment: () => ({ input: { paymentId: 'pay_00000000000000000000000000' } }),
  RefundPayment: () => ({
    input: { paymentId: 'pay_00000000000000000000000000', reason: WHY, idempotencyKey: 'contract test' },
  }),
  // The session is not elevated.
  AddPaymentMethod: ({ customer }) => ({
    input: { customerId: customer, kind: 'CARD', token: 'tok_success', idempotencyKey: 'contract test' },
  }),
  ConfirmPaymentMethod: () => ({ input: { id: 'pmt_00000000000000000000000000' } }),
  RenamePaymentMethod: () => ({ input: { id: 'pmt_00000000000000000000000000', label: 'none' } }),
  SetDefaultPaymentMethod: () => ({ input: { id: 'pmt_00000000000000000000000000' } }),
  RemovePaymentMethod: () => ({ input: { id: 'pmt_00000000000000000000000000' } }),
  SetAutopay: () => ({ input: { customerId: 'cus_00000000000000000000000000', enabled: false } }),
  // Nobody is named, and the token opens nothing.
  CreatePayLink: () => ({ input: { customerId: 'cus_00000000000000000000000000' } }),
  RevokePayLink: () => ({ input: { payLinkId: 'plk_00000000000000000000000000' } }),
  BillToPay: () => ({ token: 'none' }),
  PayByLink: () => ({ input: { token: 'none', cardToken: 'tok_success', idempotencyKey: 'contract test' } }),
  ConfirmPayByLink: () => ({ input: { token: 'none', paymentId: 'pay_00000000000000000000000000' } }),
  CancelPayByLink: () => ({ input: { token: 'none', paymentId: 'pay_00000000000000000000000000' } }),
  SetLowBalanceAlert: () => ({ input: { customerId: 'cus_00000000000000000000000000', threshold: '5' } }),
  RequestTicketUpload: ({ customer }) => ({ input: { customerId: customer, fileName: 'router.log', sizeBytes: 5 } }),
  // The session is not elevated.
  RequestDataExport: ({ customer }) => ({ input: { customerId: customer } }),
  StatementOfDays: () => ({ from: '2026-01-01', ...PAGE }),
  LedgerCheck: () => ({ checks: ['SEQUENCE', 'CUSTOMER_BALANCE'] }),
  JournalOfPeriod: () => ({ period: '2026-10', first: 20 }),
  VatReport: () => ({ period: '2026-Q4' }),
  InvoiceList: () => ({ first: 100, filter: { issuedFrom: '2000-01-01' }, orderBy: { field: 'TOTAL', direction: 'ASC' } }),
  InvoiceCount: () => ({ filter: { overdue: false } }),
  PaymentList: () => PAGE,
  CreditNoteList: () => PAGE,
  SubscriptionList: () => PAGE,
  ResellerCustomerList: () => ({ ...PAGE, search: 'a', filter: { status: 'ACTIVE' } }),
  ResellerCustomerDetail: ({ customer }) => ({ id: customer }),
  ResellerCustomerInvoices: ({ customer }) => ({ id: customer, ...PAGE }),
  CustomerSearch: () => ({ ...PAGE, search: 'an' }),
  CustomerFile: ({ customer }) => ({ id: customer }),
  NotificationList: () => PAGE,
  MarkNotificationsRead: () => ({ input: { ids: [] } }),
  UpdateNotificationPreferences: () => ({ input: { preferences: [{ topic: 'BILLING', channel: 'INBOX', enabled: true }] } }),
  // A session that is not there and a lock that is not there are answered like those that are.
  RevokeSession: () => ({ input: { id: 'ses_00000000000000000000000000' } }),
  CancelInvitation: () => ({ input: { invitationId: 'ivt_00000000000000000000000000' } }),
  ChangeMemberRole: () => ({ input: { memberId: 'lnk_00000000000000000000000000', role: 'VIEWER' } }),
  RemoveMember: () => ({ input: { memberId: 'lnk_00000000000000000000000000' } }),
  InviteMember: ({ customer }) => ({
    input: { customerId: customer, name: 'Kim', email: 'kim@example.org', role: 'VIEWER' },
  }),
  AcceptInvitation: () => ({ input: { token: 'none' } }),
  ActivateAccount: () => ({ input: { token: 'none', password: LANTERN } }),
  ResetPassword: () => ({ input: { token: 'none', newPassword: LANTERN } }),
  // Limited for each portal ID.
  RequestPasswordReset: () => ({ input: { portalId: loginOf(FORGETFUL.shift() ?? 'customer').portalId } }),
  CompletePasswordChange: () => ({ input: { challenge: 'none', newPassword: LANTERN } }),
  ChangePassword: () => ({ input: { currentPassword: LANTERN, newPassword: 'short' } }),
  CheckPassword: () => ({ input: { password: LANTERN } }),
  SendActivation: ({ account }) => ({ input: { accountId: account } }),
  AccountActivity: () => PAGE,
  CustomerActivity: () => PAGE,
  AccountSearch: () => ({ ...PAGE, search: 'an' }),
  AccountFile: ({ account }) => ({ id: account }),
  AuditLog: () => PAGE,
  EraseAuditValues: () => ({ input: { entryId: 'aud_00000000000000000000000000', reason: WHY } }),
  BulkChangeAccounts: ({ account }) => ({
    input: { action: 'SUSPEND', items: [{ accountId: account }], reason: WHY, dryRun: true },
  }),
  SuspendAccount: () => ({ input: { accountId: NOBODY, reason: WHY } }),
  ReactivateAccount: () => ({ input: { accountId: NOBODY, reason: WHY } }),
  ExpireAccount: () => ({ input: { accountId: NOBODY, reason: WHY } }),
  DisableAccount: () => ({ input: { accountId: NOBODY, reason: WHY } }),
  // A view would make the session read-only, and another subject would change what the rest may ask.
  StartViewAs: () => ({ input: { customerId: 'cus_00000000000000000000000000', reason: WHY } }),
  SwitchSubject: () => ({ input: { subjectId: 'lnk_00000000000000000000000000' } }),
  RefreshSession: ({ refreshToken }) => ({ input: { refreshToken } }),
  // The session is not elevated.
  CreatePersonalAccessToken: () => ({ input: { name: 'reads the bills', scopes: ['BILLING'], expiresInDays: 1 } }),
  RevokePersonalAccessToken: () => ({ input: { id: 'pat_00000000000000000000000000' } }),
  ForgetKnownDevice: () => ({ input: { id: 'dev_00000000000000000000000000' } }),
  // The session is not elevated.
  ChangeEmail: () => ({ input: { email: 'kim@example.org' } }),
  ConfirmEmail: () => ({ input: { token: 'none' } }),
  IssueOneTimeCode: () => ({ input: { accountId: NOBODY, reason: WHY } }),
  UpdateTenantSettings: () => ({ input: { portal: { rememberMe: true } } }),
  RequirePasswordChange: () => ({ input: { accountId: NOBODY, reason: WHY } }),
  // What names nothing, or is not acceptable, changes nothing.
  PlanList: () => PAGE,
  CouponList: () => PAGE,
  ServiceUsage: ({ service }) => ({ id: service, range: { from: '2026-01-01', to: '2026-01-31' } }),
  ServiceUptime: ({ service }) => ({ id: service }),
  ServiceTraffic: ({ service }) => ({ id: service }),
  InterfaceTraffic: ({ networkInterface }) => ({ id: networkInterface }),
  PauseService: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000', until: '2026-12-31' } }),
  ResumeService: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000' } }),
  KeepSubscription: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000' } }),
  CancelPlanChange: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000' } }),
  ProvisionSubscription: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000' } }),
  ActivateSubscription: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000' } }),
  AgreeSubscriptionPrice: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000' } }),
  CancelSubscription: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000', timing: 'TERM_END', reason: WHY } }),
  OrderSubscription: ({ customer }) => ({ input: { customerId: customer, planId: 'pln_00000000000000000000000000' } }),
  PreviewPlanChange: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000', planId: 'pln_00000000000000000000000000', timing: 'NOW' } }),
  ChangePlan: () => ({ input: { quoteId: 'quo_00000000000000000000000000' } }),
  BuyTopUp: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000', packId: 'tpk_00000000000000000000000000', idempotencyKey: 'contract' } }),
  RedeemCoupon: ({ customer }) => ({ input: { customerId: customer, code: 'NONE' } }),
  LockSubscription: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000', reason: 'ADMIN', why: WHY } }),
  LiftSubscriptionLock: () => ({ input: { subscriptionId: 'sub_00000000000000000000000000', reason: 'ADMIN' } }),
  GrantDiscount: () => ({
    input: { customerId: 'cus_00000000000000000000000000', name: 'none', reduction: { percent: '5' }, reason: WHY },
  }),
  EndDiscount: () => ({ input: { discountId: 'dsc_00000000000000000000000000' } }),
  CreatePlan: () => ({ input: { code: 'NONE', kind: 'TV', terms: TERMS } }),
  UpdatePlan: () => ({ input: { planId: 'pln_00000000000000000000000000', terms: TERMS } }),
  RetirePlan: () => ({ input: { planId: 'pln_00000000000000000000000000' } }),
  CreateTopUpPack: () => ({ input: { code: 'NONE', name: 'none', bytes: '0', priceMinor: '0', taxCode: 'standard' } }),
  RetireTopUpPack: () => ({ input: { packId: 'tpk_00000000000000000000000000' } }),
  CreateCoupon: () => ({ input: { code: '-', name: 'none', reduction: { amountMinor: '100' } } }),
  RetireCoupon: () => ({ input: { couponId: 'cpn_00000000000000000000000000' } }),
  RecordUsage: () => ({ input: { readings: [] } }),
  InvoiceDraftList: ({ customer }) => ({ id: customer }),
  CreateInvoiceDraft: () => ({ input: { customerId: 'cus_00000000000000000000000000', lines: [] } }),
  AddInvoiceLine: () => ({ input: { invoiceId: NO_INVOICE, line: { text: 'none', unitPrice: '1' } } }),
  RemoveInvoiceLine: () => ({ input: { lineId: 'lin_00000000000000000000000000' } }),
  DeleteInvoiceDraft: () => ({ input: { invoiceId: NO_INVOICE } }),
  FinalizeInvoice: () => ({ input: { invoiceId: NO_INVOICE } }),
  VoidInvoice: () => ({ input: { invoiceId: NO_INVOICE, reason: WHY } }),
  MarkInvoiceUncollectible: () => ({ input: { invoiceId: NO_INVOICE, reason: WHY } }),
  WaiveLateFee: () => ({ input: { invoiceId: NO_INVOICE, reason: WHY } }),
  IssueCreditNote: () => ({ input: { reason: 'GOODWILL', credit: { invoice: { invoiceId: NO_INVOICE, amount: '1' } } } }),
  ApplyCreditNote: () => ({ input: { creditNoteId: 'crn_00000000000000000000000000' } }),
  VoidCreditNote: () => ({ input: { creditNoteId: 'crn_00000000000000000000000000', reason: WHY } }),
  UnapplyCredit: () => ({ input: { allocationId: 'alc_00000000000000000000000000' } }),
  CreateTaxRate: () => ({ input: { code: '', name: 'none', rate: '0.1', jurisdiction: 'XX', from: '2026-01-01' } }),
  ChangeTaxRate: () => ({ input: { taxRateId: 'txr_00000000000000000000000000', rate: '0.1', from: '2100-01-01' } }),
  EndTaxRate: () => ({ input: { taxRateId: 'txr_00000000000000000000000000', to: '2100-01-01' } }),
  SetTaxExemption: () => ({ input: { customerId: 'cus_00000000000000000000000000' } }),
  // Not at all, or by too much.
  SandboxAdvanceTime: () => ({ input: { by: { days: 0 } } }),
  SandboxBreakDevice: () => ({ input: { deviceId: NO_DEVICE, broken: true } }),
  BillDocument: ({ invoice }) => ({ id: invoice }),
  ChangeBillingTerms: () => ({ input: { customerId: 'cus_00000000000000000000000000' } }),
  AcceptPaymentArrangement: () => ({
    input: { customerId: 'cus_00000000000000000000000000', instalments: [{ due: '2026-12-31', amount: '1' }] },
  }),
  DisputeInvoiceLine: () => ({
    input: { invoiceLineId: 'lin_00000000000000000000000000', reason: 'OTHER', explanation: WHY },
  }),
  SettleLineDispute: () => ({ input: { disputeId: 'lds_00000000000000000000000000', outcome: 'REJECT', answer: WHY } }),
  TicketPreflight: ({ service }) => ({ serviceId: service, category: 'TECHNICAL' }),
  FollowIncident: () => ({ input: { incidentId: NO_INCIDENT } }),
  UnfollowIncident: () => ({ input: { incidentId: NO_INCIDENT } }),
  IncidentList: () => ({ first: 20, filter: { live: true } }),
  OpenIncident: () => ({ input: { title: 'none', impact: 'OUTAGE', body: 'none', serviceIds: [NO_SERVICE] } }),
  ScheduleMaintenance: () => ({
    input: { title: 'none', startsAt: '2100-01-01T00:00:00Z', endsAt: '2100-01-02T00:00:00Z', body: 'none', serviceIds: [NO_SERVICE] },
  }),
  RescheduleMaintenance: () => ({
    input: { incidentId: NO_INCIDENT, startsAt: '2100-01-01T00:00:00Z', endsAt: '2100-01-02T00:00:00Z', body: 'none' },
  }),
  UpdateIncident: () => ({ input: { incidentId: NO_INCIDENT, body: 'none', public: false } }),
  SetIncidentServices: () => ({ input: { incidentId: NO_INCIDENT, add: [NO_SERVICE] } }),
  DeviceList: () => ({ first: 50, filter: { search: 'a' } }),
  DeviceFile: ({ device }) => ({ id: device }),
  SiteList: () => PAGE,
  ServiceDevice: ({ service }) => ({ id: service }),
  // What names nothing, or is not acceptable, changes nothing.
  CreateSite: () => ({ input: { name: ' ' } }),
  UpdateSite: () => ({ input: { siteId: NO_SITE, name: 'none' } }),
  RemoveSite: () => ({ input: { siteId: NO_SITE } }),
  CreateDevice: () => ({ input: { name: ' ', kind: 'ROUTER' } }),
  UpdateDevice: () => ({ input: { deviceId: NO_DEVICE, name: 'none' } }),
  RetireDevice: () => ({ input: { deviceId: NO_DEVICE } }),
  DeclareManagementNetwork: () => ({ input: { cidr: 'none' } }),
  RemoveManagementNetwork: () => ({ input: { managementNetworkId: 'mgn_00000000000000000000000000' } }),
  LinkService: () => ({ input: { serviceId: NO_SERVICE, deviceId: NO_DEVICE } }),
  UnlinkService: () => ({ input: { serviceId: NO_SERVICE } }),
  DiscoverDevice: () => ({ input: { deviceId: NO_DEVICE } }),
  // No playbook, run or service is named.
  AutomationRunList: () => ({ first: 20, filter: { status: 'RUNNING' } }),
  AutomationRunDetail: () => ({ id: NO_RUN }),
  StartAutomationRun: () => ({ input: { playbook: 'none', targets: [], checkMode: true } }),
  ApproveAutomationRun: () => ({ input: { runId: NO_RUN } }),
  CancelAutomationRun: () => ({ input: { runId: NO_RUN } }),
  RestartMyEquipment: () => ({ input: { serviceId: NO_SERVICE } }),
  ChangeWifi: () => ({ input: { serviceId: NO_SERVICE, name: 'none' } }),
  ServiceProvisioningList: () => ({ first: 20, state: 'FAILED' }),
  RetryProvisioning: () => ({ input: { serviceId: NO_SERVICE } }),
  RotateServicePassword: () => ({ input: { serviceId: NO_SERVICE } }),
  NasList: () => ({ first: 20 }),
  CreateNas: () => ({ input: { name: ' ', address: '192.0.2.1', secretPath: 'radius/none' } }),
  UpdateNas: () => ({ input: { nasId: NO_NAS, name: 'none' } }),
  RemoveNas: () => ({ input: { nasId: NO_NAS } }),
  HelpArticleList: () => ({ first: 20, search: 'router', category: 'TECHNICAL' }),
  HelpArticlePage: () => ({ slug: 'restart-the-router', locale: 'de-AT' }),
  HelpArticleDrafts: () => ({ first: 20, status: 'DRAFT' }),
  VoteHelpArticle: () => ({ input: { articleId: NO_ARTICLE, helpful: true } }),
  CreateHelpArticle: () => ({ input: { slug: '-', locale: 'en', title: 'none', body: 'none' } }),
  UpdateHelpArticle: () => ({ input: { articleId: NO_ARTICLE, title: 'none', body: 'none' } }),
  PublishHelpArticle: () => ({ input: { articleId: NO_ARTICLE } }),
  ArchiveHelpArticle: () => ({ input: { articleId: NO_ARTICLE } }),
  // No team, text or ticket is named, and what is to be made is not acceptable.
  CreateSupportTeam: () => ({ input: { name: '' } }),
  UpdateSupportTeam: () => ({ input: { teamId: NO_TEAM, name: 'none' } }),
  RetireSupportTeam: () => ({ input: { teamId: NO_TEAM } }),
  AddTeamMember: ({ account }) => ({ input: { teamId: NO_TEAM, accountId: account } }),
  RemoveTeamMember: ({ account }) => ({ input: { teamId: NO_TEAM, accountId: account } }),
  AssignTicket: () => ({ input: { ticketId: NO_TICKET, assigneeId: null } }),
  TakeTicket: () => ({ input: { ticketId: NO_TICKET } }),
  BulkChangeTickets: () => ({ input: { ticketIds: [NO_TICKET], change: { addTag: 'none' } } }),
  CreateCannedReply: () => ({ input: { title: 'none', body: '{{nobody.knows}}' } }),
  UpdateCannedReply: () => ({ input: { cannedReplyId: NO_TEXT, title: 'none', body: 'none' } }),
  DeleteCannedReply: () => ({ input: { cannedReplyId: NO_TEXT } }),
  RenderCannedReply: () => ({ id: NO_TEXT, ticketId: NO_TICKET }),
  SupportReport: () => ({ from: '2026-01-01', to: '2027-01-01', groupBy: 'AGENT' }),
  // The name is none, and what is named is not there.
  CreateBusinessCalendar: () => ({ input: { terms: CALENDAR_TERMS } }),
  UpdateBusinessCalendar: () => ({ input: { calendarId: 'bcl_00000000000000000000000000', terms: CALENDAR_TERMS } }),
  SlaPolicyList: () => ({ active: true }),
  CreateSlaPolicy: () => ({ input: { terms: LEVEL_TERMS } }),
  UpdateSlaPolicy: () => ({ input: { policyId: 'sla_00000000000000000000000000', terms: LEVEL_TERMS } }),
  RetireSlaPolicy: () => ({ input: { policyId: 'sla_00000000000000000000000000' } }),
  EscalateTicket: () => ({ input: { ticketId: 'tkt_00000000000000000000000000', reason: WHY } }),
  // The name is none, and what is named is not there.
  AlertList: () => ({ ...PAGE, filter: { live: true } }),
  AlertCount: () => ({ filter: { severity: 'CRITICAL' } }),
  CreateAlertRule: () => ({ input: { terms: RULE_TERMS } }),
  UpdateAlertRule: () => ({ input: { ruleId: 'alr_00000000000000000000000000', terms: RULE_TERMS } }),
  RetireAlertRule: () => ({ input: { ruleId: 'alr_00000000000000000000000000' } }),
  AcknowledgeAlert: () => ({ input: { alertId: 'alt_00000000000000000000000000' } }),
  ResolveAlert: () => ({ input: { alertId: 'alt_00000000000000000000000000' } }),
  PollDevice: () => ({ input: { deviceId: 'ndv_00000000000000000000000000' } }),
  UnlockAccount: ({ account }) => ({ input: { accountId: account, reason: 'contract test' } }),
  TicketList: () => ({ ...PAGE, filter: { search: 'a' } }),
  TicketCount: () => ({ filter: { status: 'OPEN' } }),
  TicketDetail: ({ ticket }) => ({ id: ticket }),
  TicketFile: ({ ticket }) => ({ id: ticket }),
  TicketQueue: () => ({ ...PAGE, filter: { category: 'TECHNICAL' } }),
  TicketQueueCount: () => ({ filter: { status: 'NEW' } }),
  ResellerCustomerTickets: ({ customer }) => ({ id: customer, ...PAGE }),
  // What names nothing, or is not acceptable, changes nothing.
  CreateTicket: ({ customer }) => ({ input: { customerId: customer, subject: ' ', body: WHY, category: 'GENERAL' } }),
  ReplyToTicket: ({ ticket }) => ({ input: { ticketId: ticket, body: ' ' } }),
  CloseTicket: () => ({ input: { ticketId: NO_TICKET } }),
  ReopenTicket: () => ({ input: { ticketId: NO_TICKET, reason: WHY } }),
  WatchTicket: () => ({ input: { ticketId: NO_TICKET } }),
  UnwatchTicket: () => ({ input: { ticketId: NO_TICKET } }),
  ConfirmResolution: () => ({ input: { ticketId: NO_TICKET } }),
  DisputeResolution: () => ({ input: { ticketId: NO_TICKET, reason: WHY } }),
  RateTicket: () => ({ input: { ticketId: NO_TICKET, rating: 5 } }),
  ShareTicket: () => ({ input: { ticketId: NO_TICKET, sharing: 'COMPANY' } }),
  AddTicketNote: ({ ticket }) => ({ input: { ticketId: ticket, body: ' ' } }),
  MoveTicket: () => ({ input: { ticketId: NO_TICKET, status: 'OPEN' } }),
  LinkTicket: () => ({ input: { ticketId: NO_TICKET } }),
  MergeTickets: () => ({ input: { sourceId: NO_TICKET, targetId: NO_TICKET } }),
  TagTicket: () => ({ input: { ticketId: NO_TICKET, add: ['none'] } }),
  UpdateTicket: () => ({ input: { ticketId: NO_TICKET, subject: 'none' } }),
};

/** Queries that name nothing here, and are null. */
const NOTHING: readonly string[] = ['AutomationRunDetail', 'BillToPay', 'RenderCannedReply'];

/** Who uses which app. The staff's is run by the tenant's administrator, who has the fields of all of the staff. */
const CALLERS = { 'customer-portal': 'customer', 'reseller-app': 'reseller', staff: 'admin' } as const;

const NOT_OF: Record<string, readonly string[]> = { customer: ['StartViewAs'], reseller: ['CreatePayment', 'SetAutopay'], admin: [] };

/** Sent with a file, which these clients do not do by themselves: tests/uploads.test.ts. */
const WITH_FILES = ['UploadTicketAttachment'];

for (const [app, role] of Object.entries(CALLERS)) {
  const manifest = JSON.parse(readFileSync(`manifests/${app}.json`, 'utf8')) as Manifest;

  test(`${app}: the manifest lists each text under its SHA-256`, () => {
    assert.deepEqual([manifest.format, manifest.version], ['apollo-persisted-query-manifest', 1]);
    assert.ok(manifest.operations.length > 0);
    for (const { id, name, body } of manifest.operations) {
      assert.equal(createHash('sha256').update(body).digest('hex'), id, name);
      assert.equal(contract.trustedId(documentNamed(name)), id, name);
    }
  });

  for (const { name: clientName, connect } of CLIENTS) {
    describe(`${app} as ${role}, ${clientName}`, () => {
      // Sign-ins are limited to ten a minute on an account, so one session serves for all but the last.
      const signedIn = connect(new Browser());
      let known: Known;
      before(async () => {
        await signIn(signedIn, role);
        known = { ...(await findIds(signedIn.browser)), refreshToken: await refreshTokenOf(connect(new Browser())) };
      });
      // Subscriptions need a connection that stays: tests/live.test.ts.
      const requests = manifest.operations.filter(
        // Shared by all apps; but a customer looks through nobody's eyes, and a reseller pays for nobody.
        ({ type, name }) => type !== 'subscription' && !NOT_OF[role]?.includes(name) && !WITH_FILES.includes(name),
      );
      for (const { id, name, body } of signOutLast(requests)) {
        test(name, async (t) => {
          const client = name === 'SignIn' ? connect(new Browser()) : signedIn;
          const { data, errors, unreadable } = await run(client, name, VARIABLES[name]?.(known) ?? {});
          assert.deepEqual({ errors, unreadable }, { errors: [], unreadable: undefined });
          const values = Object.values(data ?? {});
          // A link that opens nothing is null, whatever the reason, and so is a text that is not there.
          const whole = values.every((value) => value !== null) || NOTHING.includes(name);
          assert.ok(values.length > 0 && whole, JSON.stringify(data));
          assert.equal(print(parse(client.browser.sent.query ?? '')), body);
          assert.equal(client.trustedId(), id);
          const { estimated = 0, limit = 0 } = client.browser.cost ?? {};
          assert.ok(estimated > 0 && estimated <= limit);
          t.diagnostic(`cost ${estimated} of ${limit}`);
        });
      }
    });
  }
}

function documentNamed(name: string): DocumentNode {
  const document: unknown = (contract as Record<string, unknown>)[`${name}Document`];
  assert.ok(document, `${name} is in a manifest, and not in the package`);
  return document as DocumentNode;
}

function run(client: TestClient, name: string, variables: Record<string, unknown>) {
  return client.run<Record<string, unknown>, Record<string, unknown>>(documentNamed(name) as never, variables);
}

function signOutLast(operations: Manifest['operations']): Manifest['operations'] {
  return operations.toSorted((a, b) => Number(a.name === 'SignOut') - Number(b.name === 'SignOut'));
}

/** The refresh token of somebody else's sign-in. */
async function refreshTokenOf(client: TestClient): Promise<string> {
  const { portalId, password } = loginOf('viewer');
  const { data } = await run(client, 'SignIn', { input: { portalId, password, delivery: 'TOKENS' } });
  const answer = data?.['signIn'] as { result?: { tokens?: { refreshToken: string } } } | undefined;
  assert.ok(answer?.result?.tokens, JSON.stringify(data));
  return answer.result.tokens.refreshToken;
}

/** Ids that the caller may ask for. */
async function findIds(browser: Browser): Promise<Omit<Known, 'refreshToken'>> {
  const within = `id invoices(first: 1, filter: { status: PAID }) { nodes { id } } payments(first: 1) { nodes { id } } services { id } tickets(first: 1) { nodes { id } }`;
  type Found = {
    id: string;
    invoices: { nodes: { id: string }[] };
    payments: { nodes: { id: string }[] };
    services: { id: string }[];
    tickets: { nodes: { id: string }[] };
  };
  const { data } = await browser.post<{
    viewer: { account: { id: string }; customer: Found | null; reseller: { customers: { nodes: Found[] } } | null; staff: unknown };
  }>(`{ viewer { account { id } staff { role } customer { ${within} } reseller { customers(first: 30) { nodes { ${within} } } } } }`);
  const viewer = data?.viewer;
  const all = viewer?.customer ? [viewer.customer] : (viewer?.reseller?.customers.nodes ?? (await everyCustomer(browser, within)));
  const found = (all as Found[]).find(
    ({ invoices, payments, services, tickets }) =>
      invoices.nodes.length > 0 && payments.nodes.length > 0 && services.length > 0 && tickets.nodes.length > 0,
  );
  assert.ok(found, 'no customer with a paid invoice, a payment, a service and a ticket');
  const [invoice, payment] = [found.invoices.nodes[0]?.id, found.payments.nodes[0]?.id];
  const [service, ticket] = [found.services[0]?.id, found.tickets.nodes[0]?.id];
  assert.ok(invoice && payment && service && ticket && viewer);
  const network = viewer.staff ? await oneDevice(browser) : {};
  return { customer: found.id, invoice, payment, service, ticket, account: viewer.account.id, ...network };
}

/** A device, and an interface of it: for staff. */
async function oneDevice(browser: Browser): Promise<{ device: string; networkInterface: string }> {
  type Device = { id: string; interfaces: { nodes: { id: string }[] } };
  const { data } = await browser.post<{ devices: { nodes: Device[] } }>(
    `{ devices(first: 30) { nodes { id interfaces(first: 1) { nodes { id } } } } }`,
  );
  const device = data?.devices.nodes.find(({ interfaces }) => interfaces.nodes.length > 0);
  const networkInterface = device?.interfaces.nodes[0]?.id;
  assert.ok(device && networkInterface, 'no device with an interface');
  return { device: device.id, networkInterface };
}

async function everyCustomer(browser: Browser, within: string): Promise<unknown[]> {
  const { data } = await browser.post<{ customers: { nodes: unknown[] } }>(`{ customers(first: 30) { nodes { ${within} } } }`);
  return data?.customers.nodes ?? [];
}
