/** The product's broker behind its real doors, in a process of its own, so that its core is its own. */
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { z } from 'zod';
import { createLan } from '../src/main/core/lan/create-lan.ts';
import { systemClock, type Clock } from '../src/main/core/lan/clock.ts';
import { hashToken, newToken } from '../src/main/core/lan/device-tokens.ts';
import { newSessionKey } from '../src/main/core/people/session-key.ts';
import { newId } from '../src/shared/ids.ts';
import { ROLES } from '../src/shared/roles.ts';
import { answerQuestions } from './lib/child.ts';
import { databasePaths, onDisk, openProduct, SETTINGS } from './lib/product.ts';
import { removeDatabase } from './lib/remove-database.ts';

/** By how much the clock of the rates runs ahead when they are lifted: 5,000 a second become 500,000. */
const LIFTED = 100;

const openSchema = z.object({
  directory: z.string(),
  /** How many devices of which role, each with a token. */
  devices: z.array(z.object({ role: z.enum(ROLES), count: z.int() })),
  /** Whether one device may send more than the product allows one device to send. */
  liftRates: z.boolean(),
});

type Opened = Awaited<ReturnType<typeof open>>;

let opened: Opened | null = null;
let nextDatabase: (() => string) | null = null;
const delays = monitorEventLoopDelay({ resolution: 1 });

const liftedClock: Clock = { ...systemClock, now: () => systemClock.now() * LIFTED };

async function open({ directory, devices, liftRates }: z.infer<typeof openSchema>) {
  nextDatabase ??= databasePaths(directory);
  const database = nextDatabase();
  const broker = await openProduct(database, 'adaptive');
  const tokens: string[] = [];
  for (const { role, count } of devices) {
    for (let i = 0; i < count; i += 1) {
      const token = newToken();
      tokens.push(token);
      const refusal = await broker.registerDevice({
        id: newId(),
        name: `${role} ${i}`,
        role,
        tokenHash: hashToken(token),
        createdAt: broker.now(),
      });
      if (refusal) throw new Error(refusal.detail);
    }
  }
  const lan = createLan({
    broker,
    settings: SETTINGS,
    sessionKey: newSessionKey(),
    host: '127.0.0.1',
    port: 0,
    pagesDir: join(directory, 'no-pages'),
    version: 'bench',
    log: pino({ level: 'info' }, pino.destination({ dest: join(directory, 'log'), sync: false })),
    ...(liftRates ? { clock: liftedClock } : {}),
  });
  const { port } = await lan.start();
  return { broker, lan, database, port, tokens };
}

async function close(): Promise<void> {
  if (!opened) return;
  await opened.lan.stop();
  await opened.broker.stop();
  removeDatabase(opened.database);
  opened = null;
}

answerQuestions(
  {
    /** Opens on an empty database, in place of the one before. */
    open: async (argument) => {
      await close();
      opened = await open(openSchema.parse(argument));
      delays.enable();
      delays.reset();
      return { port: opened.port, tokens: opened.tokens };
    },
    count: () => (opened ? onDisk(opened.database) : null),
    loopDelayP99: () => delays.percentile(99) / 1e6,
  },
  close,
);
