/** `npm run verify -- --data-dir DIR`: rebuilds all state from the event log and compares it with the tables. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dataDirAt, defaultDataDir } from '../src/main/core/data-dir.ts';
import { openReadable } from '../src/main/core/db/open.ts';
import { StartError } from '../src/main/core/start-error.ts';
import { describeVerdict, verify } from '../src/main/core/verify/verify.ts';

try {
  const path = dataDirAt(readDataDir()).database;
  if (!existsSync(path)) {
    throw new StartError(`There is no ${path}: Comanda has not run here. See --data-dir.`);
  }
  const db = openReadable(path);
  try {
    const verdict = verify(db);
    const line = describeVerdict(verdict);
    if (verdict.ok) console.log(line);
    else console.error(line);
    process.exitCode = verdict.ok ? 0 : 1;
  } finally {
    db.close();
  }
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`Comanda cannot verify: ${reason.replaceAll(/\s*\n\s*/g, ' ')}`);
  process.exitCode = 1;
}

function readDataDir(): string {
  try {
    const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } });
    return resolve(values['data-dir'] ?? (process.env['COMANDA_DATA_DIR'] || defaultDataDir()));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`${reason} Usage: npm run verify -- [--data-dir DIR]`);
  }
}
