/**
 * Signs in to a running demo in a headless Chromium as a person does: a member of staff with password and authenticator
 * app, who makes a passkey with the browser's own authenticator (virtual: CDP's WebAuthn domain), signs out, and signs in
 * by the passkey alone, by password and passkey, and proves by it once more who it is.
 *
 *   node test/passkey.mjs http://localhost:8080
 *
 * CHROMIUM names the browser.
 */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { check, run } from './harness.mjs';

const [base] = process.argv.slice(2);
if (!base) {
  console.error('usage: node test/passkey.mjs BASE_URL');
  process.exit(2);
}

const { tenants } = await (await fetch(`${base}/demo/logins.json`)).json();
const { logins } = tenants.find(({ host }) => host === new URL(base).hostname);
const staff = logins.find(({ role }) => role === 'support');

const manifest = JSON.parse(readFileSync(new URL('../../manifests/staff.json', import.meta.url), 'utf8'));
const bodies = new Map(manifest.operations.map(({ name, body }) => [name, body]));

/** What the app of the demo shows `later` steps from now (RFC 6238). */
function code(secret, later) {
  const bits = [...secret].map((symbol) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(symbol).toString(2).padStart(5, '0')).join('');
  const bytes = Uint8Array.from(bits.match(/.{8}/g), (byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const mac = createHmac('sha1', bytes).update(counter).digest();
  return String((mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

await run(base, async (context, { page }) => {
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  const credentials = async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;

  /** The payload of a mutation, sent by the page with its cookie. */
  const mutate = async (name, input) => {
    const body = await page.evaluate(async ([query, operationName, variables]) => {
      const answer = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, operationName, variables }),
      });
      return answer.json();
    }, [bodies.get(name), name, input === undefined ? {} : { input }]);
    if (!body.data) throw new Error(`${name}: ${JSON.stringify(body.errors)}`);
    return Object.values(body.data)[0];
  };
  const errors = (payload) => payload.userErrors.map(({ code: which }) => which).join();
  const who = async () => (await mutate('SecondFactors'))?.account?.secondFactors ?? null;

  /** What the browser's authenticator answers. */
  const make = (options) => page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(json));
    return JSON.stringify((await navigator.credentials.create({ publicKey })).toJSON());
  }, options);
  const answer = async ({ value, optionsJson }) => ({
    ceremony: value,
    credentialJson: await page.evaluate(async (json) => {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(json));
      return JSON.stringify((await navigator.credentials.get({ publicKey })).toJSON());
    }, optionsJson),
  });

  const first = await mutate('SignIn', { portalId: staff.portalId, password: staff.password });
  const { challenge } = first.result;
  check('staff is asked for a second factor', first.result.__typename === 'SecondFactorRequired' && first.result.methods.includes('TOTP'), JSON.stringify(first));
  let verified = await mutate('VerifySecondFactor', { challenge, code: code(staff.totpSecret, 0) });
  // Another run may have used the code of this step.
  if (errors(verified) === 'INVALID_CODE') verified = await mutate('VerifySecondFactor', { challenge, code: code(staff.totpSecret, 1) });
  check('the code of the authenticator app signs in', verified.result?.__typename === 'SignedIn' && (await who())?.totp === true, JSON.stringify(verified));

  const early = await mutate('StartPasskeyRegistration', {});
  check('a passkey needs a step-up', errors(early) === 'STEP_UP_REQUIRED', JSON.stringify(early));
  await mutate('StepUp', { password: staff.password });
  const asked = await mutate('StartPasskeyRegistration', {});
  const credentialJson = await make(asked.ceremony.optionsJson);
  const made = await mutate('FinishPasskeyRegistration', { answer: { ceremony: asked.ceremony.value, credentialJson }, name: 'Chromium' });
  const [kept] = await credentials();
  check('the browser makes a passkey that knows its account', made.result?.__typename === 'SignedIn' && kept?.isResidentCredential === true && kept.rpId === new URL(base).hostname, JSON.stringify([made, kept]));
  check('it is in the list', (await who())?.passkeys.some(({ id, name }) => id === made.passkeyId && name === 'Chromium'));

  await mutate('SignOut');
  check('signed out', (await who()) === null);

  const alone = await mutate('StartPasskeySignIn', {});
  const proof = await answer(alone.ceremony);
  const signedIn = await mutate('SignInWithPasskey', { answer: proof });
  check('the passkey alone signs in', signedIn.result?.__typename === 'SignedIn' && signedIn.result.account.portalId === staff.portalId && (await who()) !== null, JSON.stringify(signedIn));
  const again = await mutate('SignInWithPasskey', { answer: proof });
  check('its answer counts once', errors(again) === 'INVALID_CEREMONY', JSON.stringify(again));

  await mutate('SignOut');
  const second = await mutate('SignIn', { portalId: staff.portalId, password: staff.password });
  check('after the password a passkey will do too', second.result.methods?.includes('PASSKEY'), JSON.stringify(second));
  const wanted = await mutate('StartPasskeySignIn', { challenge: second.result.challenge });
  const finished = await mutate('SignInWithPasskey', { answer: await answer(wanted.ceremony) });
  check('password and passkey sign in', finished.result?.__typename === 'SignedIn' && (await who()) !== null, JSON.stringify(finished));

  const question = await mutate('StartPasskeyStepUp');
  const elevated = await mutate('StepUp', { passkey: await answer(question.ceremony) });
  check('the passkey elevates the session', Boolean(elevated.session?.elevatedUntil), JSON.stringify(elevated));
  const removed = await mutate('RemovePasskey', { id: made.passkeyId });
  check('it can be removed again', removed.userErrors.length === 0 && (await who())?.passkeys.length === 0, JSON.stringify(removed));
  await mutate('SignOut');
  const late = await mutate('StartPasskeySignIn', {});
  const refused = await mutate('SignInWithPasskey', { answer: await answer(late.ceremony) });
  check('and then opens nothing', errors(refused) === 'INVALID_PASSKEY' && (await who()) === null, JSON.stringify(refused));
});
