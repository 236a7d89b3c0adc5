import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { StartError } from '../start-error.ts';

const KEY_BYTES = 32;

/** A new key for the tokens of who is signed in. */
export function newSessionKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/**
 * The key in the data directory, by which sessions survive a restart; readable by this user alone. A missing or broken
 * one is made anew, and then everybody signs in again.
 * @throws StartError when the file can't be written
 */
export function ensureSessionKey(path: string): Buffer {
  const there = readKey(path);
  try {
    if (there) {
      // A copy put back by hand may have lost its mode.
      if (process.platform !== 'win32') chmodSync(path, 0o600);
      return there;
    }
    const key = newSessionKey();
    writeFileSync(`${path}.new`, `${key.toString('base64url')}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return key;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The key of sessions could not be written (${reason}).`);
  }
}

function readKey(path: string): Buffer | null {
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url');
    return key.byteLength === KEY_BYTES ? key : null;
  } catch {
    return null;
  }
}
