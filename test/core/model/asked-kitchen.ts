import type { Command } from '../../../src/shared/commands.ts';
import {
  bump,
  confirm,
  fire,
  rush,
  show,
  startLines,
  unbump,
  type ModelLine,
} from './kitchen-model.ts';
import type { ModelOrder } from './shop-model.ts';
import type { KitchenStep } from './steps.ts';

/** A command of a kitchen display, and what the model says to it once it is its turn. */
export function inKitchen(order: ModelOrder, step: KitchenStep): [Command, () => string | null] {
  const orderId = order.id;
  const idOf = (nth: number) => order.lines[nth % order.lines.length]?.id ?? '';
  switch (step.do) {
    case 'bump':
    case 'unbump': {
      const lineId = idOf(step.line);
      const act = step.do === 'bump' ? bump : unbump;
      return [
        { type: step.do === 'bump' ? 'line.bump' : 'line.recall', data: { orderId, lineId } },
        () => onLines(order, [lineId], (lines) => act(order, lines, null)),
      ];
    }
    case 'begin':
    case 'bring back': {
      const { stations } = step;
      const lineIds = step.lines.map(idOf);
      const act = step.do === 'begin' ? startLines : unbump;
      const data = { orderId, lineIds, ...named(stations) };
      return [
        { type: step.do === 'begin' ? 'ticket.start' : 'ticket.recall', data },
        () => onLines(order, lineIds, (lines) => act(order, lines, stations)),
      ];
    }
    case 'strike': {
      const { stations, recallsSince } = step;
      const lineIds = step.lines.map(idOf);
      const recalls = recallsSince === null ? null : Math.max(0, order.recalls - recallsSince);
      const says = recalls === null ? {} : { recalls };
      return [
        { type: 'ticket.bump', data: { orderId, lineIds, ...says, ...named(stations) } },
        () => onLines(order, lineIds, (lines) => bump(order, lines, stations, recalls)),
      ];
    }
    case 'confirm': {
      const { stations } = step;
      const seen = Object.fromEntries(step.lines.map(({ line, told }) => [idOf(line), told]));
      return [
        { type: 'ticket.confirm', data: { orderId, lines: seen, ...named(stations) } },
        () =>
          onLines(order, Object.keys(seen), (lines) => {
            const told = new Map(lines.map((line) => [line, seen[line.id] ?? 0]));
            return confirm(order, told, stations);
          }),
      ];
    }
    case 'show': {
      const { stations, behind } = step;
      const all = order.lines.reduce((sum, line) => sum + line.told.length, 0);
      const told = behind === null ? null : Math.max(0, all - behind);
      const says = told === null ? {} : { told: { [orderId]: told } };
      return [
        { type: 'order.shown', data: { orderIds: [orderId], ...says, ...named(stations) } },
        () => {
          show(order, told, stations);
          return null;
        },
      ];
    }
    case 'rush': {
      const is = step.rush;
      return [{ type: 'order.rush', data: { orderId, rush: is } }, () => rush(order, is)];
    }
    case 'fire': {
      const { course } = step;
      return [{ type: 'order.fire', data: { orderId, course } }, () => fire(order, course)];
    }
  }
}

const named = (stations: readonly string[] | null) =>
  stations === null ? {} : { stations: [...stations] };

/** What was sent at once with this may have taken lines away. */
function onLines(
  { lines }: ModelOrder,
  lineIds: readonly string[],
  act: (lines: readonly ModelLine[]) => string | null,
): string | null {
  const isThere = lineIds.every((lineId) => lines.some(({ id }) => id === lineId));
  return isThere ? act(lines.filter(({ id }) => lineIds.includes(id))) : 'not_found';
}
