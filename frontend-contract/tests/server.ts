/** The server under test, and a browser's part in talking to it: a cookie jar, the client header, the Host header. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { ACCEPT, CLIENT_HEADER } from '../src/index.js';

export interface Login {
  readonly role: string;
  readonly portalId: string;
  readonly password: string;
  readonly name: string;
  readonly totpSecret?: string;
}

export interface Demo {
  readonly url: string;
  readonly tenants: readonly { readonly slug: string; readonly host: string; readonly logins: readonly Login[] }[];
}

/** What `portico demo` wrote down; scripts/test.mjs has started it. */
export function demo(): Demo {
  const file = process.env['PORTICO_DEMO'];
  if (!file) throw new Error('run the tests by npm test');
  return JSON.parse(readFileSync(file, 'utf8')) as Demo;
}

export function loginOf(role: string, tenant = 0): Login {
  const login = demo().tenants[tenant]?.logins.find((candidate) => candidate.role === role);
  if (!login) throw new Error(`the demo has no ${role}`);
  return login;
}

/** `fetch` to the address of `url` that says another host. Node's own sends the host of the URL whatever the headers say. */
export function fetchAs(host: string): typeof fetch {
  return async (input, init) => {
    const asked = new Request(input, init);
    const headers = { ...Object.fromEntries(asked.headers), host };
    const body = Buffer.from(await asked.arrayBuffer());
    return new Promise((resolve, reject) => {
      const sent = request(asked.url, { method: asked.method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const { rawHeaders, statusCode: status = 0 } = answer;
          const received = new Headers();
          for (let at = 0; at < rawHeaders.length; at += 2) received.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
          resolve(new Response(status === 204 ? null : Buffer.concat(chunks), { status, headers: received }));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  };
}

/** One browser: keeps cookies, names the app, and remembers the text of what it sent last. */
export class Browser {
  readonly graphql: string;
  readonly #cookies = new Map<string, string>();
  readonly #send: typeof fetch;
  /** The body of the latest request. */
  sent: { query?: string; operationName?: string } = {};
  /** `extensions.cost` of the latest answer. */
  cost: { estimated: number; limit: number } | undefined;
  /** The status of the latest answer. */
  status = 0;

  constructor(options: { tenant?: number; headers?: Record<string, string> } = {}) {
    const { url, tenants } = demo();
    const host = tenants[options.tenant ?? 0]?.host;
    this.graphql = `${url}/graphql`;
    this.#send = new URL(url).hostname === host ? fetch : fetchAs(`${host}:${new URL(url).port}`);
    this.headers = options.headers ?? {};
  }

  private readonly headers: Record<string, string>;

  /** Whether it keeps a session. What the browser is known by stays after one. */
  get isSignedIn(): boolean {
    return [...this.#cookies.keys()].some((name) => !name.includes('device'));
  }

  /** The value of the `Cookie` header. */
  get cookie(): string {
    return [...this.#cookies].map((pair) => pair.join('=')).join('; ');
  }

  /** For Apollo Client's and urql's `fetch` option. */
  readonly fetch: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set(CLIENT_HEADER, 'contract-test/1');
    for (const [name, value] of Object.entries(this.headers)) headers.set(name, value);
    if (this.#cookies.size > 0) headers.set('cookie', this.cookie);
    if (typeof init?.body === 'string') this.sent = JSON.parse(init.body) as Browser['sent'];
    const answer = await this.#send(input, { ...init, headers });
    this.#keep(answer.headers.getSetCookie());
    this.status = answer.status;
    const body = (await answer.clone().json().catch(() => ({}))) as { extensions?: { cost?: Browser['cost'] } };
    this.cost = body.extensions?.cost;
    return answer;
  };

  /** Sends a document as text. */
  async post<T = Record<string, unknown>>(query: string, variables?: unknown, operationName?: string): Promise<Answer<T>> {
    const headers = { 'content-type': 'application/json', accept: ACCEPT };
    const body = JSON.stringify({ query, variables, operationName });
    return (await (await this.fetch(this.graphql, { method: 'POST', headers, body })).json()) as Answer<T>;
  }

  #keep(setCookies: readonly string[]): void {
    for (const line of setCookies) {
      const [pair = '', ...attributes] = line.split(/;\s*/);
      const [name = '', value = ''] = pair.split('=');
      if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

export interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
}
