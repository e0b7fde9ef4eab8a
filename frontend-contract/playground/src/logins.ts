/** The sign-ins that only `portico demo` hands out; anywhere else the address answers 404. */

export interface Login {
  role: string;
  portalId: string;
  password: string;
  name: string;
  totpSecret?: string;
}

export interface Tenant {
  slug: string;
  host: string;
  logins: Login[];
}

const ROLE_LABELS: Record<string, string> = {
  customer: 'Customer',
  viewer: 'Household',
  payer: 'Payer',
  technical: 'Technical',
  reseller: 'Reseller',
  support: 'Support',
  billing: 'Billing',
  noc: 'NOC',
  admin: 'Admin',
};

export const roleLabel = (role: string): string => ROLE_LABELS[role] ?? role;

/** `null` where the server is no demo. */
export async function fetchTenants(): Promise<Tenant[] | null> {
  const response = await fetch('/demo/logins.json', {
    credentials: 'same-origin',
    headers: { accept: 'application/json' },
  });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`/demo/logins.json answered ${response.status}`);
  return ((await response.json()) as { tenants: Tenant[] }).tenants;
}

/** Portal IDs are compared as the server does: case and separators do not count. */
export const samePortalId = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (portalId: string) => portalId.replace(/[^0-9a-z]/gi, '').toUpperCase();
