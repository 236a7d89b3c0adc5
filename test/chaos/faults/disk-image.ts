import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What one record of powercut.c's trace tells. Paths are reduced to names: there is one directory. */
export type DiskOp =
  | { readonly kind: 'create' | 'unlink'; readonly name: string }
  | {
      readonly kind: 'write';
      readonly name: string;
      readonly offset: number;
      readonly data: Buffer;
    }
  | { readonly kind: 'sync'; readonly name: string; readonly isDirectory: boolean }
  | { readonly kind: 'sync failed'; readonly name: string }
  | { readonly kind: 'truncate'; readonly name: string; readonly length: number }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string };

/** Reads a trace of what was done in a directory. */
export function* readTrace(trace: Buffer, directory: string): Generator<DiskOp> {
  for (let at = 0; at < trace.length;) {
    const kind = trace.readUInt32LE(at);
    const pathLength = trace.readUInt32LE(at + 4);
    const offset = Number(trace.readBigUInt64LE(at + 8));
    const length = Number(trace.readBigUInt64LE(at + 16));
    const dataAt = at + 24 + pathLength;
    const path = trace.toString('utf8', at + 24, dataAt);
    const data = trace.subarray(dataAt, dataAt + length);
    at = dataAt + length;
    const name = basename(path);
    if (kind === 1) yield { kind: 'create', name };
    else if (kind === 2) yield { kind: 'write', name, offset, data };
    else if (kind === 3) yield { kind: 'sync', name, isDirectory: path === directory };
    else if (kind === 4) yield { kind: 'truncate', name, length: offset };
    else if (kind === 5) yield { kind: 'unlink', name };
    else if (kind === 6) yield { kind: 'rename', name, to: basename(data.toString('utf8')) };
    else if (kind === 7) yield { kind: 'sync failed', name };
    else throw new Error(`no such record: ${kind}`);
  }
}

type ContentOp = Extract<DiskOp, { kind: 'write' | 'truncate' }>;

interface Inode {
  /** What is surely on disk. */
  readonly durable: Content;
  /** What may be, in the order it was asked for. */
  pending: ContentOp[];
}

const SECTOR = 512;

/**
 * A disk that may lose power: knows what was synced, and makes pictures of what could be found afterwards. Syncing a
 * file makes its name durable as well, as Linux's journalling file systems do; other names need their directory synced.
 */
export class Disk {
  #names = new Map<string, Inode>();
  #durableNames = new Map<string, Inode>();
  /** Changes of names since the directory was synced, as the whole table after each. */
  #nameSteps: Map<string, Inode>[] = [];

  /** @param chance from 0 to 1, seeded: decides what a failed sync has left behind */
  apply(op: DiskOp, chance: () => number): void {
    switch (op.kind) {
      case 'create':
        this.#names.set(op.name, { durable: new Content(), pending: [] });
        this.#nameSteps.push(new Map(this.#names));
        return;
      case 'unlink':
        this.#names.delete(op.name);
        this.#nameSteps.push(new Map(this.#names));
        return;
      case 'rename': {
        const inode = this.#names.get(op.name);
        this.#names.delete(op.name);
        if (inode) this.#names.set(op.to, inode);
        this.#nameSteps.push(new Map(this.#names));
        return;
      }
      case 'write':
      case 'truncate':
        this.#names.get(op.name)?.pending.push(op);
        return;
      case 'sync failed':
        this.#giveUp(op.name, chance);
        return;
      case 'sync':
        if (op.isDirectory) this.#syncNames();
        else this.#syncFile(op.name);
    }
  }

  /**
   * Writes a picture of what the disk may hold if the power goes now.
   * @param chance from 0 to 1, seeded
   */
  picture(directory: string, chance: () => number): void {
    mkdirSync(directory, { recursive: true });
    const steps = [this.#durableNames, ...this.#nameSteps];
    const names = steps[Math.floor(chance() * steps.length)] ?? this.#durableNames;
    // On some disks nearly all of it has got there, on others nearly nothing.
    const kept = [0, 0.1, 0.5, 0.9, 1][Math.floor(chance() * 5)] ?? 1;
    for (const [name, inode] of names) {
      if (name.endsWith('-shm') || name === 'acks.log') continue;
      const content = new Content(inode.durable);
      for (const op of inode.pending) perhaps(content, op, kept, chance);
      writeFileSync(join(directory, name), content.bytes());
    }
  }

  /**
   * After a failed fsync Linux takes what it could not write for written: it is still read back, but no later fsync
   * brings it to the disk. https://lwn.net/Articles/752063/
   */
  #giveUp(name: string, chance: () => number): void {
    const inode = this.#names.get(name);
    if (!inode) return;
    for (const op of inode.pending) perhaps(inode.durable, op, 0.5, chance);
    inode.pending = [];
  }

  #syncNames(): void {
    this.#durableNames = new Map(this.#names);
    this.#nameSteps = [];
  }

  #syncFile(name: string): void {
    const inode = this.#names.get(name);
    if (!inode) return;
    for (const op of inode.pending) perhaps(inode.durable, op, 1, () => 0);
    inode.pending = [];
    this.#durableNames.set(name, inode);
    for (const step of this.#nameSteps) step.set(name, inode);
  }
}

/** Changes content as a write or a cut may have got to the disk: whole, in part or not at all, sector by sector. */
function perhaps(content: Content, op: ContentOp, kept: number, chance: () => number): void {
  if (op.kind === 'truncate') {
    if (chance() < kept) content.resize(op.length);
    return;
  }
  const end = op.offset + op.data.length;
  for (let from = op.offset; from < end;) {
    const to = Math.min(end, (Math.floor(from / SECTOR) + 1) * SECTOR);
    const luck = chance();
    // One lost sector in twenty is torn in the middle.
    const upTo = luck < kept ? to : luck > 0.95 ? from + Math.floor((to - from) / 2) : from;
    content.write(from, op.data.subarray(from - op.offset, upTo - op.offset));
    from = to;
  }
}

/** The bytes of a file, growing in place. */
class Content {
  #bytes: Buffer;
  #length: number;

  constructor(from?: Content) {
    this.#bytes = from ? Buffer.from(from.bytes()) : Buffer.alloc(0);
    this.#length = this.#bytes.length;
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  resize(length: number): void {
    if (length > this.#bytes.length) {
      const wider = Buffer.alloc(2 * length);
      this.#bytes.copy(wider, 0, 0, this.#length);
      this.#bytes = wider;
    }
    // What grows again after a cut begins with zeros.
    if (length < this.#length) this.#bytes.fill(0, length, this.#length);
    this.#length = length;
  }

  write(offset: number, data: Buffer): void {
    if (data.length === 0) return;
    if (offset + data.length > this.#length) this.resize(offset + data.length);
    data.copy(this.#bytes, offset);
  }
}
