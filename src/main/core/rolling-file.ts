import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination } from 'pino';

export interface RollingFileOptions {
  readonly directory: string;
  /** Before the number: `comanda` makes `comanda.1.log`. */
  readonly name: string;
  /** A file is not added to once it has so many bytes. */
  readonly maxBytes: number;
  /** Files at the most, the one that is written among them. */
  readonly files: number;
}

/** What is written to line by line, in the background. */
export type RollingFile = ReturnType<typeof destination>;

/**
 * Opens a file for lines that is followed by a next one when it is full; the oldest go. The numbers count on over
 * restarts. Files are for this user alone.
 */
export function openRollingFile({
  directory,
  name,
  maxBytes,
  files,
}: RollingFileOptions): RollingFile {
  const pathOf = (number: number): string => join(directory, `${name}.${number}.log`);
  /** The numbers of the files that there are. */
  const numbers = (): number[] => {
    const pattern = /^(.+)\.(\d{1,9})\.log$/;
    return readdirSync(directory).flatMap((file) => {
      const [, before, number] = pattern.exec(file) ?? [];
      return before === name ? [Number(number)] : [];
    });
  };

  let current = Math.max(1, ...numbers());
  let bytes = statSync(pathOf(current), { throwIfNoEntry: false })?.size ?? 0;
  const file = destination({ dest: pathOf(current), sync: false, mode: 0o600 });

  file.on('write', (written: number) => {
    bytes += written;
    if (bytes < maxBytes) return;
    current += 1;
    bytes = 0;
    // Between two writes, each of which ends with a line.
    file.reopen(pathOf(current));
  });
  // Once the new file is there: one that is ending does not open it any more.
  file.on('ready', () => {
    try {
      const old = numbers().filter((number) => number <= current - files);
      for (const number of old) rmSync(pathOf(number), { force: true });
    } catch {
      // One that can't be removed now (on Windows: while somebody reads it) goes with the next.
    }
  });
  return file;
}
