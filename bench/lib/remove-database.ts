import { rmSync } from 'node:fs';

/** Removes a closed SQLite database with its log. */
export function removeDatabase(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
}
