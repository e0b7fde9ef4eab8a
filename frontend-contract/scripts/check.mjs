/** Everything that needs no server, two steps at a time. Says nothing about a step that is right but how long it took. */
import { spawn } from 'node:child_process';
import { ROOT } from './contract.mjs';

const STEPS = [
  ['typed documents are current', 'npm run -s check:codegen'],
  ['manifests and error catalogue are current', 'node scripts/generate.mjs --check'],
  ['types', 'npm run -s check:types'],
  ['operations against schema and last release', 'node scripts/inspect.mjs'],
  ['lint of operations and schema', 'npm run -s lint'],
  ['Relay compiles', 'node scripts/relay.mjs'],
  ['playground examples fit the schema and the limits', 'node scripts/examples.mjs'],
];

const started = performance.now();
let failed = 0;

function step([name, command]) {
  const begun = performance.now();
  return new Promise((done) => {
    const child = spawn(command, { shell: true, cwd: ROOT });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`);
      if (code !== 0) {
        failed += 1;
        console.log(output.replace(/^/gm, '      '));
      }
      done();
    });
  });
}

const waiting = [...STEPS];
const worker = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await step(next);
};
await Promise.all([worker(), worker()]);
console.log(`${STEPS.length - failed} passed, ${failed} failed (${((performance.now() - started) / 1000).toFixed(1)} s)`);
process.exit(failed > 0 ? 1 : 0);
