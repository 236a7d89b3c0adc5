import { isDeepStrictEqual } from 'node:util';
import type { Door, Final, SeenOrder } from '../../../scripts/simulate/door.ts';
import { httpDoor, type Where } from '../../../scripts/simulate/http-door.ts';
import type { Random } from '../../../scripts/simulate/random.ts';
import { WsDoor } from '../../../scripts/simulate/ws-door.ts';
import type { Desk } from './desk.ts';
import type { PairedDevice } from './devices.ts';
import { type LifeStep, planOrder } from './orders.ts';
import { Throttle } from './throttle.ts';

/** What a counter sends at the most: half of what it may. */
const COUNTER_RATE = { perSecond: 10, most: 40 };

/** Orders kept to be sent once more, from all hours of the run. */
const KEPT = 500;

/** How often an order is sent once more at once, and how often one of the kept ones is. */
const REPEATS = { atOnce: 0.02, later: 0.03 };

/** One device with both of its doors: a repeat comes by the other one. */
interface Till {
  readonly doors: readonly [Door, Door];
  /** Null for programs, which may send far more than is sent here. */
  readonly throttle: Throttle | null;
}

interface Kept {
  readonly till: Till;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly final: Final;
}

export interface CountersOptions {
  readonly where: Where;
  readonly devices: readonly PairedDevice[];
  readonly desk: Desk;
  readonly random: Random;
  /** Told of each order that was taken, with what is to become of it. */
  readonly onTaken: (order: SeenOrder, life: readonly LifeStep[]) => void;
}

/** Counters and shops: they place orders over both doors, and some of them again under the key that they had. */
export class Counters {
  readonly #options: CountersOptions;
  readonly #counters: readonly Till[];
  readonly #programs: readonly Till[];
  readonly #kept: Kept[] = [];
  #sent = 0;
  #keepable = 0;

  constructor(options: CountersOptions) {
    this.#options = options;
    const till = ({ role, token }: PairedDevice, index: number): Till => {
      const { where } = options;
      const doors: [Door, Door] = [new WsDoor({ where, token }), httpDoor(where, token)];
      const { perSecond, most } = COUNTER_RATE;
      return {
        doors: index % 2 === 0 ? doors : [doors[1], doors[0]],
        throttle: role === 'counter' ? new Throttle(perSecond, most, performance.now()) : null,
      };
    };
    const ofRole = (role: PairedDevice['role']) =>
      options.devices.filter((device) => device.role === role).map(till);
    this.#counters = ofRole('counter');
    this.#programs = ofRole('integration');
  }

  /** Orders sent so far, repeats not counted. */
  get sent(): number {
    return this.#sent;
  }

  /** Sends the next order. */
  place(): void {
    this.#sent += 1;
    const nth = this.#sent;
    this.#options.desk.begin(`order ${nth}`, () => this.#place(nth));
  }

  close(): void {
    for (const { doors } of [...this.#counters, ...this.#programs]) {
      for (const door of doors) door.close();
    }
  }

  async #place(nth: number): Promise<void> {
    const { desk, random: all, onTaken } = this.#options;
    const { ledger } = desk;
    const random = all.fork(nth);
    const { data, life, meant } = planOrder(nth, random);
    const till = this.#pick(random);
    const [door, other] = till.doors;
    const id = `soak-order-${nth}`;
    const began = performance.now();
    const asked = { what: `order ${nth}`, meant };
    const sending = desk.ask({ ...asked, send: () => door.send(id, 'order.place', data) });
    const again = random.chance(REPEATS.atOnce)
      ? desk.ask({ ...asked, send: () => other.send(id, 'order.place', data) })
      : null;
    const final = await sending;
    ledger.waited(performance.now() - began);
    if (final === null) return;
    if (again) this.#compare(`order ${nth}`, final, await again);
    if (final.state === 'accepted') {
      if (!final.order) ledger.fault(`order ${nth} was acknowledged without an order`);
      else {
        ledger.placed(nth, final.order);
        onTaken(final.order, life);
      }
    }
    this.#keep({ till, id, data, final }, random);
    if (random.chance(REPEATS.later)) await this.#repeat(random.pick(this.#kept), meant);
  }

  /** A fifth of all comes from the counters, as long as that is no more than people could type. */
  #pick(random: Random): Till {
    const counter = random.chance(0.2) ? random.pick(this.#counters) : null;
    if (counter?.throttle?.take(performance.now()) === true) return counter;
    return random.pick(this.#programs);
  }

  /** Each order has the same chance to be among the kept ones, however long it all lasts. */
  #keep(kept: Kept, random: Random): void {
    this.#keepable += 1;
    if (this.#kept.length < KEPT) this.#kept.push(kept);
    else if (random.chance(KEPT / this.#keepable)) this.#kept[random.int(0, KEPT - 1)] = kept;
  }

  /** An order that was answered, perhaps an hour ago, is sent once more: the first answer has to come again. */
  async #repeat({ till, id, data, final }: Kept, meant: readonly string[]): Promise<void> {
    const { desk, random } = this.#options;
    const { throttle, doors } = till;
    if (throttle && !throttle.take(performance.now())) return;
    const door = random.pick(doors);
    const first = final.state === 'refused' ? [final.code] : meant;
    const again = await desk.ask({
      what: `${id} once more`,
      meant: first,
      send: () => door.send(id, 'order.place', data),
    });
    this.#compare(id, final, again);
  }

  #compare(what: string, first: Final, again: Final | null): void {
    const { ledger } = this.#options.desk;
    ledger.repeats += 1;
    // The two doors write the members of an answer in another order.
    if (again === null || isDeepStrictEqual(first, again)) return;
    ledger.fault(`${what} was answered ${JSON.stringify(first)}, then ${JSON.stringify(again)}`);
  }
}
