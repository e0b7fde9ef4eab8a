/** What the two portals do first, with the two clients they are written in, against the real server. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { parse } from 'graphql';
import {
  DashboardDocument,
  InvoiceDetailDocument,
  InvoiceListDocument,
  type InvoiceListQueryVariables,
  PortalBootDocument,
  ResellerCustomerListDocument,
  RevokeOtherSessionsDocument,
  RevokeSessionDocument,
  SessionListDocument,
  SignInDocument,
  SignOutDocument,
  CustomerSearchDocument,
  codeOf,
  formErrors,
  requestIdOf,
} from '../src/index.js';
import { CLIENTS, signIn } from './clients.js';
import { Browser, loginOf } from './server.js';

for (const { name, connect } of CLIENTS) {
  describe(name, () => {
    // One session for all that only reads: sign-ins are limited to ten a minute on an account.
    const customer = connect(new Browser());
    before(() => signIn(customer, 'customer'));

    test('signs in and reads invoices with lines, taxes and payments', async () => {
      const { data, errors, unreadable } = await customer.run(DashboardDocument, {});
      assert.deepEqual({ errors, unreadable }, { errors: [], unreadable: undefined });
      const own = data?.viewer?.customer;
      const invoices = own?.invoices?.nodes ?? [];
      assert.equal(invoices.length, 12);
      assert.ok(own?.subscriptions.nodes.length);
      for (const { lines, total } of invoices) {
        assert.ok(lines.nodes.length > 0);
        assert.match(total.amount, /^-?\d+\.\d{2}$/);
        assert.ok(lines.nodes.every(({ net, quantity }) => typeof net.amount === 'string' && typeof quantity === 'string'));
      }
      assert.ok(invoices.some(({ lines }) => lines.nodes.some(({ taxes }) => taxes.length > 0)));
      assert.ok(invoices.some(({ payments }) => payments.length > 0));
    });

    test('the lines of an invoice sum up to what it charges', async () => {
      const list = await customer.run(InvoiceListDocument, { first: 3 });
      const invoices = list.data?.viewer?.customer?.invoices?.nodes ?? [];
      assert.equal(invoices.length, 3);
      for (const { id, total } of invoices) {
        const { data } = await customer.run(InvoiceDetailDocument, { id, lines: 100 });
        if (data?.node?.__typename !== 'Invoice') assert.fail(`${id} is ${data?.node?.__typename}`);
        const cents = (amount: string) => Math.round(Number(amount) * 100);
        const net = data.node.lines.nodes.reduce((sum, line) => sum + cents(line.net.amount), 0);
        const tax = data.node.taxes.reduce((sum, { amount }) => sum + cents(amount.amount), 0);
        assert.equal(net + tax, cents(total.amount));
      }
    });

    test('pages of invoices follow each other without gap or repetition, also backwards', async () => {
      const page = async (variables: InvoiceListQueryVariables) => {
        const { data } = await customer.run(InvoiceListDocument, variables);
        const invoices = data?.viewer?.customer?.invoices;
        assert.ok(invoices);
        return invoices;
      };
      const whole = await page({ first: 10 });
      const first = await page({ first: 4 });
      const second = await page({ first: 6, after: first.pageInfo.endCursor });
      assert.deepEqual([...first.nodes, ...second.nodes].map(({ id }) => id), whole.nodes.map(({ id }) => id));
      const back = await page({ last: 4, before: second.pageInfo.startCursor });
      assert.deepEqual(back.nodes.map(({ id }) => id), first.nodes.map(({ id }) => id));
      const open = await page({ first: 50, filter: { status: 'OPEN' }, orderBy: { field: 'DUE_DATE', direction: 'ASC' } });
      const due = open.nodes.map(({ dueDate }) => dueDate ?? '');
      assert.ok(due.length > 0 && open.nodes.every(({ status }) => status === 'OPEN'));
      assert.deepEqual(due, due.toSorted());
    });

    test('a reseller reads its customers with balance, open invoices and the latest one', async () => {
      const client = connect(new Browser());
      await signIn(client, 'reseller');
      const { data, errors } = await client.run(ResellerCustomerListDocument, { first: 50 });
      assert.deepEqual(errors, []);
      const customers = data?.viewer?.reseller?.customers.nodes ?? [];
      assert.ok(customers.length > 0);
      assert.ok(customers.every(({ balance, openInvoiceCount }) => balance !== null && openInvoiceCount !== null));
      assert.ok(customers.some(({ latestInvoice }) => latestInvoice?.number));
    });

    test('a session ends at sign-out, and one that was ended elsewhere is anonymous', async () => {
      const [here, there, third] = [connect(new Browser()), connect(new Browser()), connect(new Browser())];
      for (const client of [here, there, third]) await signIn(client, 'payer');
      const before = await here.run(SessionListDocument, {});
      const sessions = before.data?.viewer?.account.sessions ?? [];
      assert.equal(sessions.filter(({ current }) => current).length, 1);
      const seenThere = await there.run(SessionListDocument, {});
      const id = seenThere.data?.viewer?.account.sessions?.find(({ current }) => current)?.id ?? '';
      const revoked = await here.run(RevokeSessionDocument, { input: { id } });
      assert.equal(revoked.data?.revokeSession.revokedSessionId, id);
      assert.equal((await there.run(PortalBootDocument, {})).data?.viewer, null);
      const again = await here.run(RevokeSessionDocument, { input: { id } });
      assert.deepEqual(again.data?.revokeSession.userErrors.map(({ code }) => code), ['NOT_FOUND']);
      const others = await here.run(RevokeOtherSessionsDocument, {});
      assert.ok((others.data?.revokeOtherSessions.revokedCount ?? 0) >= 1);
      assert.equal((await third.run(PortalBootDocument, {})).data?.viewer, null);
      assert.equal((await here.run(SignOutDocument, {})).data?.signOut.signedOut, true);
      assert.equal(here.browser.isSignedIn, false);
      assert.equal((await here.run(PortalBootDocument, {})).data?.viewer, null);
    });

    test('a wrong password and a typing error are data, told by field and code', async () => {
      const client = connect(new Browser());
      const { portalId } = loginOf('viewer');
      const wrong = await client.run(SignInDocument, { input: { portalId, password: 'not the password' } });
      assert.deepEqual(wrong.errors, []);
      assert.deepEqual(wrong.data?.signIn.userErrors.map(({ code }) => code), ['INVALID_CREDENTIALS']);
      assert.equal(client.browser.isSignedIn, false);
      const typo = await client.run(SignInDocument, { input: { portalId: 'XX', password: 'irrelevant here' } });
      const { form, fields } = formErrors(typo.data?.signIn.userErrors ?? []);
      assert.deepEqual(form, []);
      assert.deepEqual(fields.get('portalId')?.map(({ code }) => code), ['INVALID_PORTAL_ID']);
      await signIn(client, 'viewer');
    });

    test("the other ISP's customer does not exist here", async () => {
      const here = connect(new Browser());
      const { portalId, password } = loginOf('customer', 1);
      const { data } = await here.run(SignInDocument, { input: { portalId, password } });
      assert.equal(data?.signIn.result, null);
      const there = connect(new Browser({ tenant: 1 }));
      await signIn(there, 'customer', loginOf('customer', 1));
      const foreign = (await there.run(InvoiceListDocument, { first: 1 })).data?.viewer?.customer?.invoices?.nodes[0];
      assert.ok(foreign);
      assert.equal((await customer.run(InvoiceDetailDocument, { id: foreign.id })).data?.node, null);
    });

    test('reads the code of an error that comes with 400, 401 and 200', async () => {
      const cases = [
        { status: 400, code: 'GRAPHQL_VALIDATION_FAILED', browser: new Browser(), document: parse('{ nothingOfThisName }') },
        { status: 401, code: 'UNAUTHENTICATED', browser: new Browser({ headers: { authorization: 'Bearer of no token' } }), document: PortalBootDocument },
        { status: 200, code: 'UNAUTHENTICATED', browser: new Browser(), document: CustomerSearchDocument },
      ];
      for (const { status, code, browser, document } of cases) {
        const { errors, unreadable } = await connect(browser).run(document as typeof PortalBootDocument, { first: 1 } as never);
        assert.equal(browser.status, status);
        assert.deepEqual({ codes: errors.map(codeOf), unreadable }, { codes: [code], unreadable: undefined });
        assert.match(errors[0] ? (requestIdOf(errors[0]) ?? '') : '', /^\w+$/);
      }
    });
  });
}
