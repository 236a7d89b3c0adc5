/** A log file that is followed by a next one when it is full. It never holds up what logs, nor the end of the process. */
import { close, open, openSync, readdirSync, rmSync, statSync, write, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface RollingFileOptions {
  readonly directory: string;
  /** Before the number: `comanda` makes `comanda.1.log`. */
  readonly name: string;
  /** A file is not added to once it has so many bytes, unless the next can't be opened. */
  readonly maxBytes: number;
  /** Files at the most, the one that is written among them. */
  readonly files: number;
}

/** Lines that come while one write is under way go together into the next, up to so many characters. */
const PIECE_CHARS = 16 * 1024;

/** While the disk takes nothing, so many characters wait for it; lines beyond are lost. */
const MAX_WAITING_CHARS = 1024 * 1024;

/** A disk that does not answer for so long is not waited for at the end. */
const CLOSE_WITHIN_MS = 1000;

const openFile = promisify(open);
const writeFile = promisify(write);
const closeFile = promisify(close);

/** The files that a process which ends at once still has lines for. */
const unfinished = new Set<RollingFile>();

function writeUnfinished(): void {
  for (const file of unfinished) file.writeAtOnce();
}

/**
 * A file for lines, written in the background, that is followed by a next one when it is full; the oldest go. The
 * numbers count on over restarts. Files are for this user alone. A write that fails (a full disk, say) is tried again
 * with the next line; nobody hears of it.
 */
export class RollingFile {
  readonly #options: RollingFileOptions;
  #number: number;
  #bytes: number;
  #descriptor: number;
  /** What is not in the file yet, in pieces of whole lines. */
  readonly #waiting: string[] = [];
  #waitingChars = 0;
  /** What is left of the piece that a write took a part of, or none. */
  #rest: Buffer | null = null;
  #writing: Promise<void> | null = null;
  #closing: Promise<void> | null = null;

  /** @throws when the file can't be opened */
  constructor(options: RollingFileOptions) {
    this.#options = options;
    this.#number = Math.max(1, ...this.#numbers());
    const path = this.#pathOf(this.#number);
    this.#bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    this.#descriptor = openSync(path, 'a', 0o600);
    if (unfinished.size === 0) process.on('exit', writeUnfinished);
    unfinished.add(this);
  }

  /** Adds a line, which ends with its line break. */
  write(line: string): void {
    if (this.#closing || this.#waitingChars + line.length > MAX_WAITING_CHARS) return;
    const last = this.#waiting.at(-1);
    if (last !== undefined && last.length + line.length <= PIECE_CHARS) {
      this.#waiting[this.#waiting.length - 1] = last + line;
    } else {
      this.#waiting.push(line);
    }
    this.#waitingChars += line.length;
    this.#begin();
  }

  /** Resolves when all lines are in the file, or could not be written once more. Lines that come later are lost. */
  close(): Promise<void> {
    return (this.#closing ??= this.#end());
  }

  /** Writes what waits, on the spot, while the process ends. What does not go now is lost. */
  writeAtOnce(): void {
    try {
      // What is being written is on its way without this.
      if (!this.#writing && this.#rest) writeSync(this.#descriptor, this.#rest);
      for (const piece of this.#waiting) writeSync(this.#descriptor, piece);
    } catch {
      // Nothing more can be done, and an exit that waits for a disk would be worse.
    }
  }

  async #end(): Promise<void> {
    this.#begin();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, CLOSE_WITHIN_MS, 'late');
    });
    const ended = await Promise.race([this.#writing, deadline]);
    clearTimeout(timer);
    unfinished.delete(this);
    if (unfinished.size === 0) process.off('exit', writeUnfinished);
    // What is late is still using it.
    if (ended !== 'late') await closeFile(this.#descriptor).catch(() => undefined);
  }

  #begin(): void {
    if (!this.#writing && this.#hasMore()) this.#writing = this.#writeWaiting();
  }

  #hasMore(): boolean {
    return this.#rest !== null || this.#waiting.length > 0;
  }

  async #writeWaiting(): Promise<void> {
    try {
      while (this.#hasMore()) {
        // Between two pieces, each of which ends with a line.
        if (!this.#rest && this.#bytes >= this.#options.maxBytes) await this.#roll();
        const piece = this.#rest ?? this.#take();
        this.#rest = piece;
        const { bytesWritten } = await writeFile(this.#descriptor, piece, 0, piece.length, null);
        this.#bytes += bytesWritten;
        this.#rest = bytesWritten < piece.length ? piece.subarray(bytesWritten) : null;
      }
    } catch {
      // The next line tries again, from where this one came to.
    } finally {
      // In the same turn as the last look: a line that comes now begins anew.
      this.#writing = null;
    }
  }

  #take(): Buffer {
    const piece = this.#waiting.shift() ?? '';
    this.#waitingChars -= piece.length;
    return Buffer.from(piece);
  }

  /** Goes on in the next file. Where that can't be opened, this one takes more than its share until it can. */
  async #roll(): Promise<void> {
    const next = this.#number + 1;
    let descriptor: number;
    try {
      descriptor = await openFile(this.#pathOf(next), 'a', 0o600);
    } catch {
      return;
    }
    const before = this.#descriptor;
    this.#descriptor = descriptor;
    this.#number = next;
    this.#bytes = 0;
    await closeFile(before).catch(() => undefined);
    try {
      const old = this.#numbers().filter((number) => number <= next - this.#options.files);
      for (const number of old) rmSync(this.#pathOf(number), { force: true });
    } catch {
      // One that can't be removed now (on Windows: while somebody reads it) goes with the next.
    }
  }

  #pathOf(number: number): string {
    return join(this.#options.directory, `${this.#options.name}.${number}.log`);
  }

  /** The numbers of the files that there are. */
  #numbers(): number[] {
    const pattern = /^(.+)\.(\d{1,9})\.log$/;
    return readdirSync(this.#options.directory).flatMap((file) => {
      const [, before, number] = pattern.exec(file) ?? [];
      return before === this.#options.name ? [Number(number)] : [];
    });
  }
}
