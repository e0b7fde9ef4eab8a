/** The one way from this page to the server: same origin, cookie session, one media type. */

export interface GraphQLErrorShape {
  message: string;
  extensions?: { code?: string; requestId?: string };
}

export interface GraphQLAnswer<T> {
  data?: T | null;
  errors?: GraphQLErrorShape[];
}

interface Params {
  query: string;
  variables?: unknown;
  operationName?: string | null;
}

/**
 * Sends one operation. A header typed into the editor wins over ours, so that a reader can try
 * what the server says without `x-portico-client` or with a bearer token.
 */
export async function post<T>(params: Params, extra?: Record<string, unknown>): Promise<GraphQLAnswer<T>> {
  const headers = new Headers({
    'content-type': 'application/json',
    accept: 'application/graphql-response+json',
    'x-portico-client': 'playground/1',
  });
  for (const [name, value] of Object.entries(extra ?? {})) headers.set(name, String(value));
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers,
    body: JSON.stringify(params),
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as GraphQLAnswer<T>;
  } catch {
    throw new Error(`The server answered ${response.status} without JSON: ${text.slice(0, 200) || '(empty body)'}`);
  }
}

/** One line a reader can act on: the code first, because that is what clients switch on. */
export function describeError({ message, extensions }: GraphQLErrorShape): string {
  const code = extensions?.code ? `${extensions.code}: ` : '';
  const request = extensions?.requestId ? ` (request ${extensions.requestId})` : '';
  return `${code}${message}${request}`;
}
