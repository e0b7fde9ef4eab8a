/** Reading errors: the codes of `errors`, and the `userErrors` of a mutation. */
import { ERROR_CATALOGUE } from '../generated/errors.js';

export { ERROR_CATALOGUE };

/** A code of a top-level error. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** An error as GraphQL clients hand it over: Apollo's `CombinedGraphQLErrors.errors`, urql's `CombinedError.graphQLErrors`. */
export interface TopLevelError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The code of a top-level error; undefined for one that this release of the package does not know. A server may be
 * newer than the app: treat the unknown like `INTERNAL`.
 */
export function codeOf(error: TopLevelError): ErrorCode | undefined {
  const code = error.extensions?.['code'];
  return typeof code === 'string' && Object.hasOwn(ERROR_CATALOGUE, code) ? (code as ErrorCode) : undefined;
}

/** What support asks for: the id under which the request is logged. */
export function requestIdOf(error: TopLevelError): string | undefined {
  const id = error.extensions?.['requestId'];
  return typeof id === 'string' ? id : undefined;
}

/** Whether the same call may succeed after a while. */
export function isRetryable(error: TopLevelError): boolean {
  const code = codeOf(error);
  return code !== undefined && ERROR_CATALOGUE[code].retryable;
}

/** What every mutation's `userErrors` have in common; `code` is an enum of its own for each. */
export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly retryable: boolean;
}

/** The errors of a mutation as a form shows them. */
export interface FormErrors<E extends UserError> {
  /** Those about no field, for the top of the form. */
  readonly form: readonly E[];
  /** Those about a field of the input, by its path, e.g. `portalId`. */
  readonly fields: ReadonlyMap<string, readonly E[]>;
}

/** Sorts `userErrors` to the fields of the form they belong to, in the server's order. */
export function formErrors<E extends UserError>(userErrors: readonly E[]): FormErrors<E> {
  const fields = new Map<string, E[]>();
  for (const error of userErrors) {
    if (error.field !== null) fields.set(error.field, [...(fields.get(error.field) ?? []), error]);
  }
  return { form: userErrors.filter(({ field }) => field === null), fields };
}
