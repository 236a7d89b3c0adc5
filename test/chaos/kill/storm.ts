import { isDeepStrictEqual } from 'node:util';
import { httpApi } from '../../../scripts/simulate/api.ts';
import { type Door, type DoorCommand, type Final, insist } from '../../../scripts/simulate/door.ts';
import { httpDoor } from '../../../scripts/simulate/http-door.ts';
import { type Random, seeded } from '../../../scripts/simulate/random.ts';
import { WsDoor } from '../../../scripts/simulate/ws-door.ts';
import { dataDirAt } from '../../../src/main/core/data-dir.ts';
import { openReadable } from '../../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../../src/main/core/verify/verify.ts';
import { Book } from './book.ts';
import { inspect, messagesDue, messageStates, readAll, type Reading } from './inspect.ts';
import { Site } from './site.ts';

/** While the storm lasts no message leaves, so that a recall always comes in time to withdraw it. */
const NO_MAIL_YET = { COMANDA_MAIL_GRACE_SECONDS: '600' };

/** What is counted, and so much of it that it never runs out; and one thing that soon does. */
const SUPPLIED = new Map([
  ['guarana', 1_000_000],
  ['picanha', 1_000_000],
  ['cerveja', 40],
]);

export interface StormOptions {
  readonly seed: number;
  /** How often the process is killed. */
  readonly cycles: number;
  readonly clients: number;
  readonly dataDir: string;
  /** The program to kill; by default the product. */
  readonly entry?: string;
  /** Told after each cycle. */
  readonly onCycle?: (line: string) => void;
}

export interface StormResult {
  readonly seed: number;
  readonly acknowledgedOrders: number;
  readonly acceptedActions: number;
  readonly refused: number;
  /** Commands that had to be sent again because the connection was lost. */
  readonly sentAgain: number;
  /** `order-ID-READINESS` of the messages that now have to be sent. */
  readonly messages: readonly string[];
}

/**
 * Many clients place and advance orders while the process is killed again and again, in moments chosen by counting what
 * they send and are told. After every restart, before anybody goes on, what is there is held against what was told.
 * @throws Error with the seed, the cycle and every promise that was broken
 */
export async function runStorm(options: StormOptions): Promise<StormResult> {
  return new Storm(options).run();
}

class Storm {
  readonly #options: StormOptions;
  readonly #site: Site;
  readonly #random: Random;
  readonly #book = new Book();
  #over = false;
  #sentAgain = 0;
  #strikeAfter = 0;
  #strikeOn: 'sent' | 'told' = 'told';
  #struck: () => void = () => undefined;

  constructor(options: StormOptions) {
    this.#options = options;
    this.#site = new Site(options.dataDir, options.entry);
    this.#random = seeded(options.seed);
  }

