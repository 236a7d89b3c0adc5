import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '../../src/shared/commands.ts';
import type { Order, OrderLine } from '../../src/shared/order.ts';
import { lingers, toldOfLine } from '../../src/shared/told.ts';
import { decide } from '../../src/main/domain/decide.ts';
import { countingContext, MemoryState } from '../support/memory-state.ts';
import { awaited, confirmation, KITCHEN_MENU } from './kitchen.ts';
import { kitchenCommand, kitchenSteps, SAID_TWICE } from './kitchen-steps.ts';

const TICKETS: ReadonlySet<string> = new Set(['ticket.start', 'ticket.bump', 'ticket.recall']);

/** The moment of a step: no two are alike, so that what was put down earlier can be told from what is put down now. */
const moment = (nth: number): string => new Date(Date.UTC(2026, 10, 20, 18, 0, nth)).toISOString();

test('[TKT1][TKT2][TKT6] over any sequence tasks, lines and orders agree, nothing told is untold, and twice is once', () => {
  fc.assert(
    fc.property(kitchenSteps, (steps) => {
      const state = new MemoryState(KITCHEN_MENU);
      const ids = countingContext();
      for (const [nth, step] of steps.entries()) {
        const command = kitchenCommand(step, [...state.orders.values()]);
        if (!command) continue;
        const context = { ...ids, at: moment(nth) };
        const before = new Map(state.orders);
        const decision = decide(state, command, context);
        if (!decision.ok) continue;
        // Deciding changes nothing of what is there: it would throw.
        state.apply(frozen(decision.events));
        for (const order of state.orders.values()) {
          const was = before.get(order.id);
          if (was === order) continue;
          agrees(order);
          if (!was) continue;
          follows(was, order, command.type);
          if (TICKETS.has(command.type) && 'lineIds' in command.data) {
            touchesOnly(command.data, was, order);
          }
        }
        if (SAID_TWICE.has(step.kind)) {
          expect(decide(state, command, context)).toMatchObject({ ok: true, events: [] });
        }
      }
      // Whoever takes note of all that an order says is done with it.
      for (const order of state.orders.values()) {
        const command: Command = { type: 'ticket.confirm', data: confirmation(order) };
        const decision = decide(state, command, countingContext(moment(steps.length)));
        if (!decision.ok || !decision.order) throw new Error('not confirmed');
        expect(lingers(decision.order)).toBe(false);
        if (order.status !== 'completed') expect(awaited(decision.order)).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

function frozen<T>(thing: T): T {
  if (typeof thing !== 'object' || thing === null || Object.isFrozen(thing)) return thing;
  for (const part of Object.values(thing)) frozen(part);
  return Object.freeze(thing);
}

/** What an order says at any time. */
function agrees(order: Order): void {
  const { status, lines, sentAt } = order;
  const isInKitchen = status !== 'held' && status !== 'cancelled';
  const standing = lines.filter(({ quantity }) => quantity > 0);
  const areReady = standing.every((line) => line.status === 'ready');
  expect(status === 'ready' || status === 'completed').toBe(isInKitchen && areReady);
  for (const line of lines) {
    const { quantity, tasks, firedAt } = line;
    expect(line.status === 'cancelled').toBe(quantity === 0 || status === 'cancelled');
    if (line.status !== 'cancelled') {
      expect(line.status === 'ready').toBe(tasks.every(({ doneAt }) => doneAt !== null));
    }
    for (const { doneAt, confirmed } of tasks) {
      expect(confirmed).toBeLessThanOrEqual(toldOfLine(line, order));
      // A station is told of nothing but with the order, and what it makes has been fired.
      if (sentAt === null) expect([confirmed, firedAt]).toEqual([0, null]);
      if (doneAt !== null) expect(firedAt).not.toBeNull();
    }
  }
  if (isInKitchen) {
    const first = Math.min(...standing.map(({ course }) => course));
    for (const { course, firedAt } of standing) if (course === first) expect(firedAt).toBeTruthy();
  }
  const waits = standing.some(({ firedAt }) => firedAt === null);
  expect(order.allowedChanges.includes('fire')).toBe(isInKitchen && waits);
  // Who had nothing of the order in view takes note of what was added alone, and of that only where others had.
  const knowing = stationsThatKnow(order);
  for (const each of awaited(order)) {
    const [station = '', nth] = each.split(' ');
    if (lines[Number(nth)]?.ledger[0]?.at !== sentAt) expect(knowing).not.toEqual([]);
    else expect(knowing).toContain(station);
  }
  expect(lingers(order)).toBe(status === 'cancelled' && awaited(order).length > 0);
}

function stationsThatKnow({ lines }: Order): string[] {
  const shown = lines.flatMap(({ tasks }) => tasks.filter(({ shownAt }) => shownAt !== null));
  return shown.map(({ station }) => station);
}

/** What stays as it was from one version of an order to the next. */
function follows(was: Order, order: Order, by: Command['type']): void {
  expect(order.version).toBeGreaterThan(was.version);
  for (const before of was.lines) {
    const line = order.lines.find(({ id }) => id === before.id);
    // Of a held order nothing was told.
    if (!line) expect(was.status).toBe('held');
    else lineFollows(before, line, by);
  }
}

function lineFollows(was: OrderLine, line: OrderLine, by: Command['type']): void {
  expect(line.ledger.slice(0, was.ledger.length)).toEqual(was.ledger);
  expect([line.course, line.tasks.length]).toEqual([was.course, was.tasks.length]);
  if (was.firedAt !== null) expect(line.firedAt).toBe(was.firedAt);
  for (const [nth, task] of line.tasks.entries()) {
    const before = was.tasks[nth];
    expect(task.station).toBe(before?.station);
    // What nobody was known to have in view was passed over, until a late report says that somebody had.
    const isLateReport = by === 'order.shown' && before?.shownAt === null;
    if (!isLateReport) expect(task.confirmed).toBeGreaterThanOrEqual(before?.confirmed ?? 0);
    if (before?.shownAt) expect(task.shownAt).toBe(before.shownAt);
    // Done is done when it was first done, until it is called back.
    if (before?.doneAt && task.doneAt) expect(task.doneAt).toBe(before.doneAt);
  }
}

/** A bump or a recall changes no task but those it names. */
function touchesOnly(
  { lineIds, stations }: { readonly lineIds: string[]; readonly stations?: string[] | undefined },
  was: Order,
  order: Order,
): void {
  for (const [nth, line] of order.lines.entries()) {
    for (const [at, task] of line.tasks.entries()) {
      const isNamed = lineIds.includes(line.id) && (stations?.includes(task.station) ?? true);
      if (!isNamed) expect(task).toEqual(was.lines[nth]?.tasks[at]);
    }
  }
}
