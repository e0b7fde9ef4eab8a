/**
 * Opens the built playground of a running demo in a headless Chromium, signs in as each role with
 * the helper, runs that role's examples, and shows that nothing ever leaves the origin.
 *
 *   node test/offline.mjs http://localhost:8080 playground.png [role,role…]
 *
 * Without roles every role of /demo/logins.json is run. CHROMIUM names the browser.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { answerOf, check, checkPolicy, openPage, run } from './harness.mjs';

const [base, shot, only] = process.argv.slice(2);
if (!base || !shot) {
  console.error('usage: node test/offline.mjs BASE_URL SCREENSHOT.png [ROLE,ROLE…]');
  process.exit(2);
}

const logins = await fetch(`${base}/demo/logins.json`);
if (!logins.ok) {
  console.error(`${base}/demo/logins.json answered ${logins.status}: this check needs a running \`portico demo\``);
  process.exit(2);
}
const { tenants } = await logins.json();
const here = tenants.find(({ host }) => host === new URL(base).hostname);
const other = tenants.find(({ host }) => host !== new URL(base).hostname);
const roles = only ? only.split(',') : here.logins.map(({ role }) => role);

await run(base, async (context, { page, answer }) => {
  checkPolicy(answer);
  check('the title is "Portico playground"', (await page.title()) === 'Portico playground');
  await page.locator('.graphiql-execute-button').waitFor();
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  const tabs = await page.locator('[role=tab]').count();
  check('one tab a role, and one of welcome', tabs === here.logins.length + 1, `${tabs} tabs`);
  check('nobody is signed in at first', (await signedInAs(page)) === '');

  await runExamples(page, 'welcome');
  await refuses(page);
  for (const role of roles) await asRole(page, role);
  await panels(page);
  await keepsTabs(page);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Not signed in').waitFor();
  check('signing out is shown', (await signedInAs(page)) === '');
  await otherIsp(context, page);
});

/** Presses the button of a role, checks who the page says is signed in, runs the examples, takes a picture. */
async function asRole(page, role) {
  const login = here.logins.find((candidate) => candidate.role === role);
  await page.locator(`button[data-role=${role}]`).click();
  await page.waitForFunction((id) => document.querySelector('.who')?.dataset.signedIn === id, login.portalId).catch(() => {});
  const who = await signedInAs(page);
  check(`${role}: signed in by one press as ${login.name}`, who === login.portalId, `the page says: ${who || await page.locator('#panel [role=alert]').innerText()}`);
  const answers = await runExamples(page, role);
  if (role === 'customer') {
    const invoices = answers.CustomerInvoices?.data?.viewer?.customer?.invoices?.nodes ?? [];
    const withLines = invoices.filter((invoice) => invoice.lines.nodes.length > 0 && invoice.lines.nodes.every((line) => line.net.amount));
    check(`customer: reads invoices with lines (${withLines.length} of ${invoices.length})`, invoices.length > 0 && withLines.length === invoices.length);
  }
  if (role === 'reseller') {
    const customers = answers.ResellerCustomers?.data?.viewer?.reseller?.customers?.nodes ?? [];
    check(`reseller: reads ${customers.length} customers with balances`, customers.length > 0 && customers.every(({ balance }) => typeof balance.formatted === 'string'));
  }
  await page.screenshot({ path: role === 'customer' ? shot : shot.replace(/(\.png)?$/, `-${role}.png`) });
}

/** Runs every operation of the role's tab from the ▶ menu, in order, and checks each answer. */
async function runExamples(page, role) {
  const text = readFileSync(new URL(`../src/examples/${role}.graphql`, import.meta.url), 'utf8');
  const operations = parse(text).definitions.filter(({ kind }) => kind === 'OperationDefinition');
  await page.getByText(text.slice(0, text.indexOf('\n'))).first().waitFor();
  const answers = {};
  for (const { name: { value: name }, variableDefinitions } of operations) {
    const required = variableDefinitions.filter(({ type, defaultValue }) => type.kind === 'NonNullType' && !defaultValue);
    if (required.some(({ variable }) => variable.name.value === 'input')) continue;
    const variables = Object.fromEntries(required.map(({ variable: { name: { value } } }) => [value, idFor(value, answers)]));
    if (required.length > 0) await setVariables(page, variables);
    const { status, headers, body } = await answerOf(page, name, async () => {
      await page.locator('.graphiql-execute-button').click();
      await page.getByRole('menuitem', { name, exact: true }).click();
    });
    answers[name] = body;
    const right = status === 200 && !body.errors && body.data && headers['x-portico-client'] === 'playground/1' && headers.accept === 'application/graphql-response+json';
    check(`${role}: ${name} answers without errors`, right, `status ${status}, ${JSON.stringify(body.errors ?? headers)}`);
  }
  check(`${role}: the last answer stands in the answer box`, await shows(page, Object.values(answers).at(-1)));
  return answers;
}

