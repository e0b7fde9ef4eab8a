/**
 * The playground's examples, each file one tab: valid against the schema, and small enough for a free document. The
 * editor sends the whole tab, so the limits of api.md §7 hold for the whole file. Also the documents in the playground's
 * own source. What they cost is measured by tests/playground.test.ts, where a server tells it.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { Lexer, Source, parse, validate } from 'graphql';
import { ROOT, read, schema } from './contract.mjs';

const TOKENS = 1_000;
const BYTES = 32 * 1024;

function tokensOf(text) {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  while (lexer.advance().kind !== '<EOF>') tokens += 1;
  return tokens;
}

const files = readdirSync(`${ROOT}/playground/src/examples`)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => [`examples/${name}`, read(`playground/src/examples/${name}`)]);
const embedded = readdirSync(`${ROOT}/playground/src`)
  .filter((name) => /\.tsx?$/.test(name))
  .flatMap((name) => [...readFileSync(`${ROOT}/playground/src/${name}`, 'utf8').matchAll(/`((?:query|mutation) [^`]*)`/g)].map(([, text]) => [name, text]));

const failures = [];
const types = schema();
for (const [name, text] of [...files, ...embedded]) {
  const errors = validate(types, parse(text));
  failures.push(...errors.map(({ message, locations }) => `${name}:${locations?.[0]?.line}: ${message}`));
  const tokens = tokensOf(text);
  if (tokens > TOKENS) failures.push(`${name}: ${tokens} tokens of ${TOKENS}`);
  if (Buffer.byteLength(text) > BYTES) failures.push(`${name}: more than ${BYTES} bytes`);
}

console.log(`${files.length} examples, ${embedded.length} documents in the playground's source`);
if (failures.length > 0 || files.length === 0 || embedded.length === 0) {
  console.error(failures.join('\n'));
  process.exit(1);
}
