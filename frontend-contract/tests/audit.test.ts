/** The audit of the npm package graphql-http: GraphQL over HTTP, against the demo and any server named by PORTICO_URL. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { fetchAs } from './server.js';

/** api.md §1: everything that is demanded or advised, and all but one of what is allowed. */
const WANTED = { MUST: [13, 13], SHOULD: [23, 23], MAY: [24, 25] } as const;

const targets: { name: string; url: string; fetchFn?: typeof fetch }[] = [];
const { PORTICO_DEMO, PORTICO_URL, PORTICO_HOST } = process.env;
if (PORTICO_DEMO) {
  const { demo } = await import('./server.js');
  targets.push({ name: 'portico demo', url: `${demo().url}/graphql` });
}
if (PORTICO_URL) {
  const url = `${PORTICO_URL.replace(/\/(graphql)?$/, '')}/graphql`;
  targets.push({ name: `${url} as ${PORTICO_HOST ?? 'itself'}`, url, ...(PORTICO_HOST && { fetchFn: fetchAs(PORTICO_HOST) }) });
}

describe('graphql-http audit', () => {
  for (const { name, url, fetchFn } of targets) {
    test(name, async (t) => {
      const results = [];
      for (const audit of serverAudits({ url, ...(fetchFn && { fetchFn }) })) results.push(await audit.fn());
      const figures: string[] = [];
      const short: string[] = [];
      for (const [level, [least, of]] of Object.entries(WANTED)) {
        const ofLevel = results.filter((result) => result.name.startsWith(level));
        const right = ofLevel.filter(({ status }) => status === 'ok').length;
        figures.push(`${level} ${right}/${ofLevel.length}`);
        if (right < least || ofLevel.length !== of) short.push(level);
      }
      t.diagnostic(figures.join(', '));
      const reasons = results.flatMap((result) => (result.status === 'ok' ? [] : [`${result.id} ${result.name}: ${result.reason}`]));
      assert.deepEqual(short, [], reasons.join('\n'));
      for (const reason of reasons) t.diagnostic(reason);
    });
  }

  test('there was something to audit', () => assert.ok(targets.length > 0));
});
