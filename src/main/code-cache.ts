import { accessSync, constants, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** Before the code that is kept: the CRC-32 of the file that it was made of, and its own. */
const HEADER_BYTES = 8;

interface Loaded {
  readonly path: string;
  readonly script: Script;
  /** CRC-32 of the file. */
  readonly source: number;
  /** Whether V8 took the code that was kept. */
  readonly isKept: boolean;
}

/**
 * Loads built files (CommonJS, as the bundler writes it) with the code that V8 made of them in an earlier run: to make it
 * anew would be the larger part of every start. It stands beside each file, as `FILE.cache`. Where it does not fit the
 * file, this Node or its flags, or was damaged, it is made again; where it can't be kept, starts take longer, and that
 * is all. Node's own compile cache holds a file as it is before it runs, when next to nothing of it is compiled.
 */
export class CodeCache {
  readonly #modules = new Map<string, { exports: unknown }>();
  readonly #loaded: Loaded[] = [];
  /** As for Node's own cache: somebody wants to do without. */
  readonly #isOff = process.env['NODE_DISABLE_COMPILE_CACHE'] !== undefined;
  #isSaved = false;

  /**
   * What a file exports.
   * @param path absolute
   */
  load(path: string): unknown {
    const known = this.#modules.get(path);
    if (known) return known.exports;
    const built: { exports: unknown } = { exports: {} };
    // Before it runs: what it loads may load it.
    this.#modules.set(path, built);
    const folder = dirname(path);
    const others = createRequire(path);
    // The files of a build know each other by `./`. All else is Node's own, or a package's.
    const own = (id: string): unknown =>
      id.startsWith('./') ? this.load(join(folder, id)) : others(id);
    const { exports } = built;
    try {
      this.#run(path, exports, [exports, Object.assign(own, others), built, path, folder]);
    } catch (error) {
      // Whoever asks next is to get the file or an error, not the half that was exported so far.
      this.#modules.delete(path);
      throw error;
    }
    return built.exports;
  }

  #run(path: string, self: unknown, parameters: readonly unknown[]): void {
    const text = readFileSync(path);
    const source = crc32(text);
    const kept = this.#isOff ? null : readKept(path, source);
    // The first line of the file stays the first: errors name lines.
    const script = new Script(
      `(function (exports, require, module, __filename, __dirname) {${text.toString()}\n})`,
      { filename: path, ...(kept ? { cachedData: kept } : {}) },
    );
    const isKept = kept !== null && script.cachedDataRejected !== true;
    this.#loaded.push({ path, script, source, isKept });
    const run: unknown = script.runInThisContext();
    if (typeof run !== 'function') throw new TypeError(`${path} is no module`);
    Reflect.apply(run, self, parameters);
  }

  /**
   * Keeps the code of what was loaded, once, where there is none that fits. To be called when a start has come to its
   * end: functions that were not called by then are compiled in each run that calls them.
   */
  save(): void {
    if (this.#isSaved || this.#isOff) return;
    this.#isSaved = true;
    for (const loaded of this.#loaded) if (!loaded.isKept) keep(loaded);
  }
}

function readKept(path: string, source: number): Buffer | null {
  let kept: Buffer;
  try {
    kept = readFileSync(keptPath(path));
  } catch {
    return null;
  }
  if (kept.length <= HEADER_BYTES) return null;
  const code = kept.subarray(HEADER_BYTES);
  // V8 itself only compares the length of the file, and takes the code on trust.
  return kept.readUInt32LE(0) === source && kept.readUInt32LE(4) === crc32(code) ? code : null;
}

function keep({ path, script, source }: Loaded): void {
  const to = keptPath(path);
  const draft = `${to}.${process.pid}`;
  try {
    accessSync(dirname(to), constants.W_OK);
    const code = script.createCachedData();
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32LE(source, 0);
    header.writeUInt32LE(crc32(code), 4);
    writeFileSync(draft, Buffer.concat([header, code]));
    // Another process may be reading it, or doing the same.
    renameSync(draft, to);
  } catch {
    discard(draft);
  }
}

/** A server that runs is not to fall over what it can do without. */
function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // It is overwritten or left: nothing reads it.
  }
}

function keptPath(path: string): string {
  return `${path}.cache`;
}
