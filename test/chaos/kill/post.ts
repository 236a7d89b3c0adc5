import { once } from 'node:events';
import { readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { httpApi } from '../../../scripts/simulate/api.ts';
import type { Product } from '../../../scripts/simulate/product.ts';
import { seeded } from '../../../scripts/simulate/random.ts';
import { WsDoor } from '../../../scripts/simulate/ws-door.ts';
import { messageStates, readAll } from './inspect.ts';
import { Site } from './site.ts';

export interface PostOptions {
  readonly seed: number;
  /** How often the process is killed while messages leave. */
  readonly kills: number;
  readonly dataDir: string;
  readonly entry?: string;
  /** `order-ID-READINESS` of each message that has to arrive. */
  readonly messages: readonly string[];
}

/** Where messages arrive, and the moment at which they do. */
interface Letterbox {
  readonly env: Readonly<Record<string, string>>;
  /** What arrived, repeats included, as `order-ID-READINESS`. */
  arrived(): string[];
  /** Called whenever something arrives; `before` true while its sender does not know yet. */
  onArrival: (before: boolean) => void;
  close(): Promise<void>;
}

/**
 * Lets the messages of a storm leave while the process is killed again and again in the middle of it.
 * @returns what arrived, repeats included
 * @throws Error with the seed and what is missing or too much
 */
export async function runPost(kind: 'file' | 'smtp', options: PostOptions): Promise<string[]> {
  const box = kind === 'file' ? fileBox(options.dataDir) : await smtpBox();
  const random = seeded(`${options.seed}/post`);
  const site = new Site(options.dataDir, options.entry);
  const env = { COMANDA_MAIL_GRACE_SECONDS: '0', ...box.env };
  try {
    for (let kill = 1; kill <= options.kills; kill += 1) {
      // Never the last ones: there must be something left to be sent after each kill.
      let left = random.int(
        1,
        Math.max(1, Math.floor(options.messages.length / options.kills / 2)),
      );
      const before = random.chance(0.5);
      box.onArrival = (early) => {
        if (early !== before && kind === 'smtp') return;
        left -= 1;
        if (left === 0) site.strike('SIGKILL');
      };
      const launched = site.launch(env);
      const sent = launched.ready.then((product) => allSent(product, options.messages));
      await Promise.race([launched.ended, sent.catch(() => launched.ended)]);
      site.strike('SIGKILL');
      await launched.ended;
    }
    box.onArrival = () => undefined;
    if (!(await allSent(await site.start(env), options.messages))) {
      throw new Error(`Seed ${options.seed}, ${kind}: it ended before all was sent`);
    }
    site.strike('SIGTERM');
    await site.ended();
    const arrived = box.arrived();
    const distinct = [...new Set(arrived)].toSorted();
    if (JSON.stringify(distinct) !== JSON.stringify(options.messages)) {
      const missing = options.messages.filter((message) => !distinct.includes(message));
      const uncalled = distinct.filter((message) => !options.messages.includes(message));
      throw new Error(
        `Seed ${options.seed}, ${kind}: missing ${missing.join(', ')}; uncalled-for ${uncalled.join(', ')}`,
      );
    }
    return arrived;
  } finally {
    box.onArrival = () => undefined;
    site.strike('SIGKILL');
    await site.ended();
    await box.close();
  }
}

/**
 * True once the log says of each message that it was sent, false when the process ended before. Looks again whenever the
 * broker says something.
 */
async function allSent(
  { url, adminToken, ended }: Product,
  messages: readonly string[],
): Promise<boolean> {
  const where = () => Promise.resolve(url);
  let heard: () => void = () => undefined;
  const ear = new WsDoor({ where, token: adminToken, onEvent: () => heard() });
  const over = ended.then(() => 'ended' as const);
  try {
    await ear.open();
    for (;;) {
      const news = new Promise<'news'>((resolve) => (heard = () => resolve('news')));
      const reading = await readAll(httpApi(where, adminToken)).catch(() => null);
      if (reading === null) return false;
      const states = messageStates(reading);
      if (messages.every((message) => states.get(message) === 'sent')) return true;
      if ((await Promise.race([news, over])) === 'ended') return false;
    }
  } finally {
    ear.close();
  }
}

/** The `mail` folder of the data directory, as it is used while no mail server is set. */
function fileBox(dataDir: string): Letterbox {
  const folder = join(dataDir, 'mail');
  const box: Letterbox = {
    env: {},
    onArrival: () => undefined,
    arrived: () => {
      const names = readdirSync(folder);
      const odd = names.filter((name) => !name.endsWith('.eml'));
      if (odd.length > 0) throw new Error(`left in the mail folder: ${odd.join(', ')}`);
      return names.map((name) => name.slice(0, -'.eml'.length));
    },
    close: async () => watcher.close(),
  };
  const watcher = watch(folder, () => box.onArrival(false));
  return box;
}

/** A mail server on loopback that keeps each Message-ID. */
async function smtpBox(): Promise<Letterbox> {
  const arrived: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      const taken = (message: string): void => {
        const id = /^Message-ID: <([^@>]+)@/im.exec(message)?.[1] ?? 'a message without an id';
        arrived.push(id);
        // Killed here, the sender never learns that it arrived, and sends it once more under the same Message-ID.
        box.onArrival(true);
        done();
        box.onArrival(false);
      };
      // Killed in the middle of a message, it has sent none.
      text(stream).then(taken, () => undefined);
    },
  });
  // The clients of this server get killed.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const box: Letterbox = {
    env: {
      COMANDA_SMTP_URL: `smtp://127.0.0.1:${address.port}`,
      COMANDA_MAIL_FROM: 'pedidos@cantina.example',
    },
    onArrival: () => undefined,
    arrived: () => [...arrived],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return box;
}
