/** The playground's examples, each tab sent whole as the editor does, by the role it is for. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Kind, type OperationDefinitionNode, OperationTypeNode, parse } from 'graphql';
import { type Answer, Browser, loginOf } from './server.js';
import { urql, signIn } from './clients.js';

const FOLDER = 'playground/src/examples';

describe('playground examples', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'))) {
    const [role = ''] = file.split('.');
    test(file.replace('.graphql', ''), async (t) => {
      const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
      const browser = new Browser();
      if (role !== 'welcome') await signIn(urql(browser), role);
      const answers: unknown[] = [];
      // Subscriptions need a connection that stays: tests/live.test.ts.
      const operations = parse(text).definitions.filter(
        (part): part is OperationDefinitionNode =>
          part.kind === Kind.OPERATION_DEFINITION && part.operation !== OperationTypeNode.SUBSCRIPTION,
      );
      assert.ok(operations.length > 0);
      for (const operation of operations) {
        const name = operation.name?.value ?? '';
        const { data, errors }: Answer<Record<string, unknown>> = await browser.post(text, variablesOf(operation, answers), name);
        assert.deepEqual(errors, undefined, name);
        assert.ok(data && Object.values(data).some((value) => value !== null) === (name !== 'WelcomeWhoAmI'), name);
        const { estimated = 0, limit = 0 } = browser.cost ?? {};
        assert.ok(estimated > 0 && estimated <= limit, name);
        t.diagnostic(`${name}: cost ${estimated} of ${limit}`);
        answers.push(data);
      }
    });
  }
});

/** What a reader would type or copy: a sign-in, or the id of the first row of a list in an answer before. */
function variablesOf(operation: OperationDefinitionNode, answers: readonly unknown[]): Record<string, unknown> {
  const required = (operation.variableDefinitions ?? []).filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue);
  return Object.fromEntries(
    required.map(({ variable: { name } }) => {
      if (name.value === 'input') return [name.value, inputOf(operation.name?.value, answers)];
      if (name.value === 'id') return [name.value, 'pay_00000000000000000000000000'];
      const id = firstId(name.value.replace(/Id$/, 's'), answers);
      assert.ok(id, `no answer before names a ${name.value}`);
      return [name.value, id];
    }),
  );
}

