/**
 * Documents by role, each the text of one tab; further ones of a role are `<role>.<subject>.graphql`. They are plain .graphql files so that a test can
 * validate them against schema/schema.graphql without this page.
 */
import admin from './admin.graphql?raw';
import adminOutage from './admin.outage.graphql?raw';
import billing from './billing.graphql?raw';
import billingDisputes from './billing.disputes.graphql?raw';
import customerAccount from './customer.account.graphql?raw';
import customer from './customer.graphql?raw';
import customerHealth from './customer.health.graphql?raw';
import customerHelp from './customer.help.graphql?raw';
import customerKnown from './customer.known.graphql?raw';
import customerOwing from './customer.owing.graphql?raw';
import customerProvisioning from './customer.provisioning.graphql?raw';
import customerSupport from './customer.support.graphql?raw';
import nocAlerts from './noc.alerts.graphql?raw';
import nocAutomation from './noc.automation.graphql?raw';
import nocDevices from './noc.devices.graphql?raw';
import noc from './noc.graphql?raw';
import nocIncidents from './noc.incidents.graphql?raw';
import payer from './payer.graphql?raw';
import reseller from './reseller.graphql?raw';
import supportDesk from './support.desk.graphql?raw';
import support from './support.graphql?raw';
import supportQueues from './support.queues.graphql?raw';
import technical from './technical.graphql?raw';
import viewer from './viewer.graphql?raw';
import welcome from './welcome.graphql?raw';
import welcomeStatus from './welcome.status.graphql?raw';

export interface Example {
  /** A role of logins.json, or `welcome` for what needs no sign-in. */
  role: string;
  query: string;
  variables: string | null;
}

// Each is filled by the reader from an answer; unknown to the other operations of the tab, and ignored there.
const invoiceId = '{\n  // the id of an invoice, copied from an answer\n  "invoiceId": ""\n}';
const serviceId = '{\n  // the id of a service, copied from an answer\n  "serviceId": ""\n}';
const customerId = '{\n  // the id of a customer, copied from an answer\n  "customerId": ""\n}';
const ticketId = '{\n  // the id of a ticket, copied from an answer\n  "ticketId": ""\n}';

export const EXAMPLES: readonly Example[] = [
  { role: 'welcome', query: welcome, variables: null },
  { role: 'welcome', query: welcomeStatus, variables: null },
  { role: 'customer', query: customer, variables: invoiceId },
  { role: 'customer', query: customerAccount, variables: null },
  { role: 'customer', query: customerOwing, variables: null },
  { role: 'customer', query: customerSupport, variables: ticketId },
  { role: 'customer', query: customerKnown, variables: serviceId },
  { role: 'customer', query: customerHelp, variables: null },
  { role: 'customer', query: customerHealth, variables: null },
  { role: 'customer', query: customerProvisioning, variables: null },
  { role: 'viewer', query: viewer, variables: null },
  { role: 'payer', query: payer, variables: null },
  { role: 'technical', query: technical, variables: null },
  { role: 'reseller', query: reseller, variables: customerId },
  { role: 'support', query: support, variables: customerId },
  { role: 'support', query: supportDesk, variables: ticketId },
  { role: 'support', query: supportQueues, variables: null },
  { role: 'billing', query: billing, variables: customerId },
  { role: 'billing', query: billingDisputes, variables: null },
  { role: 'noc', query: noc, variables: null },
  { role: 'noc', query: nocIncidents, variables: null },
  { role: 'noc', query: nocDevices, variables: null },
  { role: 'noc', query: nocAlerts, variables: null },
  { role: 'noc', query: nocAutomation, variables: null },
  { role: 'admin', query: admin, variables: null },
  { role: 'admin', query: adminOutage, variables: null },
];

/** The first line of a document names its role; a tab is found again by it after the reader has edited the rest. */
export const firstLine = (text: string): string => text.slice(0, text.indexOf('\n'));
