/** Compiles relay/src against the schema into an ignored directory: the schema is one that Relay can page and fetch again. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { ROOT } from './contract.mjs';

rmSync(`${ROOT}/relay/.artifacts`, { recursive: true, force: true });
// The compiler wants the directory to exist.
mkdirSync(`${ROOT}/relay/.artifacts`);
execFileSync(`${ROOT}/node_modules/.bin/relay-compiler`, ['relay.config.json'], { cwd: `${ROOT}/relay`, stdio: 'inherit' });