function inputOf(operation: string | undefined, answers: readonly unknown[]): Record<string, unknown> {
  const { portalId, password } = loginOf('customer');
  switch (operation) {
    case 'WelcomeSignIn':
      return { portalId, password };
    case 'WelcomeForgot':
      return { portalId };
    case 'WelcomeReset':
      return { token: 'none', newPassword: 'a lantern in the fog' };
    case 'WelcomeActivate':
      return { token: 'none', password: 'a lantern in the fog' };
    case 'CustomerInvite':
      return { customerId: idOf('customer', answers), name: 'Kim', email: 'kim@example.org', role: 'VIEWER' };
    // Too short a password changes nothing.
    case 'CustomerChangePassword':
      return { currentPassword: password, newPassword: 'short' };
    case 'SupportSendActivation':
      return { accountId: firstId('accounts', answers) };
    case 'WelcomeTokens':
      return { portalId, password, delivery: 'TOKENS' };
    case 'WelcomeRefresh':
      return { refreshToken: textOf('refreshToken', answers) };
    case 'WelcomeAcceptInvitation':
      return { token: 'none', newAccount: { name: 'Kim', password: 'a lantern in the fog' } };
    case 'CustomerChangeRole':
      return { memberId: nobodys(firstId('members', answers)), role: 'PAYER' };
    case 'CustomerRemoveMember':
      return { memberId: nobodys(firstId('members', answers)) };
    case 'CustomerRevokeSession':
      return { id: nobodys(firstId('sessions', answers)) };
    // As it is already.
    case 'CustomerPreferences':
      return { preferences: [{ topic: 'BILLING', channel: 'INBOX', enabled: true }] };
    case 'CustomerStepUp':
      return { password: 'not the password' };
    case 'CustomerConfirmTotp':
      return { code: 'none' };
    // The session was not elevated.
    case 'CustomerCreateToken':
      return { name: 'reads the bills', scopes: ['BILLING'], expiresInDays: 1 };
    // Nobody is named, and the token opens nothing.
    case 'PayerCreatePayLink':
      return { customerId: 'cus_00000000000000000000000000' };
    case 'WelcomePayByLink':
      return { token: 'none', cardToken: 'tok_success', idempotencyKey: 'contract test' };
    // Not the version that anybody has seen.
    case 'AdminSuspend':
      return { accountId: firstId('accounts', answers), reason: 'merger', expectedVersion: 0 };
    case 'CustomerForgetDevice':
      return { id: nobodys(firstId('knownDevices', answers)) };
    // The session was not elevated.
    case 'SupportOneTimeCode':
      return { accountId: firstId('accounts', answers), reason: 'called' };
    case 'AdminRequirePasswordChange':
      return { accountId: firstId('accounts', answers), reason: 'merger', expectedVersion: 0 };
    // What names nothing, or is not acceptable, changes nothing.
    case 'CustomerRedeem':
      return { customerId: idOf('customer', answers), code: 'NONE' };
    case 'BillingCreateCoupon':
      return { code: '-', name: 'none', reduction: { percent: '10' } };
    case 'CustomerTakeData':
      return { customerId: idOf('customer', answers) };
    case 'CustomerRequestUpload':
      return { customerId: idOf('customer', answers), fileName: 'router.log', sizeBytes: 5 };
    case 'CustomerPay':
      return { customerId: idOf('customer', answers), amount: '0', idempotencyKey: 'playground test' };
    case 'CustomerAddCard':
      return { customerId: idOf('customer', answers), kind: 'CARD', token: 'tok_success', idempotencyKey: 'playground test' };
    case 'BillingDraft':
      return { customerId: 'cus_00000000000000000000000000', lines: [] };
    case 'BillingFinalize':
      return { invoiceId: 'inv_00000000000000000000000000' };
    case 'BillingCredit':
      return { reason: 'OVERCHARGE', credit: { invoice: { invoiceId: 'inv_00000000000000000000000000', amount: '1' } } };
    case 'BillingEnterPayment':
      return { customerId: firstId('customers', answers), amount: '0', channel: 'CASH', idempotencyKey: 'playground test' };
    case 'BillingRefund':
      return { paymentId: 'pay_00000000000000000000000000', amount: '5.00', reason: 'none', idempotencyKey: 'playground test' };
    case 'SupportPreview':
      return { subscriptionId: 'sub_00000000000000000000000000', planId: 'pln_00000000000000000000000000', timing: 'NOW' };
    case 'CustomerPromise':
      return { customerId: idOf('customer', answers), instalments: [] };
    case 'CustomerDispute':
      return { invoiceLineId: 'lin_00000000000000000000000000', reason: 'OTHER', explanation: 'none' };
    case 'DeskTake':
      return { ticketId: 'tkt_00000000000000000000000000' };
    case 'DeskAssign':
      return { ticketId: 'tkt_00000000000000000000000000', assigneeId: null };
    case 'DeskBulk':
      return { ticketIds: ['tkt_00000000000000000000000000'], change: { priority: 'HIGH' } };
    case 'DeskKeepText':
      return { title: 'none', body: '{{nobody.knows}}' };
    case 'AdminCreateCalendar':
      return { terms: { name: ' ', hours: [{ day: 'MONDAY', from: '09:00', to: '17:00' }] } };
    case 'AdminCreateLevel':
      return {
        terms: {
          name: 'none',
          priority: 'LOW',
          calendarId: 'bcl_00000000000000000000000000',
          firstReplyMinutes: 60,
          fixMinutes: 480,
        },
      };
    case 'SupportEscalate':
      return { ticketId: 'tkt_00000000000000000000000000', reason: 'none' };
    case 'BillingSettleDispute':
      return { disputeId: 'lds_00000000000000000000000000', outcome: 'REJECT', answer: 'none' };
    // What names nothing, or is not acceptable, changes nothing.
    case 'CustomerOpenTicket':
      return { customerId: idOf('customer', answers), subject: '', body: 'none', category: 'GENERAL' };
    case 'CustomerReply':
    case 'SupportReply':
    case 'SupportNote':
      return { ticketId: firstId('tickets', answers), body: ' ' };
    case 'CustomerDisputeResolution':
      return { ticketId: nobodys(firstId('tickets', answers)), reason: 'none' };
    case 'CustomerRate':
      return { ticketId: firstId('tickets', answers), rating: 0 };
    case 'SupportMove':
      return { ticketId: nobodys(firstId('tickets', answers)), status: 'OPEN' };
    case 'SupportMerge':
      return { sourceId: nobodys(firstId('tickets', answers)), targetId: firstId('tickets', answers) };
    case 'SupportTag':
      return { ticketId: nobodys(firstId('tickets', answers)), add: ['router'] };
    case 'CustomerFollow':
      return { incidentId: 'inc_00000000000000000000000000' };
    case 'CustomerVote':
      return { articleId: 'hlp_00000000000000000000000000', helpful: true };
    case 'NocOpenIncident':
      return { title: 'none', impact: 'OUTAGE', body: 'none', serviceIds: ['sub_00000000000000000000000000'] };
    case 'CustomerRestart':
      return { serviceId: nobodys(firstId('services', answers)) };
    case 'NocStartRun':
      return { playbook: 'none', targets: ['ndv_00000000000000000000000000'], checkMode: true };
    case 'NocPollDevice':
      return { deviceId: firstId('devices', answers) };
    case 'NocAcknowledge':
      return { alertId: 'alt_00000000000000000000000000' };
    // As it is already: it works.
    case 'AdminBreakDevice':
      return { deviceId: firstId('devices', answers), broken: false };
    case 'NocUpdateIncident':
      return { incidentId: 'inc_00000000000000000000000000', body: 'none', public: false };
    default:
      throw new Error(`${String(operation)} has no input here`);
  }
}

/** The id of an object in an answer before. */
function idOf(field: string, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const id = (value as Record<string, { id?: string } | undefined>)[field]?.id;
  return id ?? Object.values(value).map((inner) => idOf(field, inner)).find(Boolean);
}

/** An id of the same type that names nothing. */
function nobodys(id: string | undefined): string {
  assert.ok(id);
  return id.slice(0, -1) + (id.endsWith('0') ? '1' : '0');
}

/** The text of a field in an answer before. */
function textOf(field: string, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const text = (value as Record<string, unknown>)[field];
  return typeof text === 'string' ? text : Object.values(value).map((inner) => textOf(field, inner)).find(Boolean);
}

function firstId(list: string, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = (value as Record<string, { nodes?: { id: string }[] } | { id: string }[] | undefined>)[list];
  const rows = Array.isArray(found) ? found : found?.nodes;
  return rows?.[0]?.id ?? Object.values(value).map((inner) => firstId(list, inner)).find(Boolean);
}
