// The playground's small page: served where GraphiQL has not been built. No library, no build step;
// a file of its own because the content security policy allows no inline script.
'use strict';

const at = (id) => document.getElementById(id);
const form = at('sign-in');

async function post(query, variables) {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      'x-portico-client': 'playground/1',
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The server answered ${response.status} without JSON: ${text.slice(0, 200)}`);
  }
}

/** Runs an action of the page; whatever goes wrong is told beside the sign-in fields. */
async function told(action) {
  at('message').textContent = '';
  try {
    await action();
  } catch (error) {
    at('message').textContent = error.message;
  }
}

/** The data of our own operations: top-level errors and the mutation's userErrors are thrown. */
async function ask(query, variables) {
  const { data, errors = [] } = await post(query, variables);
  const refused = Object.values(data ?? {}).flatMap((field) => field?.userErrors ?? []);
  const all = [...errors.map(({ message, extensions }) => ({ code: extensions?.code, message })), ...refused];
  if (all.length > 0) throw new Error(all.map(({ code, message }) => (code ? `${code}: ${message}` : message)).join(' · '));
  return data;
}

async function showWho() {
  const { viewer, tenant } = await ask('{ viewer { account { id portalId kind } } tenant { name } }');
  at('tenant').textContent = tenant ? `· ${tenant.name}` : '';
  at('who').textContent = viewer ? `Signed in as ${viewer.account.portalId} (${viewer.account.kind})` : 'Not signed in';
}

/** A code of the demo's authenticator app (RFC 6238). Each is accepted once: in a hurry, the one of the next step. */
async function codeOf(secret) {
  const bits = [...secret].map((symbol) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(symbol).toString(2).padStart(5, '0')).join('');
  const bytes = Uint8Array.from(bits.match(/.{8}/g), (byte) => parseInt(byte, 2));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const last = Number(sessionStorage.getItem(`totp.${secret.slice(0, 6)}`) ?? 0);
  const step = Math.max(last + 1, Math.floor(Date.now() / 30_000));
  sessionStorage.setItem(`totp.${secret.slice(0, 6)}`, step);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer));
  const at = mac.getUint8(mac.byteLength - 1) & 15;
  return String((mac.getUint32(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The secret of the demo sign-in that stands in the fields, where it has one. */
let totpSecret;

async function signIn() {
  const { portalId, password } = Object.fromEntries(new FormData(form));
  const { signIn: { result } } = await ask(
    `mutation SignIn($input: SignInInput!) {
      signIn(input: $input) {
        result { __typename ... on SecondFactorRequired { challenge } }
        userErrors { code message }
      }
    }`,
    { input: { portalId, password } },
  );
  if (result?.__typename === 'SecondFactorRequired' && totpSecret) {
    await ask(
      `mutation VerifySecondFactor($input: VerifySecondFactorInput!) {
        verifySecondFactor(input: $input) { result { __typename } userErrors { code message } }
      }`,
      { input: { challenge: result.challenge, code: await codeOf(totpSecret) } },
    );
  } else if (result?.__typename !== 'SignedIn') throw new Error(`signIn answered ${result?.__typename}: another step is needed`);
  await showWho();
}

async function run() {
  at('result').textContent = '…';
  try {
    const variables = JSON.parse(at('variables').value.trim() || '{}');
    at('result').textContent = JSON.stringify(await post(at('query').value, variables), null, 2);
  } catch (error) {
    at('result').textContent = `Not run: ${error.message}`;
  }
}

/** Only `portico demo` hands out sign-ins; elsewhere the address answers 404 and the fields stand alone. */
async function offerLogins() {
  const response = await fetch('/demo/logins.json');
  if (!response.ok) return;
  const { tenants } = await response.json();
  const logins = tenants.find(({ host }) => host === location.hostname)?.logins ?? [];
  const select = at('demo').querySelector('select');
  select.append(new Option('choose…', ''), ...logins.map(({ role, name }, index) => new Option(`${role}: ${name}`, index)));
  select.addEventListener('change', () => {
    const login = logins[select.value];
    if (!login) return;
    form.elements.portalId.value = login.portalId;
    form.elements.password.value = login.password;
    totpSecret = login.totpSecret;
    void told(signIn);
  });
  at('demo').hidden = logins.length === 0;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void told(signIn);
});
at('sign-out').addEventListener('click', () => told(async () => {
  await ask('mutation { signOut { userErrors { code message } } }');
  await showWho();
}));
at('run').addEventListener('click', () => void run());
for (const id of ['query', 'variables']) {
  at(id).addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
  });
}
void told(async () => {
  await offerLogins();
  await showWho();
});
