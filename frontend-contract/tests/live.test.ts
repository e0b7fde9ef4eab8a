/** Live connections with the two clients that apps use for them: graphql-ws and graphql-sse. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FormattedExecutionResult } from 'graphql';
import { CloseCode, type Client as SocketClient, createClient as createSocketClient } from 'graphql-ws';
import { createClient as createStreamClient } from 'graphql-sse';
import { WebSocket } from 'ws';
import { CLIENT_HEADER, PortalBootDocument, RevokeOtherSessionsDocument, SignOutDocument, codeOf } from '../src/index.js';
import { signIn, urql } from './clients.js';
import { Browser, demo } from './server.js';

type Result = FormattedExecutionResult<Record<string, unknown>, unknown>;

const EVENTS = 'subscription { portalEvents(types: [SESSION_STARTED]) { __typename } }';
const VIEWER = '{ viewer { account { portalId } } }';
const isEvent = (result: Result | undefined) => {
  assert.equal((result?.data?.['portalEvents'] as { __typename?: string } | undefined)?.__typename, 'SessionEvent');
};

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const result of results) found.push(result);
  return found;
}

/** A WebSocket as this browser opens it: with its cookie, from a page of `origin`. */
function socketOf(browser: Browser, origin?: string): typeof WebSocket {
  return class extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { headers: { cookie: browser.cookie, host: new URL(demo().url).host }, ...(origin && { origin }) });
    }
  } as unknown as typeof WebSocket;
}

interface Closed {
  code: number;
  reason: string;
}

function overSocket(browser: Browser, options: { origin?: string; token?: string } = {}): { client: SocketClient; closed: Promise<Closed> } {
  let close: (event: Closed) => void = () => undefined;
  const closed = new Promise<Closed>((resolve) => (close = resolve));
  const client = createSocketClient({
    url: demo().url.replace('http', 'ws') + '/graphql',
    webSocketImpl: socketOf(browser, options.origin),
    connectionParams: () => (options.token ? { authorization: `Bearer ${options.token}` } : {}),
    retryAttempts: 0,
    on: { closed: (event) => close(event as Closed) },
  });
  return { client, closed };
}

/** A sign-in on another device: the event that the account's other sessions hear of. */
const signInElsewhere = (role: string) => signIn(urql(new Browser()), role);

describe('graphql-ws', () => {
  const role = 'noc';
  const here = urql(new Browser());
  before(() => signIn(here, role));

  test('queries, errors of documents and events come over one socket', async () => {
    const { client } = overSocket(here.browser, { origin: new URL(demo().url).origin });
    const [answer] = await all(client.iterate({ query: VIEWER }));
    assert.ok((answer?.data?.['viewer'] as { account: unknown }).account);
    await assert.rejects(all(client.iterate({ query: '{ nothingOfThisName }' })), (errors: never) => {
      assert.deepEqual((errors as []).map(codeOf), ['GRAPHQL_VALIDATION_FAILED']);
      return true;
    });
    const events = client.iterate({ query: EVENTS });
    const event = events.next();
    // Answered in turn, so the subscription has begun as well.
    await all(client.iterate({ query: VIEWER }));
    await signInElsewhere(role);
    isEvent((await event).value as Result);
    await events.return?.();
    await client.dispose();
  });

  test('the end of the session closes the socket for good', async () => {
    const browser = urql(new Browser());
    await signIn(browser, role);
    const { client, closed } = overSocket(browser.browser);
    const events = client.iterate({ query: EVENTS });
    const rejected = assert.rejects(events.next(), (error: Closed) => error.code === CloseCode.Unauthorized);
    await all(client.iterate({ query: VIEWER }));
    await browser.run(SignOutDocument, {});
    const { code, reason } = await closed;
    assert.deepEqual({ code, reason }, { code: CloseCode.Unauthorized, reason: 'The session has ended' });
    await rejected;
  });

  test('without or with wrong credentials, and from a foreign page, there is no connection', async () => {
    const refused = async (browser: Browser, options: { origin?: string; token?: string }) => {
      const { client, closed } = overSocket(browser, options);
      await assert.rejects(all(client.iterate({ query: VIEWER })));
      return (await closed).code;
    };
    assert.equal(await refused(new Browser(), {}), CloseCode.Unauthorized);
    assert.equal(await refused(here.browser, { token: 'nobody' }), CloseCode.Forbidden);
    const foreign = new (socketOf(here.browser, 'https://evil.example'))(demo().url.replace('http', 'ws') + '/graphql', 'graphql-transport-ws');
    const status = await new Promise((resolve) => foreign.once('unexpected-response', (_, answer) => resolve(answer.statusCode)));
    assert.equal(status, 403);
  });
});

describe('graphql-sse', () => {
  const role = 'billing';
  const here = urql(new Browser());
  before(() => signIn(here, role));
  const overStream = (browser: Browser) =>
    createStreamClient({
      url: `${demo().url}/graphql/stream`,
      headers: () => ({ [CLIENT_HEADER]: 'contract-test/1', cookie: browser.cookie }),
      retryAttempts: 0,
    });
  const client = overStream(here.browser);
  after(() => client.dispose());

  test('queries, errors of documents and events come as streams', async () => {
    const [answer] = await all(client.iterate({ query: VIEWER }));
    assert.ok((answer?.data?.['viewer'] as { account: unknown }).account);
    const [refused] = await all(client.iterate({ query: '{ nothingOfThisName }' }));
    assert.deepEqual(refused?.errors?.map((error) => codeOf(error as never)), ['GRAPHQL_VALIDATION_FAILED']);
    let connected: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (connected = resolve));
    const listener = createStreamClient({
      url: `${demo().url}/graphql/stream`,
      headers: { [CLIENT_HEADER]: 'contract-test/1', cookie: here.browser.cookie },
      retryAttempts: 0,
      on: { connected: () => connected() },
    });
    const events = listener.iterate({ query: EVENTS });
    const event = events.next();
    await begun;
    await signInElsewhere(role);
    isEvent((await event).value as Result);
    listener.dispose();
  });

  test('the end of the session is told and ends the stream', async () => {
    const browser = urql(new Browser());
    await signIn(browser, role);
    const events = all(overStream(browser.browser).iterate({ query: EVENTS }));
    const boot = await browser.run(PortalBootDocument, {});
    assert.ok(boot.data?.viewer);
    await here.run(RevokeOtherSessionsDocument, {});
    const told = await events;
    assert.deepEqual(told.at(-1)?.errors?.map((error) => codeOf(error as never)), ['UNAUTHENTICATED']);
  });
});
