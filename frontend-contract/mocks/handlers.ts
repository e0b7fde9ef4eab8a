/**
 * Handlers for msw: the main screens of both portals without a server. The household of mocks/data.ts is signed in;
 * override a handler in a test (`server.use(...)`) for what else a screen must show.
 */
import { type GraphQLQuery, HttpResponse, graphql } from 'msw';
import {
  DashboardDocument,
  InvoiceDetailDocument,
  InvoiceListDocument,
  PortalBootDocument,
  ResellerBootDocument,
  ResellerCustomerListDocument,
  ServiceHealthDocument,
  SignInDocument,
} from '../src/index.js';
import * as data from './data.js';

/** The password that the mocked sign-in takes, for any portal ID. */
export const MOCK_PASSWORD = 'mock mock mock mock';

const answer = <Data extends GraphQLQuery>(data: Data) => HttpResponse.json<{ data: Data }>({ data });
const invoices = [data.openInvoice, data.paidInvoice];

export const handlers = [
  graphql.mutation(SignInDocument, ({ variables }) => {
    const right = variables.input.password === MOCK_PASSWORD;
    const result = { __typename: 'SignedIn', account: data.account, session: data.session, tokens: null } as const;
    const refusal = {
      __typename: 'SignInUserError',
      code: 'INVALID_CREDENTIALS',
      message: 'Unknown portal ID or wrong password.',
      field: null,
      retryable: true,
      attemptsRemaining: 4,
      unlockAt: null,
    } as const;
    return answer({ signIn: { __typename: 'SignInPayload', result: right ? result : null, userErrors: right ? [] : [refusal] } });
  }),
  graphql.query(PortalBootDocument, () => {
    const { __typename, id, number, name, status } = data.customer;
    const customer = { __typename, id, number, name };
    const viewer = { __typename: 'Viewer', permissions: ['VIEW_BILLS', 'VIEW_PAYMENTS'], account: data.account, customer: { ...customer, status }, customers: [customer] } as const;
    return answer({ tenant: data.tenant, viewer });
  }),
  graphql.query(DashboardDocument, () => answer({ viewer: { __typename: 'Viewer', customer: data.customer } as const })),
  graphql.query(InvoiceListDocument, ({ variables }) => {
    const wanted = variables.filter?.status;
    const nodes = invoices.filter(({ status }) => !wanted || status === wanted);
    const { __typename, id } = data.customer;
    return answer({ viewer: { __typename: 'Viewer', customer: { __typename, id, invoices: { __typename: 'InvoiceConnection', nodes, pageInfo: data.wholeList } } } as const });
  }),
  graphql.query(InvoiceDetailDocument, ({ variables }) => {
    const invoice = invoices.find(({ id }) => id === variables.id);
    return answer({ node: invoice ? data.invoiceDetail(invoice) : null });
  }),
  graphql.query(ServiceHealthDocument, () => {
    const { __typename, id } = data.customer;
    const service = { __typename: 'ServiceSubscription', id: 'sub_01jd0000000000000000000001', number: 'S-10001', status: 'ACTIVE', health: data.serviceHealth } as const;
    return answer({ viewer: { __typename: 'Viewer', customer: { __typename, id, services: [service] } } as const });
  }),
  graphql.query(ResellerBootDocument, () => {
    const account = { ...data.account, kind: 'RESELLER' } as const;
    const viewer = { __typename: 'Viewer', permissions: ['VIEW_BILLS', 'VIEW_PAYMENTS'], account, reseller: data.reseller } as const;
    return answer({ tenant: data.tenant, viewer });
  }),
  graphql.query(ResellerCustomerListDocument, () => {
    const customers = { __typename: 'CustomerConnection', nodes: [data.resellerCustomer], pageInfo: data.wholeList } as const;
    return answer({ viewer: { __typename: 'Viewer', reseller: { __typename: 'Reseller', id: data.reseller.id, customers } } as const });
  }),
];
