import { readFileSync, statfsSync } from 'node:fs';
import { cpus, platform, release, tmpdir, totalmem } from 'node:os';
import Database from 'better-sqlite3';

/** What the figures were measured on. No name of a host or a person is in it. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  /** File system of the temporary directory, where all contestants keep their data. */
  readonly fileSystem: string;
  readonly node: string;
  readonly sqlite: string;
}

export function machine(): Machine {
  const db = new Database(':memory:');
  const sqlite = String(db.prepare('SELECT sqlite_version()').pluck().get());
  db.close();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    fileSystem: fileSystem(tmpdir()),
    node: process.versions.node,
    sqlite,
  };
}

/** As in "2-cores-linux": names the results without naming the machine. */
export function hostKind({ cores }: Machine): string {
  return `${cores}-cores-${platform()}`;
}

/** The type of the mount that holds a path, as Linux tells it; elsewhere the number of its type. */
function fileSystem(path: string): string {
  try {
    const mounts = readFileSync('/proc/self/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .filter(
        ([, where = '']) => where !== '' && (where === '/' || `${path}/`.startsWith(`${where}/`)),
      )
      .toSorted(([, a = ''], [, b = '']) => b.length - a.length);
    return mounts[0]?.[2] ?? 'unknown';
  } catch {
    return `type 0x${statfsSync(path).type.toString(16)}`;
  }
}
