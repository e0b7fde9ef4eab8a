/**
 * graphql-inspector: every operation is valid against the schema and uses nothing deprecated; and against the schema of
 * the last release (released/schema.graphql) only those breaking changes were made that schema/CHANGES.md announces, by
 * a line `- breaking: Type.field` (the path as it is printed here) under the heading "Unreleased". Dangerous changes,
 * such as a new enum value, are printed.
 */
import { CriticalityLevel, diff, validate } from '@graphql-inspector/core';
import { Source } from 'graphql';
import { APPS, allDocuments, documentsIn, read, schema } from './contract.mjs';

const failures = [];
const current = schema();

const source = (path) => new Source(read(path), path);
const fragments = documentsIn('operations/fragments').map(source);
const operations = [...new Set(Object.values(APPS).flat())].flatMap((folder) => documentsIn(`operations/${folder}`));
for (const path of operations) {
  // One operation at a time, so that a fragment used by none shows below and not here.
  for (const { errors, deprecated } of validate(current, [source(path), ...fragments], { strictFragments: false })) {
    failures.push(...[...errors, ...deprecated].map(({ message }) => `${path}: ${message}`));
  }
}

const text = allDocuments().map(read).join('\n');
const unused = fragments
  .map(({ body }) => /^fragment (\w+) on/m.exec(body)[1])
  .filter((name) => !new RegExp(`\\.\\.\\.${name}\\b`).test(text));
failures.push(...unused.map((name) => `fragment ${name} is used by no operation`));

const unreleased = /^## Unreleased\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(read('../schema/CHANGES.md'))?.[1] ?? '';
const announced = new Set([...unreleased.matchAll(/^- breaking: `?([\w.]+)`?/gm)].map(([, path]) => path));
for (const change of await diff(schema('released/schema.graphql'), current)) {
  const { level } = change.criticality;
  if (level === CriticalityLevel.Dangerous) console.log(`dangerous: ${change.path}: ${change.message}`);
  if (level === CriticalityLevel.Breaking && !announced.has(change.path)) {
    failures.push(`breaking and not announced in schema/CHANGES.md: ${change.path}: ${change.message}`);
  }
}

console.log(`${operations.length} operations, ${fragments.length} fragments`);
if (failures.length > 0) {
  console.error(failures.join('\n'));
  process.exit(1);
}
