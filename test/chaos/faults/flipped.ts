import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openReadable } from '../../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../../src/main/core/verify/verify.ts';
import { StartError } from '../../../src/main/core/start-error.ts';
import { startBroker } from '../../support/broker.ts';

const TABLES = [
  'events',
  'orders',
  'stock',
  'catalog',
  'commands',
  'mail_jobs',
  'devices',
  'shifts',
  'people',
  'customers',
] as const;

/** Everything that is in a database, as text. */
export function contentOf(database: string): string {
  const db = openReadable(database);
  try {
    return JSON.stringify(TABLES.map((table) => db.prepare(`SELECT * FROM ${table}`).raw().all()));
  } finally {
    db.close();
  }
}

/**
 * Starts the broker on these files and says what came of it: refused with what message, or running on which content.
 * Anything else is a fault.
 */
export async function startOn(
  directory: string,
  files: Readonly<Record<string, Buffer>>,
): Promise<{ readonly refused: string } | { readonly content: string }> {
  mkdirSync(directory, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(directory, name), bytes);
  const database = join(directory, 'comanda.db');
  try {
    const t = await startBroker({
      database,
      menu: { stations: [], categories: [], modifierGroups: [], items: [] },
      stock: [],
    });
    await t.stop();
  } catch (error) {
    if (error instanceof StartError) return { refused: error.message };
    throw error;
  }
  const reader = openReadable(database);
  try {
    const verdict = verify(reader);
    if (!verdict.ok) throw new Error(describeVerdict(verdict));
  } finally {
    reader.close();
  }
  return { content: contentOf(database) };
}
