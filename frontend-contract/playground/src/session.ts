/** Who is signed in, and the two mutations that change it. The cookie is HttpOnly: only the server knows. */
import { describeError, post } from './api';

export interface Account {
  id: string;
  portalId: string;
  kind: string;
}

export interface WhoAmI {
  viewer: { account: Account } | null;
  tenant: { name: string } | null;
}

interface UserError {
  code: string;
  message: string;
  field?: string[] | string | null;
  retryable?: boolean;
}

/** What was asked for, or why not: exactly one of the two says something. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; messages: string[] };

const WHO_AM_I = `query PlaygroundWhoAmI { viewer { account { id portalId kind } } tenant { name } }`;

const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    result { __typename ... on SignedIn { account { id portalId } } ... on SecondFactorRequired { challenge } }
    userErrors { code message field retryable }
  }
}`;

const VERIFY = `mutation VerifySecondFactor($input: VerifySecondFactorInput!) {
  verifySecondFactor(input: $input) {
    result { __typename }
    userErrors { code message field retryable }
  }
}`;

const SIGN_OUT = `mutation PlaygroundSignOut { signOut { signedOut userErrors { code message } } }`;

export async function whoAmI(): Promise<Outcome<WhoAmI>> {
  return send<WhoAmI, WhoAmI>(WHO_AM_I, undefined, (data) => ({ ok: true, value: data }));
}

interface Step {
  result: { __typename: string; challenge?: string } | null;
  userErrors: UserError[];
}

/** Signs in; `code` is asked where the account wants a second factor. */
export async function signIn(portalId: string, password: string, code?: () => Promise<string>): Promise<Outcome<void>> {
  const first = await send<{ signIn: Step }, Step>(SIGN_IN, { input: { portalId, password } }, ({ signIn }) => taken(signIn));
  if (!first.ok) return first;
  const challenge = first.value.result?.challenge;
  if (challenge === undefined || code === undefined) return arrived(first.value);
  const input = { challenge, code: await code() };
  const second = await send<{ verifySecondFactor: Step }, Step>(VERIFY, { input }, ({ verifySecondFactor }) => taken(verifySecondFactor));
  return second.ok ? arrived(second.value) : second;
}

const taken = (step: Step): Outcome<Step> =>
  step.userErrors.length > 0 ? { ok: false, messages: step.userErrors.map(describeUserError) } : { ok: true, value: step };

const arrived = ({ result }: Step): Outcome<void> =>
  result?.__typename === 'SignedIn'
    ? { ok: true, value: undefined }
    : { ok: false, messages: [`The server answered ${result?.__typename ?? 'nothing'}: this login needs another step, to be taken in the editor.`] };

interface SignOutData {
  signOut: { userErrors: UserError[] };
}

export async function signOut(): Promise<Outcome<void>> {
  return send<SignOutData, void>(SIGN_OUT, undefined, ({ signOut: { userErrors } }) =>
    userErrors.length > 0 ? { ok: false, messages: userErrors.map(describeUserError) } : { ok: true, value: undefined },
  );
}

async function send<Data, Value>(
  query: string,
  variables: unknown,
  read: (data: Data) => Outcome<Value>,
): Promise<Outcome<Value>> {
  try {
    const { data, errors } = await post<Data>({ query, variables });
    if (errors?.length) return { ok: false, messages: errors.map(describeError) };
    if (!data) return { ok: false, messages: ['The server answered without data and without errors.'] };
    return read(data);
  } catch (error) {
    return { ok: false, messages: [error instanceof Error ? error.message : String(error)] };
  }
}

function describeUserError({ code, message, field, retryable }: UserError): string {
  const path = Array.isArray(field) ? field.join('.') : field;
  return `${code}: ${message}${path ? ` [${path}]` : ''}${retryable ? ' (may be tried again)' : ''}`;
}
