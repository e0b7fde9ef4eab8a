/** One household and its reseller, as the API answers: enough to build screens without a server. Exact in types and money. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import type {
  DashboardDocument,
  InvoiceDetailDocument,
  InvoiceListDocument,
  PortalBootDocument,
  ResellerBootDocument,
  ResellerCustomerListDocument,
  ServiceHealthDocument,
  SignInDocument,
} from '../src/index.js';

type Signed = Extract<NonNullable<ResultOf<typeof SignInDocument>['signIn']['result']>, { __typename: 'SignedIn' }>;
type Customer = NonNullable<NonNullable<ResultOf<typeof DashboardDocument>['viewer']>['customer']>;
type DashboardInvoice = NonNullable<Customer['invoices']>['nodes'][number];
type Line = DashboardInvoice['lines']['nodes'][number];
type Summary = NonNullable<NonNullable<NonNullable<ResultOf<typeof InvoiceListDocument>['viewer']>['customer']>['invoices']>['nodes'][number];
type ServiceHealth = NonNullable<NonNullable<NonNullable<ResultOf<typeof ServiceHealthDocument>['viewer']>['customer']>['services'][number]['health']>;
type Invoice = Extract<NonNullable<ResultOf<typeof InvoiceDetailDocument>['node']>, { __typename: 'Invoice' }>;

/** Whole cents, as money is calculated. */
export function money(cents: number) {
  const amount = (cents / 100).toFixed(2);
  return { __typename: 'Money', amount, currency: 'EUR', formatted: `${amount.replace('.', ',')} €` } as const;
}

/** A page that is the whole list. */
export const wholeList = { __typename: 'PageInfo', hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } as const;

export const tenant = {
  __typename: 'Tenant',
  slug: 'havelnetz',
  name: 'Havelnetz',
  locale: 'de-DE',
  timezone: 'Europe/Berlin',
  currency: 'EUR',
  branding: { __typename: 'Branding', primaryColor: '#0b5fff', logoUrl: null, supportEmail: 'hilfe@havelnetz.example', supportPhone: '+4930555010' },
  passwordPolicy: {
    __typename: 'PasswordPolicy',
    minLength: 15,
    minLengthWithSecondFactor: 8,
    maxLength: 128,
    minStrength: 3,
    minStrengthWithSecondFactor: 2,
    history: 5,
    maxAgeDays: null,
  },
  portalSettings: { __typename: 'PortalSettings', billing: true, rememberMe: true },
} as const satisfies ResultOf<typeof PortalBootDocument>['tenant'];

export const account = {
  __typename: 'Account',
  id: 'acc_01jd0000000000000000000001',
  kind: 'CUSTOMER',
  status: 'ACTIVE',
  portalId: 'HN-7K3M-9QXR-T',
  name: 'Ines Hahn',
  email: 'ines@hahn.example',
  locale: null,
  lastLoginAt: '2026-11-21T18:04:00Z',
} as const satisfies Signed['account'];

export const session = {
  __typename: 'Session',
  id: 'ses_01jd0000000000000000000001',
  current: true,
  deviceLabel: 'Firefox on Linux',
  ipAddress: '192.0.2.7',
  placeHint: 'Hamburg',
  createdAt: '2026-11-22T08:30:00Z',
  lastSeenAt: '2026-11-22T08:30:00Z',
  expiresAt: '2026-11-22T20:30:00Z',
  elevatedUntil: null,
} as const satisfies Signed['session'];

const line = {
  __typename: 'InvoiceLine',
  id: 'lin_01jd0000000000000000000001',
  position: 1,
  kind: 'RECURRING',
  description: 'Zuhause 250',
  quantity: '1',
  serviceStart: '2026-11-01',
  serviceEnd: '2026-12-01',
  unitPrice: money(3990),
  net: money(3990),
  taxes: [{ __typename: 'InvoiceLineTax', name: 'USt', jurisdiction: 'DE', rate: '0.19', amount: money(758) }],
} as const satisfies Line;

/** An open invoice of 39.90 € and 19 % tax. */
export const openInvoice = {
  __typename: 'Invoice',
  id: 'inv_01jd0000000000000000000002',
  number: '2026-000142',
  kind: 'RECURRING',
  status: 'OPEN',
  overdue: false,
  issueDate: '2026-11-01',
  dueDate: '2026-11-15',
  periodStart: '2026-11-01',
  periodEnd: '2026-12-01',
  total: money(4748),
  balance: money(4748),
} as const satisfies Summary;

