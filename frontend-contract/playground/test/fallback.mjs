/**
 * The small page that stands at /playground where GraphiQL was not built: signs in by its fields,
 * runs its query, and leaves the origin as little as the large one.
 *
 *   node test/fallback.mjs http://localhost:8080 fallback.png
 */
import { answerOf, check, checkPolicy, run } from './harness.mjs';

const [base, shot] = process.argv.slice(2);
if (!base || !shot) {
  console.error('usage: node test/fallback.mjs BASE_URL SCREENSHOT.png');
  process.exit(2);
}
const { tenants } = await (await fetch(`${base}/demo/logins.json`)).json();
const { logins } = tenants.find(({ host }) => host === new URL(base).hostname);
const customer = logins.find(({ role }) => role === 'customer');
const reseller = logins.find(({ role }) => role === 'reseller');

await run(base, async (_context, { page, answer }) => {
  checkPolicy(answer);
  await page.getByText('Not signed in').waitFor();
  check('nobody is signed in at first', true);

  await page.getByLabel('Portal ID').fill(customer.portalId);
  await page.getByLabel('Password').fill(`${customer.password}, but wrong`);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('INVALID_CREDENTIALS').waitFor();
  check('a wrong password is told with its code', true);

  await page.getByLabel('Password').fill(customer.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText(`Signed in as ${customer.portalId}`).waitFor();
  check('signed in by the fields', true);

  const { body } = await answerOf(page, 'Invoices', () => page.getByRole('button', { name: 'Run' }).click());
  const invoices = body.data?.viewer?.customer?.invoices?.nodes ?? [];
  check('the query of the page reads invoices with lines', !body.errors && invoices.length > 0 && invoices.every(({ lines }) => lines.nodes.length > 0), JSON.stringify(body));
  await page.locator('#result', { hasText: invoices[0]?.number ?? 'no invoice' }).waitFor();
  check('the answer is shown', true);
  await page.screenshot({ path: shot });

  await page.getByLabel('Variables (JSON)').fill('{ not JSON');
  await page.getByLabel('Variables (JSON)').press('Control+Enter');
  await page.getByText('Not run:').waitFor();
  check('broken variables are told, not sent', true);

  await page.getByLabel('Demo sign-in').selectOption({ label: `reseller: ${reseller.name}` });
  await page.getByText(`Signed in as ${reseller.portalId}`).waitFor();
  check('signed in from the list', true);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Not signed in').waitFor();
  check('signed out', true);
});
