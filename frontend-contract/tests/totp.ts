/** The authenticator app of the demo's staff. */
import { openSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP = 30_000;

/** The code of a step of 30 seconds (RFC 6238). */
async function codeOf(secret: string, step: number): Promise<string> {
  const bits = [...secret].map((symbol) => BASE32.indexOf(symbol).toString(2).padStart(5, '0')).join('');
  const bytes = Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer));
  const at = mac.getUint8(mac.byteLength - 1) & 15;
  return String((mac.getUint32(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Claims the code of a step for whoever asks first: the test files are processes of their own. */
function claimed(secret: string, step: number): boolean {
  try {
    openSync(`${process.env['PORTICO_DEMO'] ?? ''}.code-${secret.slice(0, 8)}-${String(step)}`, 'wx');
    return true;
  } catch {
    return false;
  }
}

/** A code that the server has not seen: each is accepted once, one step early at most. */
export async function unusedCode(secret: string): Promise<string> {
  let step = Math.floor(Date.now() / STEP);
  while (!claimed(secret, step)) step += 1;
  await setTimeout(Math.max(0, (step - 1) * STEP - Date.now() + 100));
  return codeOf(secret, step);
}
