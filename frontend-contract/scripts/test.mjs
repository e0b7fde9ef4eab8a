/**
 * The tests against a real server.
 *
 *   PORTICO_BIN=…/portico npm test          starts `portico demo` on a free port with data of its own, stops it at the end
 *   PORTICO_URL=… PORTICO_HOST=… npm test   only the HTTP audit, against any server; PORTICO_HOST names the tenant
 *
 * With both, the audit runs against both.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolve } from 'node:path';
import { ROOT } from './contract.mjs';

const { PORTICO_BIN, PORTICO_URL } = process.env;
if (!PORTICO_BIN && !PORTICO_URL) {
  console.error('Set PORTICO_BIN to the portico program (cargo build makes target/debug/portico), or PORTICO_URL.');
  process.exit(2);
}

const all = readdirSync(`${ROOT}/.build/tests`).filter((file) => file.endsWith('.test.js'));
const chosen = PORTICO_BIN ? all : ['audit.test.js'];
const data = mkdtempSync(`${tmpdir()}/portico-contract-`);
const demo = PORTICO_BIN && startDemo(resolve(process.env.INIT_CWD ?? '.', PORTICO_BIN));

/** Its working directory holds no playground, so that it does not begin to build one. */
function startDemo(program) {
  return spawn(program, ['demo', '--data', data, '--listen', '127.0.0.1:0'], { cwd: data, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function ready() {
  const file = `${data}/demo.json`;
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (demo.exitCode !== null) throw new Error(`portico demo ended with ${demo.exitCode}`);
    const url = existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).url;
    if (url && (await fetch(`${url}/graphql?query={__typename}`).then(({ ok }) => ok, () => false))) return file;
    await sleep(100);
  }
  throw new Error('portico demo was not ready after a minute');
}

try {
  const env = { ...process.env, ...(demo && { PORTICO_DEMO: await ready() }) };
  const files = chosen.map((file) => `.build/tests/${file}`);
  // One file after the other: a code of an authenticator app is good once, and only if it is newer than the last.
  const { status } = spawnSync(process.execPath, ['--test', '--test-concurrency=1', ...files], { cwd: ROOT, env, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  if (demo && demo.exitCode === null) {
    demo.kill('SIGTERM');
    await new Promise((done) => demo.once('exit', done));
  }
  rmSync(data, { recursive: true, force: true });
}
