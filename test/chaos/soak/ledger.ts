import type { Final, SeenOrder } from '../../../scripts/simulate/door.ts';
import type { OrderStatus } from '../../../src/shared/order-states.ts';

/** Faults told in full; of more only the number is kept. */
const TOLD = 50;

/** An acknowledged order, as the last answer about it left it. */
export interface KnownOrder {
  readonly nth: number;
  readonly number: number;
  readonly businessDate: string;
  version: number;
  status: OrderStatus;
}

/** What the clients of a soak were told, kept small: an hour of it has to fit. */
export class Ledger {
  readonly orders = new Map<string, KnownOrder>();
  /** Refusals that were meant to be, by code. */
  readonly meant = new Map<string, number>();
  /** Why commands had to be sent again. Nothing here should have to. */
  readonly again = new Map<string, number>();
  /** Commands that have their last word. */
  answered = 0;
  /** Commands sent again on purpose, under a known key. */
  repeats = 0;
  faultCount = 0;
  readonly #faults: string[] = [];
  #latencies: number[] = [];
  readonly #allLatencies: number[] = [];

  /** The first faults, in words. */
  get faults(): readonly string[] {
    return this.#faults;
  }

  fault(text: string): void {
    this.faultCount += 1;
    if (this.#faults.length < TOLD) this.#faults.push(text);
  }

  sentAgain(why: string): void {
    this.again.set(why, (this.again.get(why) ?? 0) + 1);
  }

  /** An order was taken: it must not be known yet. */
  placed(nth: number, { id, number, businessDate, version, status }: SeenOrder): void {
    if (this.orders.has(id)) this.fault(`order ${id} was acknowledged to two customers`);
    this.orders.set(id, { nth, number, businessDate, version, status });
  }

  /** A step was taken: it must have led on. */
  advanced({ id, number, version, status }: SeenOrder): void {
    const known = this.orders.get(id);
    if (!known) {
      this.fault(`#${number} was advanced and had not been acknowledged`);
      return;
    }
    if (version <= known.version)
      this.fault(`#${number}: a step led from version ${known.version} to ${version}`);
    known.version = version;
    known.status = status;
  }

  /** A refusal, and whether it was meant to be. */
  refused(
    what: string,
    final: Extract<Final, { state: 'refused' }>,
    meant: readonly string[],
  ): void {
    if (!meant.includes(final.code)) {
      this.fault(`${what} was refused: ${final.code} (${final.detail})`);
      return;
    }
    this.meant.set(final.code, (this.meant.get(final.code) ?? 0) + 1);
  }

  /** How long an order waited for its answer. */
  waited(ms: number): void {
    this.#latencies.push(ms);
    this.#allLatencies.push(ms);
  }

  /** Of the orders answered since the last call, how long each waited. */
  takeLatencies(): readonly number[] {
    const taken = this.#latencies;
    this.#latencies = [];
    return taken;
  }

  get latencies(): readonly number[] {
    return this.#allLatencies;
  }
}
