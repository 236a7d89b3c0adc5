import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dataDirAt } from '../../../src/main/core/data-dir.ts';
import { backupName } from '../../../src/main/core/db/maintain.ts';
import { httpApi } from '../../../scripts/simulate/api.ts';
import type { Where } from '../../../scripts/simulate/http-door.ts';
import { launchProduct, type Product } from '../../../scripts/simulate/product.ts';
import { seeded } from '../../../scripts/simulate/random.ts';
import type { PairableRole } from '../../../src/shared/roles.ts';
import { Counters } from './counters.ts';
import { course } from './course.ts';
import { Desk } from './desk.ts';
import { pairDevice, type PairedDevice } from './devices.ts';
import { Displays, type DisplaysCounts, type ShownOn } from './displays.ts';
import { readMetrics, type Sample, sampleOf, walSize } from './gauges.ts';
import { type Check, judge } from './judge.ts';
import { Kitchen } from './kitchen.ts';
import { Ledger } from './ledger.ts';
import { PLENTY, SCARCE } from './orders.ts';
import { errorsIn } from './product-log.ts';
import { readOpenOrders } from './reading.ts';
import { compareStored } from './stored.ts';

const VERIFY = resolve(import.meta.dirname, '../../../scripts/verify.ts');

/** Who takes part. Counters and integrations order, cooks and the pass advance, displays look on. */
const CREW = { counters: 4, shops: 2, cooks: 6 } as const;

/** How many displays of each role, and how many of them leave and come back all the time. */
const DISPLAYS = [
  { role: 'kitchen', count: 10, restless: 4 },
  { role: 'board', count: 6, restless: 2 },
  { role: 'counter', count: 4, restless: 2 },
] as const;

/** Longest wait in the end for what must come to rest by itself. Milliseconds. */
const REST_WITHIN_MS = 30_000;

/** How a soak is run. */
export interface SoakPlan {
  readonly durationMs: number;
  /** Orders a second, rushes included. */
  readonly perSecond: number;
  readonly seed: string;
  readonly dataDir: string;
  /** The program; by default the product as it is built, or its sources where it is not. */
  readonly entry?: string;
  readonly sampleEveryMs: number;
  /** Longest time that a restless display stays or is away. Milliseconds. */
  readonly longestMs: number;
  /** Orders that stay open. */
  readonly keepOpen: number;
  /** Ends the load early. */
  readonly interrupted?: AbortSignal;
  readonly onSample?: (sample: Sample) => void;
}

export interface SoakResult {
  readonly seconds: number;
  readonly checks: readonly Check[];
  readonly samples: readonly Sample[];
  readonly ledger: Ledger;
  readonly displays: DisplaysCounts;
}

/** Lets a restaurant work for a while, and holds what was told against what is there in the end. */
export async function runSoak(plan: SoakPlan): Promise<SoakResult> {
  planBackup(plan);
  const env = { COMANDA_MAIL_GRACE_SECONDS: '0' };
  const launched = launchProduct({
    dataDir: plan.dataDir,
    env,
    ...(plan.entry === undefined ? {} : { entry: plan.entry }),
  });
  try {
    const soak = new Soak(plan, await launched.ready);
    return await soak.run();
  } finally {
    launched.signal('SIGKILL');
    await launched.ended;
  }
}

/** A backup falls due in the middle of it all: there is one that will be a day old by then. */
function planBackup({ dataDir, durationMs }: SoakPlan): void {
  const { backups } = dataDirAt(dataDir);
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const at = Date.now() + durationMs / 2 - 24 * 60 * 60_000;
  writeFileSync(join(backups, backupName(at)), '', { mode: 0o600 });
}

class Soak {
  readonly #plan: SoakPlan;
  readonly #product: Product;
  readonly #where: Where;
  readonly #ledger = new Ledger();
  readonly #desk = new Desk(this.#ledger);
  readonly #displays = new Displays();
  readonly #samples: Sample[] = [];
  readonly #over = new AbortController();
  #polls = 0;
  #began = 0;

  constructor(plan: SoakPlan, product: Product) {
    this.#plan = plan;
    this.#product = product;
    this.#where = () => Promise.resolve(product.url);
  }