/** Whether the answer box holds exactly this data, and has drawn it. */
async function shows(page, answer) {
  const expected = JSON.stringify(answer.data);
  const holds = (text) => {
    const model = globalThis.__MONACO.editor.getModels().find(({ uri }) => uri.path.endsWith('response.json'));
    const drawn = document.querySelector('.graphiql-response .view-lines')?.textContent ?? '';
    return drawn.includes('"data"') && model.getValue() !== '' && JSON.stringify(JSON.parse(model.getValue()).data) === text;
  };
  return page.waitForFunction(holds, expected, { timeout: 5_000 }).then(() => true, () => false);
}

/** `invoiceId` is the id of the first node under `invoices` in any answer so far: what a reader would copy. */
function idFor(variable, answers) {
  const list = variable.replace(/Id$/, 's');
  const find = (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return value[list]?.nodes?.[0]?.id ?? Object.values(value).map(find).find(Boolean);
  };
  return find(answers) ?? `no ${list} in the answers before`;
}

async function setVariables(page, variables) {
  await page.evaluate((text) => {
    const models = globalThis.__MONACO.editor.getModels();
    models.find(({ uri }) => uri.path.endsWith('variables.json')).setValue(text);
  }, JSON.stringify(variables, null, 2));
}

/** The other ISP's customer does not exist here, and the panel says so in the server's own words. */
async function refuses(page) {
  const stranger = other.logins.find(({ role }) => role === 'customer');
  await page.getByText('Another account').click();
  await page.getByLabel('Portal ID').fill(stranger.portalId);
  await page.getByLabel('Password').fill(stranger.password);
  const { body } = await answerOf(page, 'SignIn', () => page.getByRole('button', { name: 'Sign in', exact: true }).click());
  const [refusal] = body.data?.signIn?.userErrors ?? body.errors ?? [];
  await page.locator('#panel [role=alert] li').first().waitFor();
  const told = await page.locator('#panel [role=alert]').innerText();
  check("the other ISP's customer is refused, and the panel tells why", Boolean(refusal) && told.includes(refusal.message) && (await signedInAs(page)) === '', told);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByText('Another account').click();
}

/** Documentation, explorer and history open without fetching anything from elsewhere. */
async function panels(page) {
  for (const name of ['Documentation Explorer', 'GraphiQL Explorer', 'History']) {
    await page.getByRole('button', { name: `Show ${name}` }).click();
    const text = await page.locator('.graphiql-plugin').innerText();
    check(`${name} opens and has something to show`, text.trim().length > 20, text);
    if (name === 'GraphiQL Explorer') await page.screenshot({ path: shot.replace(/(\.png)?$/, '-explorer.png') });
  }
  await page.getByRole('button', { name: 'Hide History' }).click();
}

/** What was open is open again after a reload; a closed tab comes back by its role's button, all by "Reset examples". */
async function keepsTabs(page) {
  const names = () => page.locator('[id^=graphiql-session-tab-]').allInnerTexts();
  const ready = () => page.locator('.graphiql-query-editor .view-line').first().waitFor();
  const before = await names();
  // GraphiQL writes its tabs down half a second after the last change.
  await page.waitForTimeout(700);
  await page.reload();
  await ready();
  check('a reload keeps the tabs and the sign-in', JSON.stringify(await names()) === JSON.stringify(before) && (await signedInAs(page)) !== '', await names());
  const tab = page.locator('[role=tab]', { hasText: /^Customer/ });
  await tab.locator('[id^=graphiql-session-tab-]').click();
  await tab.getByRole('button', { name: /close/i }).click();
  await tab.waitFor({ state: 'detached' });
  check('a tab can be closed', !(await names()).some((name) => name.startsWith('Customer')), await names());
  await page.locator('button[data-role=customer]').click();
  const reopened = await page.locator('[role=tab][aria-selected=true]', { hasText: 'CustomerOverview' }).waitFor().then(() => true, () => false);
  check("a role's button opens its examples anew", reopened, await names());
  await page.getByRole('button', { name: 'Reset examples' }).click();
  await page.locator('[role=tab][aria-selected=true]', { hasText: 'WelcomeTenant' }).waitFor();
  await ready();
  check('"Reset examples" brings back the first tabs', (await names()).length === here.logins.length + 1, await names());
}

/** The link leads to the other ISP, where nobody is signed in and other sign-ins are offered. */
async function otherIsp(context, page) {
  const target = await page.locator('[data-other-isp]').first().getAttribute('href');
  const there = new URL(target, base).origin;
  const { page: second } = await openPage(context, there);
  await second.locator('button[data-role=customer]').waitFor();
  const offered = await second.locator('button[data-role=customer]').innerText();
  const name = other.logins.find(({ role }) => role === 'customer').name;
  check('the link to the other ISP leads to its own sign-ins, nobody signed in', offered.includes(name) && (await signedInAs(second)) === '', offered);
}

function signedInAs(page) {
  return page.locator('.who').getAttribute('data-signed-in');
}
