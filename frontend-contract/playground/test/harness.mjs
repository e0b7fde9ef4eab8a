/** What both browser checks share: counted checks, and a Chromium that keeps a book of every request. */
import { chromium } from 'playwright-core';

let passed = 0;
let failed = 0;
const books = [];

/** One claim about the page. A false one is counted and told, and the run goes on. */
export function check(claim, holds, detail = '') {
  if (holds) {
    passed += 1;
    console.log(`ok    ${claim}`);
  } else {
    failed += 1;
    console.log(`FAIL  ${claim}${detail ? `\n      ${String(detail).slice(0, 1000)}` : ''}`);
  }
}

/** Runs `body` with a page that starts at `base`; always ends with the sum, non-zero when anything failed. */
export async function run(base, body) {
  let browser;
  try {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
        // Whatever tries to leave fails, besides being written down.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
      ],
    });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(20_000);
    await body(context, await openPage(context, base));
  } catch (error) {
    check('the run came to its end', false, error.stack ?? error);
  } finally {
    await browser?.close();
  }
  for (const book of books) checkBook(book);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

/** A page whose requests (of its workers too) and refusals by the content security policy are recorded from the start. */
export async function openPage(context, base) {
  const page = await context.newPage();
  const book = { origin: new URL(base).origin, requests: [], violations: [], crashes: [] };
  books.push(book);
  page.on('request', (request) => book.requests.push(request.url()));
  page.on('websocket', (socket) => book.requests.push(socket.url()));
  page.on('pageerror', (error) => book.crashes.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) book.violations.push(message.text());
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`Content Security Policy: ${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });
  const answer = await page.goto(`${base}/playground`);
  return { page, answer };
}

/** The claims every page has to meet, also one whose run broke off. */
function checkBook({ origin, requests, violations, crashes }) {
  const { host } = new URL(origin);
  const foreign = requests.filter((url) => !/^(data|blob):/.test(url) && new URL(url).host !== host);
  check(`none of ${requests.length} requests left ${origin}`, foreign.length === 0, foreign.join('\n'));
  check(`the content security policy of ${origin} had nothing to refuse`, violations.length === 0, violations.join('\n'));
  check(`no script failed on ${origin}`, crashes.length === 0, crashes.join('\n'));
}

/** The policy of the server: no inline script, no eval, nothing of another origin. */
export function checkPolicy(answer) {
  const policy = answer.headers()['content-security-policy'] ?? '';
  const scripts = /(?:^|;)\s*script-src ([^;]*)/.exec(policy)?.[1] ?? /(?:^|;)\s*default-src ([^;]*)/.exec(policy)?.[1] ?? '';
  check(`/playground answers 200 with a policy that allows scripts of its own origin only`, answer.status() === 200 && scripts.trim() === "'self'", `status ${answer.status()}, policy: ${policy || '(none)'}`);
}

/** The answer of the next operation of that name, with what was sent for it. */
export async function answerOf(page, operation, act) {
  const [response] = await Promise.all([
    page.waitForResponse((candidate) => {
      if (new URL(candidate.url()).pathname !== '/graphql') return false;
      const sent = candidate.request().postDataJSON();
      return sent?.operationName === operation || new RegExp(`\\b(query|mutation) ${operation}\\b`).test(sent?.query ?? '');
    }),
    act(),
  ]);
  return { status: response.status(), headers: await response.request().allHeaders(), body: await response.json() };
}
