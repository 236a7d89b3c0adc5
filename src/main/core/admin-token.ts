import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { newId } from '../../shared/ids.ts';
import type { Broker } from './broker/ports.ts';
import { hashToken, newToken } from './lan/device-tokens.ts';
import { StartError } from './start-error.ts';

/**
 * Sees to it that the token in the data directory opens the door with role admin: for local tools, and readable
 * by this user alone. A missing or foreign one is replaced, and the one before stops working.
 * @throws StartError when the file can't be written
 */
export async function ensureAdminToken(broker: Broker, path: string): Promise<void> {
  const admin = broker.view.devices().find(({ role }) => role === 'admin');
  const there = readToken(path);
  if (admin && there !== null && hashToken(there) === admin.tokenHash) {
    // A copy put back by hand may have lost its mode.
    if (process.platform !== 'win32') chmodSync(path, 0o600);
    return;
  }

  const token = newToken();
  const refusal = admin
    ? await broker.replaceToken(admin.id, hashToken(token))
    : await broker.registerDevice({
        id: newId(),
        name: 'admin',
        role: 'admin',
        tokenHash: hashToken(token),
        createdAt: broker.now(),
      });
  if (refusal) throw new StartError(`The admin token could not be recorded: ${refusal.detail}`);
  try {
    writeFileSync(`${path}.new`, `${token}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The admin token could not be written (${reason}).`);
  }
}

function readToken(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch {
    return null;
  }
}
