import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openReadable } from '../../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../../src/main/core/verify/verify.ts';
import { SMALL_MENU, startBroker } from '../../support/broker.ts';
import { Disk, readTrace, type DiskOp } from './disk-image.ts';

const DRIVER = resolve(import.meta.dirname, 'driver.ts');

export interface PowerCutOptions {
  /** The compiled powercut.c. */
  readonly library: string;
  readonly orders: number;
  readonly images: number;
  readonly seed: number;
  readonly synchronous: 'full' | 'normal';
  /** Which fsync of the life fails; none when absent. */
  readonly failingSync?: number;
}

export interface PowerCutReport {
  readonly images: number;
  readonly seed: number;
  /** Images in which an acknowledged order, or its acknowledged state, was not to be found. */
  readonly lost: number;
  /** What else was wrong, an image a line. */
  readonly faults: readonly string[];
  readonly operations: number;
  readonly syncs: number;
}

/**
 * Records one life of the broker at the disk, then cuts the power at random moments of it: each time a disk is made
 * that lacks a random part of what was not synced, and the real broker is opened on it.
 */
export async function cutPower(options: PowerCutOptions): Promise<PowerCutReport> {
  const base = mkdtempSync(join(imagesFolder(), 'comanda-power-'));
  try {
    const lived = join(base, 'lived');
    mkdirSync(lived);
    const trace = join(base, 'trace');
    await live(options, lived, trace);
    const ops = [...readTrace(readFileSync(trace), lived)];
    const chance = seeded(options.seed);
    const cuts = Array.from({ length: options.images }, () => Math.floor(chance() * ops.length));
    cuts.sort((a, b) => a - b);

    const disk = new Disk();
    const promised = new Map<string, number>();
    const faults: string[] = [];
    let lost = 0;
    let done = 0;
    for (const [image, cut] of cuts.entries()) {
      for (; done <= cut; done += 1) {
        const op = ops[done];
        if (!op) continue;
        disk.apply(op, chance);
        hear(op, promised);
      }
      // A directory and files of their own for each: nothing of an earlier image can shine through.
      const directory = join(base, `image-${image}`);
      disk.picture(directory, chance);
      const found = await examine(directory, promised);
      if (found.lost > 0) lost += 1;
      if (found.fault !== null) faults.push(`image ${image}, cut after ${cut}: ${found.fault}`);
      rmSync(directory, { recursive: true, force: true });
    }
    const syncs = ops.filter(({ kind }) => kind === 'sync').length;
    return { images: cuts.length, seed: options.seed, lost, faults, operations: ops.length, syncs };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** Memory rather than disk where there is some: thousands of images are written and thrown away. */
function imagesFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

function live(options: PowerCutOptions, directory: string, trace: string): Promise<void> {
  const { orders, synchronous, library, failingSync } = options;
  const args = [DRIVER, directory, String(orders), synchronous];
  const env = {
    ...process.env,
    LD_PRELOAD: library,
    COMANDA_FAULT_DIR: directory,
    COMANDA_FAULT_TRACE: trace,
    ...(failingSync === undefined ? {} : { COMANDA_FAULT_FSYNC_FAIL: `power:${failingSync}` }),
  };
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0 && statSync(trace, { throwIfNoEntry: false })) done();
      else failed(new Error(`the driver ended with ${code}: ${said}`));
    });
  });
}

/** Takes the acknowledgements out of the trace. */
function hear(op: DiskOp, promised: Map<string, number>): void {
  if (op.kind !== 'write' || op.name !== 'acks.log') return;
  const [id = '', version = ''] = op.data.toString('utf8').trim().split(' ');
  promised.set(id, Number(version));
}

async function examine(
  directory: string,
  promised: ReadonlyMap<string, number>,
): Promise<{ lost: number; fault: string | null }> {
  const database = join(directory, 'comanda.db');
  let lost = 0;
  try {
    const t = await startBroker({ database });
    try {
      for (const [id, version] of promised) {
        if ((t.broker.history.order(id)?.version ?? 0) < version) lost += 1;
      }
      // It does not only open, it works. A life that was cut before its menu begins with one.
      if (t.broker.view.seq === 0) await t.broker.importMenu(SMALL_MENU, []);
      await t.place({ lines: [{ itemId: 'pizza-margherita', quantity: 1 }] });
    } finally {
      await t.stop();
    }
    const reader = openReadable(database);
    try {
      const verdict = verify(reader);
      if (!verdict.ok) return { lost, fault: describeVerdict(verdict) };
    } finally {
      reader.close();
    }
    return { lost, fault: null };
  } catch (error) {
    return { lost, fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Mulberry32: the same seed, the same disasters. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 15), z | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4_294_967_296;
  };
}