  async run(): Promise<SoakResult> {
    const { dataDir, seed } = this.#plan;
    const { url, adminToken } = this.#product;
    const api = httpApi(this.#where, adminToken);
    const random = seeded(seed);
    try {
      await this.#topUp();
      const devices = await this.#pairAll('integration', CREW.shops);
      devices.push(...(await this.#pairAll('counter', CREW.counters)));
      const [pass] = await this.#pairAll('integration', 1);
      const cooks = await this.#pairAll('kitchen', CREW.cooks);
      const shown: ShownOn[] = [];
      for (const { role, count, restless } of DISPLAYS) {
        const paired = await this.#pairAll(role, count);
        shown.push(...paired.map((device, nth) => ({ ...device, restless: nth < restless })));
      }
      const [stalled] = await this.#pairAll('kitchen', 1);
      if (!pass || !stalled) throw new Error('There are no devices.');

      await this.#displays.open({
        url,
        displays: shown,
        longestMs: this.#plan.longestMs,
        stalledToken: stalled.token,
        seed: `${seed}/displays`,
      });
      const kitchen = new Kitchen({
        where: this.#where,
        cooks,
        pass,
        desk: this.#desk,
        keepOpen: this.#plan.keepOpen,
        stepsPerSecond: this.#plan.perSecond * 8,
      });
      const counters = new Counters({
        where: this.#where,
        devices,
        desk: this.#desk,
        random,
        onTaken: (order, life) => kitchen.add(order, life),
      });
      try {
        await this.#live(counters, kitchen, pass.token);
        const seconds = (performance.now() - this.#began) / 1000;
        return await this.#conclude(seconds, await this.#rest(api), dataDir);
      } finally {
        counters.close();
        kitchen.close();
      }
    } finally {
      this.#over.abort();
      await this.#displays.end();
    }
  }

  /** The load itself: orders as the course wants them, steps as there are hands, looks in between. */
  async #live(counters: Counters, kitchen: Kitchen, readingToken: string): Promise<void> {
    const { durationMs, perSecond, interrupted, sampleEveryMs } = this.#plan;
    const stream = course(perSecond, durationMs);
    this.#began = performance.now();
    const others = [
      this.#every(sampleEveryMs, () => this.#sample(counters.sent)),
      this.#every(1000, async () => {
        await readOpenOrders(this.#where, readingToken);
        this.#polls += 1;
      }),
      this.#every(30_000, () => this.#topUp()),
    ];
    for (;;) {
      const elapsed = performance.now() - this.#began;
      const due = stream.ordersBy(Math.min(elapsed, durationMs));
      while (counters.sent < due) counters.place();
      kitchen.work();
      if (elapsed >= durationMs || interrupted?.aborted === true) break;
      await delay(10);
    }
    this.#over.abort();
    await Promise.all(others);
    await this.#desk.idle();
    await this.#sample(counters.sent);
  }

  /** Waits until nothing is left to be done. @returns the number of the last event */
  async #rest(api: { seq(): Promise<number> }): Promise<number> {
    const { adminToken } = this.#product;
    const until = performance.now() + REST_WITHIN_MS;
    for (;;) {
      const metrics = await readMetrics(this.#where, adminToken);
      const isAtRest = metrics.one('comanda_mail_pending') === 0 && this.#backups() > 0;
      if (isAtRest || performance.now() > until) break;
      await delay(50);
    }
    return api.seq();
  }

  async #conclude(seconds: number, seq: number, dataDir: string): Promise<SoakResult> {
    const displays = await this.#displays.settle(seq);
    const metrics = await readMetrics(this.#where, this.#product.adminToken);
    this.#product.signal('SIGTERM');
    const exitCode = await this.#product.ended;
    const dir = dataDirAt(dataDir);
    const checks = judge({
      seconds,
      ledger: this.#ledger,
      stored: compareStored(dir.database, this.#ledger),
      verify: await verify(dataDir),
      displays,
      samples: this.#samples,
      metrics,
      backups: this.#backups(),
      messages: readdirSync(dir.mail).filter((name) => name.endsWith('.eml')).length,
      polls: this.#polls,
      errors: errorsIn(dir.logs),
      exitCode,
      complaints: this.#product.complaints(),
    });
    const { counts } = displays;
    return { seconds, checks, samples: this.#samples, ledger: this.#ledger, displays: counts };
  }

  /** Backups that were made, beside the one that was there. */
  #backups(): number {
    const { backups } = dataDirAt(this.#plan.dataDir);
    return readdirSync(backups).filter((name) => name.endsWith('.db')).length - 1;
  }

  async #sample(orders: number): Promise<void> {
    const metrics = await readMetrics(this.#where, this.#product.adminToken);
    const sample = sampleOf(metrics, {
      seconds: (performance.now() - this.#began) / 1000,
      orders,
      commands: this.#ledger.answered,
      wal: walSize(dataDirAt(this.#plan.dataDir).database),
      latencies: this.#ledger.takeLatencies(),
    });
    this.#samples.push(sample);
    this.#plan.onSample?.(sample);
  }

  /** What is counted is supplied anew: most of it so that it never runs out, one thing so that it does. */
  async #topUp(): Promise<void> {
    const api = httpApi(this.#where, this.#product.adminToken);
    for (const { itemId, units } of [...PLENTY, SCARCE]) await api.setStock(itemId, units);
  }

  /** Repeats something until the load is over. What it throws is a fault, and is told once. */
  async #every(ms: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.#over;
    for (;;) {
      await delay(ms, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await work().catch((error: unknown) => this.#ledger.fault(String(error)));
    }
  }

  async #pairAll(role: PairableRole, count: number): Promise<PairedDevice[]> {
    const paired: PairedDevice[] = [];
    for (let nth = 1; nth <= count; nth += 1) {
      paired.push(
        await pairDevice(this.#where, this.#product.adminToken, role, `soak ${role} ${nth}`),
      );
    }
    return paired;
  }
}

/** `npm run verify`, as an owner would run it. */
function verify(dataDir: string): Promise<{ readonly ok: boolean; readonly line: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [VERIFY, '--data-dir', dataDir], (error, stdout, stderr) => {
      done({ ok: error === null, line: (error === null ? stdout : stderr).trim() });
    });
  });
}