/** The same a month before, paid. */
export const paidInvoice: Summary = {
  ...openInvoice,
  id: 'inv_01jd0000000000000000000001',
  number: '2026-000101',
  status: 'PAID',
  issueDate: '2026-10-01',
  dueDate: '2026-10-15',
  periodStart: '2026-10-01',
  periodEnd: '2026-11-01',
  balance: money(0),
};

export const payment = {
  __typename: 'Payment',
  id: 'pay_01jd0000000000000000000001',
  number: 'P-2026-000090',
  status: 'SUCCEEDED',
  channel: 'BANK',
  receivedAt: '2026-10-12T09:00:00Z',
  receiptNumber: 'R-2026-000090',
  amount: money(4748),
} as const satisfies DashboardInvoice['payments'][number];

const address = { __typename: 'Address', line1: 'Uferweg 3', line2: null, postalCode: '14467', city: 'Potsdam', country: 'DE' } as const;
const name = { id: 'cus_01jd0000000000000000000001', number: 'K-10001', name: 'Ines Hahn' } as const;

const withLines = (invoice: Summary, payments: DashboardInvoice['payments']): DashboardInvoice => ({
  ...invoice,
  payments,
  lines: { __typename: 'InvoiceLineConnection', nodes: [line], pageInfo: { __typename: 'PageInfo', hasNextPage: false } },
});

export const customer: Customer = {
  __typename: 'Customer',
  ...name,
  version: 1,
  kind: 'RESIDENTIAL',
  status: 'ACTIVE',
  email: 'ines@hahn.example',
  phone: '+4933155501',
  currency: 'EUR',
  billingMode: 'POSTPAID',
  createdAt: '2025-03-01T10:00:00Z',
  address,
  balance: money(4748),
  openInvoiceCount: 1,
  invoices: {
    __typename: 'InvoiceConnection',
    nodes: [withLines(openInvoice, []), withLines(paidInvoice, [payment])],
    pageInfo: wholeList,
  },
  subscriptions: {
    __typename: 'ServiceSubscriptionConnection',
    nodes: [
      {
        __typename: 'ServiceSubscription',
        id: 'sub_01jd0000000000000000000001',
        number: 'S-10001',
        status: 'ACTIVE',
        activatedOn: '2025-03-10',
        endsOn: null,
        contractEnd: '2027-03-10',
        price: money(3990),
        plan: { __typename: 'Plan', id: 'pln_01jd0000000000000000000001', code: 'Z250', name: 'Zuhause 250', kind: 'INTERNET', downKbps: '250000', upKbps: '40000', capBytes: null },
      },
    ],
  },
};

/** The household's service: the line has no signal. */
export const serviceHealth: ServiceHealth = {
  __typename: 'ServiceHealth',
  state: 'OUTAGE',
  reason: 'LINE_DOWN',
  message: 'There is no signal on your line. Please switch your router off and on again and check its cables.',
  observedAt: '2026-11-22T09:58:12Z',
  stale: false,
  since: '2026-11-22T09:53:12Z',
  nextStep: 'RESTART_ROUTER',
  etaAt: null,
  incident: null,
};

/** An invoice as its own page shows it. */
export const invoiceDetail = (invoice: Summary): Invoice => ({
  ...invoice,
  version: 1,
  finalizedAt: `${invoice.issueDate}T02:00:00Z`,
  voidedAt: null,
  subtotal: money(3990),
  taxTotal: money(758),
  taxes: [{ __typename: 'InvoiceTax', name: 'USt', jurisdiction: 'DE', rate: '0.19', base: money(3990), amount: money(758) }],
  customer: { __typename: 'Customer', ...name, address },
  lines: { __typename: 'InvoiceLineConnection', totalCount: 1, nodes: [line], pageInfo: wholeList },
  allocations: [],
  creditNotes: [],
});

export const reseller = {
  __typename: 'Reseller',
  id: 'rsl_01jd0000000000000000000001',
  code: 'PETERS',
  name: 'Funkhaus Peters',
  status: 'ACTIVE',
  tier: 'SILVER',
} as const satisfies NonNullable<NonNullable<ResultOf<typeof ResellerBootDocument>['viewer']>['reseller']>;

type ResellerCustomer = NonNullable<NonNullable<ResultOf<typeof ResellerCustomerListDocument>['viewer']>['reseller']>['customers']['nodes'][number];

export const resellerCustomer: ResellerCustomer = {
  __typename: 'Customer',
  ...name,
  kind: 'RESIDENTIAL',
  status: 'ACTIVE',
  balance: money(4748),
  openInvoiceCount: 1,
  latestInvoice: openInvoice,
};
