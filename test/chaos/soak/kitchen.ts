import type { Final, Outcome, SeenOrder } from '../../../scripts/simulate/door.ts';
import type { Where } from '../../../scripts/simulate/http-door.ts';
import { WsDoor } from '../../../scripts/simulate/ws-door.ts';
import { lingers } from '../../../src/shared/told.ts';
import type { Desk } from './desk.ts';
import type { PairedDevice } from './devices.ts';
import type { LifeStep } from './orders.ts';
import { readOrder } from './reading.ts';
import { Throttle } from './throttle.ts';

/** What a cook's display sends at the most: below the 20 a second that it may. */
const COOK_RATE = { perSecond: 12, most: 40 };

/** Orders that one `order.shown` tells of at the most. */
const SHOWN_AT_ONCE = 100;

/** An order on its way through the kitchen. */
interface Ticket {
  readonly id: string;
  readonly number: number;
  readonly life: readonly LifeStep[];
  next: number;
}

/** One command of a step. */
interface Command {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly meant?: readonly string[];
}

export interface KitchenOptions {
  readonly where: Where;
  readonly cooks: readonly PairedDevice[];
  /** A program at the pass: takes the steps that the cooks have no hands for, and those that no cook may take. */
  readonly pass: PairedDevice;
  readonly desk: Desk;
  /** Orders that stay open: steps are taken only of what is beyond them. */
  readonly keepOpen: number;
  /** Steps a second at the most: fewer than come in a rush, so that a rush leaves orders waiting. */
  readonly stepsPerSecond: number;
}

/** Cooks and the pass: they bring each order through its life, one step after the other, the longest waiting first. */
export class Kitchen {
  readonly #options: KitchenOptions;
  readonly #cooks: readonly { readonly door: WsDoor; readonly throttle: Throttle }[];
  readonly #pass: WsDoor;
  readonly #pace: Throttle;
  #line: Ticket[] = [];
  #unseen: string[] = [];
  #turn = 0;
  #commands = 0;

  constructor(options: KitchenOptions) {
    this.#options = options;
    const { where, cooks, pass, stepsPerSecond } = options;
    const now = performance.now();
    this.#cooks = cooks.map(({ token }) => ({
      door: new WsDoor({ where, token }),
      throttle: new Throttle(COOK_RATE.perSecond, COOK_RATE.most, now),
    }));
    this.#pass = new WsDoor({ where, token: pass.token });
    this.#pace = new Throttle(stepsPerSecond, stepsPerSecond, now);
  }

  get waiting(): number {
    return this.#line.length;
  }

  add({ id, number }: SeenOrder, life: readonly LifeStep[]): void {
    this.#line.push({ id, number, life, next: 0 });
    if (life[0] !== 'send') this.#unseen.push(id);
  }

  /** Takes the steps that are due now. */
  work(): void {
    const now = performance.now();
    const due = this.#line.length - this.#options.keepOpen;
    let taken = 0;
    while (taken < due && this.#pace.take(now)) taken += 1;
    const { desk } = this.#options;
    for (const ticket of this.#line.splice(0, taken)) {
      desk.begin(`#${ticket.number}`, () => this.#step(ticket));
    }
    if (this.#unseen.length >= SHOWN_AT_ONCE) this.#tellShown();
  }

  close(): void {
    for (const { door } of this.#cooks) door.close();
    this.#pass.close();
  }

  /** A display says which orders it has on its screen. */
  #tellShown(): void {
    const orderIds = this.#unseen.splice(0, SHOWN_AT_ONCE);
    const door = this.#cook() ?? this.#cooks[0]?.door;
    if (!door) return;
    this.#options.desk.begin('orders shown', async () => {
      await this.#send(door, 'orders shown', { type: 'order.shown', data: { orderIds } });
    });
  }

  async #step(ticket: Ticket): Promise<void> {
    const step = ticket.life[ticket.next];
    if (step === undefined) return;
    const door = this.#doorFor(step);
    if (door === null) {
      // No cook has a hand free: it waits for the next one.
      this.#line.push(ticket);
      return;
    }
    ticket.next += 1;
    const { desk } = this.#options;
    for (const command of await this.#commandsOf(step, ticket)) {
      const final = await this.#send(door, `#${ticket.number} ${command.type}`, command);
      // A refusal that is meant ends the order's life here; any other is a fault already.
      if (final?.state !== 'accepted') return;
      if (!final.order)
        desk.ledger.fault(`#${ticket.number} ${command.type}: no order in the answer`);
      else desk.ledger.advanced(final.order);
    }
    if (ticket.next < ticket.life.length) this.#line.push(ticket);
  }

  /** Cooks first; null when only a cook may do this and none is free. */
  #doorFor(step: LifeStep): WsDoor | null {
    switch (step) {
      case 'send':
      case 'cancel':
      case 'late cancel':
      case 'finish':
        return this.#pass;
      case 'bump':
      case 'confirm':
        return this.#cook();
      case 'start':
      case 'ready':
      case 'recall':
      case 'complete':
        return this.#cook() ?? this.#pass;
    }
  }

  #cook(): WsDoor | null {
    const now = performance.now();
    for (let tried = 0; tried < this.#cooks.length; tried += 1) {
      this.#turn = (this.#turn + 1) % this.#cooks.length;
      const cook = this.#cooks[this.#turn];
      if (cook?.throttle.take(now) === true) return cook.door;
    }
    return null;
  }

  async #commandsOf(step: LifeStep, { id: orderId }: Ticket): Promise<readonly Command[]> {
    switch (step) {
      case 'finish':
        return [{ type: 'order.advance', data: { orderId, status: 'completed' } }];
      case 'cancel':
        return [{ type: 'order.cancel', data: { orderId, reason: 'changed their mind' } }];
      case 'confirm': {
        const { where, pass } = this.#options;
        const order = await readOrder(where, pass.token, orderId);
        // One that was cancelled before a display had it in view has left already.
        if (!lingers(order)) return [];
        // The second thing that the kitchen was told of each line.
        const seen = Object.fromEntries(order.lines.map(({ id }) => [id, 2]));
        return [{ type: 'ticket.confirm', data: { orderId, lines: seen } }];
      }
      case 'late cancel':
        return [
          {
            type: 'order.cancel',
            data: { orderId, reason: 'too late' },
            meant: ['illegal_transition'],
          },
        ];
      case 'bump': {
        const { where, pass } = this.#options;
        const { lines } = await readOrder(where, pass.token, orderId);
        return lines.map(({ id }) => ({ type: 'line.bump', data: { orderId, lineId: id } }));
      }
      case 'send':
      case 'start':
      case 'ready':
      case 'recall':
      case 'complete':
        return [{ type: `order.${step}`, data: { orderId } }];
    }
  }

  #send(door: WsDoor, what: string, { type, data, meant = [] }: Command): Promise<Final | null> {
    this.#commands += 1;
    const id = `soak-step-${this.#commands}`;
    const send = (): Promise<Outcome> => door.send(id, type, data);
    return this.#options.desk.ask({ what, send, meant });
  }
}
