/** The mocks answer as the schema says, and the same shape as the operations ask for. Needs no server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type DocumentNode, buildSchema, execute, print } from 'graphql';
import { setupServer } from 'msw/node';
import { MOCK_PASSWORD, handlers } from '../mocks/handlers.js';
import * as data from '../mocks/data.js';
import * as contract from '../src/index.js';

const schema = buildSchema(readFileSync('../schema/schema.graphql', 'utf8'));
const server = setupServer(...handlers);

async function ask(document: DocumentNode, variables: Record<string, unknown>): Promise<Record<string, unknown>> {
  const body = JSON.stringify({ query: print(document), variables });
  const answer = await fetch('http://portal.test/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return ((await answer.json()) as { data: Record<string, unknown> }).data;
}

const CASES: [string, DocumentNode, Record<string, unknown>][] = [
  ['SignIn', contract.SignInDocument, { input: { portalId: 'HN', password: MOCK_PASSWORD } }],
  ['SignIn refused', contract.SignInDocument, { input: { portalId: 'HN', password: 'no' } }],
  ['PortalBoot', contract.PortalBootDocument, {}],
  ['Dashboard', contract.DashboardDocument, {}],
  ['InvoiceList', contract.InvoiceListDocument, { first: 10 }],
  ['InvoiceDetail', contract.InvoiceDetailDocument, { id: data.openInvoice.id }],
  ['InvoiceDetail of none', contract.InvoiceDetailDocument, { id: 'inv_00000000000000000000000000' }],
  ['ResellerBoot', contract.ResellerBootDocument, {}],
  ['ResellerCustomerList', contract.ResellerCustomerListDocument, { first: 10 }],
];

describe('mocks', () => {
  before(() => server.listen({ onUnhandledRequest: 'error' }));
  after(() => server.close());

  for (const [name, document, variableValues] of CASES) {
    test(name, async () => {
      const mocked = await ask(document, variableValues);
      // The mocked data as the root value: the executor refuses a null too much, a wrong enum value, a field left out.
      const executed = await execute({ schema, document, rootValue: mocked, variableValues });
      assert.deepEqual(executed.errors, undefined);
      assert.deepEqual(JSON.parse(JSON.stringify(executed.data)), mocked);
    });
  }

  test('a filter narrows the list', async () => {
    const mocked = await ask(contract.InvoiceListDocument, { first: 10, filter: { status: 'PAID' } });
    assert.match(JSON.stringify(mocked), /2026-000101/);
    assert.doesNotMatch(JSON.stringify(mocked), /2026-000142/);
  });
});