  async run(): Promise<StormResult> {
    const { cycles, clients } = this.#options;
    const { adminToken } = await this.#site.start(NO_MAIL_YET);
    const product = () => Promise.resolve(this.#site.product.url);
    const api = httpApi(product, adminToken);
    for (const [itemId, units] of SUPPLIED) await api.setStock(itemId, units);

    const doors = Array.from({ length: clients }, (_, index): Door =>
      index % 2 === 0
        ? httpDoor(this.#site.where, adminToken)
        : new WsDoor({ where: this.#site.where, token: adminToken }),
    );
    const working = doors.map((door, index) => this.#client(index, door));
    try {
      for (let cycle = 1; cycle <= cycles; cycle += 1) {
        const struck = this.#arm(this.#random.fork(`cycle ${cycle}`));
        this.#site.openGate();
        await Promise.race([struck, Promise.all(working)]);
        await this.#site.ended();
        await this.#site.allWaiting(clients);
        await this.#site.start(NO_MAIL_YET);
        this.#judge(`after kill ${cycle}`, await readAll(api));
        this.#options.onCycle?.(
          `kill ${cycle} of ${cycles}: ${this.#book.acknowledged().length} orders acknowledged, none lost`,
        );
      }
      this.#over = true;
      this.#strikeAfter = Infinity;
      this.#site.openGate();
      await Promise.all(working);
      const reading = await readAll(api);
      this.#judge('in the end', reading);
      await this.#askAgain(doors);
      this.#judge('after asking again', await readAll(api));
      this.#site.strike('SIGTERM');
      if ((await this.#site.ended()) !== 0) this.#fail('in the end', ['SIGTERM: exit code not 0']);
      return this.#result(reading);
    } finally {
      for (const door of doors) door.close();
      this.#site.strike('SIGKILL');
      await this.#site.ended();
    }
  }

  /** Decides when the next blow comes. */
  #arm(random: Random): Promise<void> {
    this.#strikeOn = random.pick(['sent', 'told']);
    this.#strikeAfter = random.int(1, 120);
    return new Promise((resolve) => (this.#struck = resolve));
  }

  #count(what: 'sent' | 'told'): void {
    if (!this.#site.isOpen || what !== this.#strikeOn) return;
    this.#strikeAfter -= 1;
    if (this.#strikeAfter > 0) return;
    this.#site.strike('SIGKILL');
    this.#struck();
  }

  /** One order after the other, each through some part of a life. */
  async #client(index: number, door: Door): Promise<void> {
    for (let nth = 1; !this.#over; nth += 1) {
      const name = `client ${index} order ${nth}`;
      const random = seeded(`${this.#options.seed}/${name}`);
      const note = random.chance(0.5) ? `${name} with mail` : name;
      const placed = await this.#send(door, `${name} place`, 'order.place', {
        note,
        channel: 'online',
        ...(hasAddress(note)
          ? { customer: { name: `Cliente ${index}`, email: `c${index}-${nth}@example.com` } }
          : {}),
        lines: [
          { itemId: random.chance(0.1) ? 'cerveja' : 'guarana', quantity: random.int(1, 3) },
          { itemId: 'picanha', quantity: 1, modifiers: ['ponto-ao-ponto'] },
        ],
      });
      if (placed.state !== 'accepted' || !placed.order) continue;
      const { id: orderId } = placed.order;
      for (const [step, action] of lifeOf(random).entries()) {
        const data = { orderId, ...(action === 'cancel' ? { reason: 'changed their mind' } : {}) };
        await this.#send(door, `${name} step ${step}`, `order.${action}`, data);
      }
    }
  }

  async #send(
    door: Door,
    name: string,
    type: DoorCommand,
    data: Readonly<Record<string, unknown>>,
  ): Promise<Final> {
    const { note, orderId } = data;
    const command = this.#book.enter({
      id: name.replaceAll(' ', '-'),
      type,
      data,
      note: typeof note === 'string' ? note : null,
      orderId: typeof orderId === 'string' ? orderId : null,
    });
    const counting: Door = {
      kind: door.kind,
      close: () => undefined,
      send: (...given) => {
        const outcome = door.send(...given);
        this.#count('sent');
        return outcome;
      },
    };
    const final = await insist(counting, command.id, type, data, {
      // The gate keeps everybody waiting while nobody is there: no pause is needed.
      pause: () => {
        this.#sentAgain += 1;
        return Promise.resolve(true);
      },
    });
    if (final === null) throw new Error('Patience does not end here.');
    command.final = final;
    this.#count('told');
    return final;
  }

  /** A repeat gets the first answer, whatever was killed in between. */
  async #askAgain(doors: readonly Door[]): Promise<void> {
    const random = this.#random.fork('again');
    for (let nth = 0; nth < 30; nth += 1) {
      const { id, type, data, final } = random.pick(this.#book.commands);
      const again = await insist(random.pick(doors), id, type, data, {
        pause: () => Promise.resolve(true),
      });
      // The two doors write the members of an answer in another order.
      if (!isDeepStrictEqual(again, final)) {
        const [now, then] = [JSON.stringify(again), JSON.stringify(final)];
        this.#fail('asking again', [`${id} was answered ${then}, and now ${now}`]);
      }
    }
  }

  #judge(when: string, reading: Reading): void {
    const faults = inspect(reading, this.#book, SUPPLIED);
    faults.push(...this.#compareLogWithTables());
    const states = messageStates(reading);
    const due = new Set(messagesDue(reading, hasAddress));
    for (const [message, state] of states) {
      const expected = due.has(message) ? 'queued' : 'withdrawn';
      if (state !== expected) faults.push(`${message} is ${state}, not ${expected}`);
    }
    for (const message of due) {
      if (!states.has(message)) faults.push(`${message} has no job`);
    }
    this.#fail(when, faults);
  }

  /** Everything rebuilt from the log, held against the tables. */
  #compareLogWithTables(): string[] {
    const db = openReadable(dataDirAt(this.#options.dataDir).database);
    try {
      const verdict = verify(db);
      return verdict.ok ? [] : [describeVerdict(verdict)];
    } finally {
      db.close();
    }
  }

  #fail(when: string, faults: readonly string[]): void {
    if (faults.length === 0) return;
    const list = faults.slice(0, 20).join('\n  ');
    throw new Error(`Seed ${this.#options.seed}, ${when}: ${faults.length} broken\n  ${list}`);
  }

  #result(reading: Reading): StormResult {
    const { commands } = this.#book;
    const accepted = commands.filter(({ final }) => final?.state === 'accepted').length;
    const acknowledgedOrders = this.#book.acknowledged().length;
    return {
      seed: this.#options.seed,
      acknowledgedOrders,
      acceptedActions: accepted - acknowledgedOrders,
      refused: commands.filter(({ final }) => final?.state === 'refused').length,
      sentAgain: this.#sentAgain,
      messages: messagesDue(reading, hasAddress),
    };
  }
}

function hasAddress(note: string | null): boolean {
  return note?.endsWith(' with mail') ?? false;
}

type Action = 'start' | 'ready' | 'recall' | 'complete' | 'cancel';

/** Steps of one order: to the end, called back once or twice, cancelled, left where it is, or tried too early. */
function lifeOf(random: Random): Action[] {
  const whole: Action[] = ['start', 'ready'];
  while (random.chance(0.3)) whole.push('recall', 'ready');
  whole.push('complete');
  const lived = random.chance(0.7) ? whole : whole.slice(0, random.int(0, whole.length));
  if (lived.length < whole.length && random.chance(0.4)) lived.push('cancel');
  // A step that is not allowed here: a refusal has to be remembered too.
  if (random.chance(0.15)) lived.unshift('complete');
  return lived;
}
