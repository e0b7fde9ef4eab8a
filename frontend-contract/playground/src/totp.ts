/** The authenticator app of the demo's staff, whose secrets are as public as their passwords. */

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

const key = (secret: string) => `portico.demo.totp.${secret.slice(0, 6)}`;

/**
 * A code that the server has not seen: each is accepted once, one step early at most. Whoever presses faster than that
 * waits for the next step.
 */
export async function unusedCode(secret: string): Promise<string> {
  const last = Number(localStorage.getItem(key(secret)) ?? 0);
  const step = Math.max(last + 1, Math.floor(Date.now() / STEP));
  const early = (step - 1) * STEP - Date.now();
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early + 500));
  localStorage.setItem(key(secret), String(step));
  return codeOf(secret, step);
}
