/** Apollo Client and urql, set up as an app would, behind one small face, so that every case runs with both. */
import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, ServerError } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type AnyVariables, Client, type Exchange, type Operation, cacheExchange, fetchExchange } from '@urql/core';
import { type DocumentNode, Kind } from 'graphql';
import { tap } from 'wonka';
import { CLIENT_HEADER, SignInDocument, type TopLevelError, VerifySecondFactorDocument, trustedId } from '../src/index.js';
import { type Browser, type Login, loginOf } from './server.js';
import { unusedCode } from './totp.js';

export interface Outcome<Data> {
  readonly data: Data | undefined;
  readonly errors: readonly TopLevelError[];
  /** The client could not make GraphQL errors of the answer. */
  readonly unreadable: unknown;
}

export interface TestClient {
  readonly browser: Browser;
  /** The id under which this client would ask for the trusted document it ran last. */
  trustedId(): string;
  run<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Outcome<Data>>;
}

const isMutation = (document: DocumentNode) =>
  document.definitions.some((part) => part.kind === Kind.OPERATION_DEFINITION && part.operation === 'mutation');

export function apollo(browser: Browser): TestClient {
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([new HttpLink({ uri: browser.graphql, fetch: browser.fetch, headers: { [CLIENT_HEADER]: 'contract-test/1' } })]),
  });
  return {
    browser,
    // As Apollo's persisted-query link does: the hash of what would be sent.
    trustedId: () => createHash('sha256').update(browser.sent.query ?? '').digest('hex'),
    async run(typed, given) {
      const [document, variables] = [typed as DocumentNode, given as Record<string, unknown>];
      try {
        const { data, error } = isMutation(document)
          ? await client.mutate({ mutation: document, variables, errorPolicy: 'all' })
          : await client.query({ query: document, variables, errorPolicy: 'all', fetchPolicy: 'network-only' });
        return { data: (data ?? undefined) as never, ...apolloErrors(error) };
      } catch (error) {
        return { data: undefined, ...apolloErrors(error) };
      }
    },
  };
}

function apolloErrors(error: unknown): Pick<Outcome<never>, 'errors' | 'unreadable'> {
  if (CombinedGraphQLErrors.is(error)) return { errors: error.errors, unreadable: undefined };
  if (ServerError.is(error)) return { errors: [], unreadable: `${error.statusCode}: ${error.bodyText}` };
  return { errors: [], unreadable: error };
}

export function urql(browser: Browser): TestClient {
  let id = '';
  // Stands where urql's persistedExchange would, with `generateHash: (_, document) => trustedId(document)`. urql prints
  // with fewer blank lines, so it has to take the id from the document.
  const readId: Exchange = ({ forward }) => (operations) =>
    forward(
      tap((operation: Operation) => {
        if (operation.kind !== 'teardown' && '__meta__' in operation.query) id = trustedId(operation.query);
      })(operations),
    );
  const client = new Client({
    url: browser.graphql,
    fetch: browser.fetch,
    exchanges: [cacheExchange, readId, fetchExchange],
    requestPolicy: 'network-only',
    preferGetMethod: false,
    fetchOptions: { headers: { [CLIENT_HEADER]: 'contract-test/1' } },
  });
  return {
    browser,
    trustedId: () => id,
    async run(typed, given) {
      const [document, variables] = [typed as DocumentNode, given as AnyVariables];
      const { data, error } = isMutation(document)
        ? await client.mutation(document, variables).toPromise()
        : await client.query(document, variables).toPromise();
      return { data: (data ?? undefined) as never, errors: error?.graphQLErrors ?? [], unreadable: error?.networkError };
    },
  };
}

/** Every case is run with both. */
export const CLIENTS = [
  { name: 'Apollo Client', connect: apollo },
  { name: 'urql', connect: urql },
] as const;

/** Signs in as that role of the first demo tenant; fails unless a session has begun. */
export async function signIn(client: TestClient, role: string, login: Login = loginOf(role)): Promise<void> {
  const { portalId, password, totpSecret } = login;
  const first = await client.run(SignInDocument, { input: { portalId, password } });
  let result = first.data?.signIn.result?.__typename;
  let told: unknown = first;
  if (first.data?.signIn.result?.__typename === 'SecondFactorRequired' && totpSecret) {
    const { challenge } = first.data.signIn.result;
    const second = await client.run(VerifySecondFactorDocument, { input: { challenge, code: await unusedCode(totpSecret) } });
    result = second.data?.verifySecondFactor.result?.__typename;
    told = second;
  }
  if (result !== 'SignedIn') throw new Error(`${role} could not sign in: ${JSON.stringify(told)}`);
}
