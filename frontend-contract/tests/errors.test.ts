/** The error catalogue and its helpers. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ERROR_CATALOGUE, codeOf, formErrors, isRetryable, requestIdOf } from '../src/index.js';
import { Browser } from './server.js';

describe('errors', () => {
  test('the catalogue holds what the server tells of itself', async () => {
    const { data } = await new Browser().post<{ errorCodes: { code: string; description: string }[] }>('{ errorCodes { code description } }');
    const told = Object.fromEntries((data?.errorCodes ?? []).map(({ code, description }) => [code, description]));
    assert.deepEqual(told, Object.fromEntries(Object.entries(ERROR_CATALOGUE).map(([code, { meaning }]) => [code, meaning])));
  });

  test('a code is known or undefined, never guessed', () => {
    const error = (code: unknown) => ({ message: '', extensions: { code, requestId: 'r1' } });
    assert.equal(codeOf(error('FORBIDDEN')), 'FORBIDDEN');
    for (const odd of ['OF_A_LATER_RELEASE', 'toString', 7, undefined]) assert.equal(codeOf(error(odd)), undefined);
    assert.equal(codeOf({ message: '' }), undefined);
    assert.equal(requestIdOf(error('FORBIDDEN')), 'r1');
    assert.equal(requestIdOf({ message: '' }), undefined);
  });

  test('only what passes by itself is worth another try', () => {
    const retryable = Object.keys(ERROR_CATALOGUE).filter((code) => isRetryable({ message: '', extensions: { code } }));
    assert.deepEqual(retryable, ['AUTH_BUSY', 'DATABASE_UNAVAILABLE', 'DEADLINE_EXCEEDED', 'OVERLOADED', 'RATE_LIMITED', 'SESSION_STORE_UNAVAILABLE']);
  });

  test('user errors go to their fields, the rest to the form, in order', () => {
    const error = (code: string, field: string | null) => ({ code, field, message: code, retryable: false });
    const [a, b, c, d] = [error('A', 'portalId'), error('B', null), error('C', 'portalId'), error('D', 'password')];
    const { form, fields } = formErrors([a, b, c, d]);
    assert.deepEqual(form, [b]);
    assert.deepEqual([...fields], [['portalId', [a, c]], ['password', [d]]]);
  });
});
