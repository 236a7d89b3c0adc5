import { lateAt } from '../../shared/due.ts';
import type { Order } from '../../shared/order.ts';
import type { AgeThreshold, Shop } from '../../shared/shop.ts';
import type { Ticket, TicketLine } from './tickets.ts';

/** How long a customer has been waiting, as a cook needs to know it. */
export type Age = 'fresh' | 'attention' | 'late';

/**
 * Since when the kitchen has had what a ticket still asks for: milliseconds, UTC. That is when the first course of what
 * is to be made here was fired; additions to a course and recalls have its original clock. With nothing to make, the time
 * of all of it; with nothing fired, of the order.
 * @param own the lines that this display has a part in
 * @param toMake those of them that are to be made now
 */
export function clockOf(
  order: Pick<Order, 'placedAt' | 'sentAt'>,
  own: readonly TicketLine[],
  toMake: readonly TicketLine[],
): number {
  const courses = new Set((toMake.length > 0 ? toMake : own).map(({ line }) => line.course));
  const fired = own
    .filter(({ line }) => courses.has(line.course) && line.firedAt !== null)
    .map(({ line }) => Date.parse(line.firedAt ?? ''));
  return fired.length > 0 ? Math.min(...fired) : Date.parse(order.sentAt ?? order.placedAt);
}

/**
 * What the age and the place of a ticket are counted from: milliseconds, UTC. It counts as if it had come just as long
 * before it becomes late (see `lateAt`) as is usual for its service.
 */
export function rankOf(
  { placedAt, sentAt, dueAt, service }: Pick<Order, 'placedAt' | 'sentAt' | 'dueAt' | 'service'>,
  clockAt: number,
  thresholds: Shop['ageThresholds'],
): number {
  const lateMs = thresholds[service].lateSeconds * 1000;
  const times = {
    sentAt: Date.parse(sentAt ?? placedAt),
    promisedAt: dueAt === null ? null : Date.parse(dueAt),
  };
  return lateAt(times, clockAt, lateMs) - lateMs;
}

/** Whole seconds the kitchen has had it, by the broker's clock; never negative. */
export function elapsedSeconds({ clockAt }: Pick<Ticket, 'clockAt'>, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - clockAt) / 1000));
}

/** The age state of that many seconds; a threshold is part of the state it opens. */
export function ageOf(seconds: number, threshold: AgeThreshold): Age {
  if (seconds >= threshold.lateSeconds) return 'late';
  return seconds >= threshold.attentionSeconds ? 'attention' : 'fresh';
}

/**
 * The age state of a ticket, by the thresholds of its order's service. What only waits for its course, or is cancelled,
 * has nobody waiting for a cook.
 */
export function ticketAge(
  { order, rank, waits, notice }: Pick<Ticket, 'order' | 'rank' | 'waits' | 'notice'>,
  shop: Pick<Shop, 'ageThresholds'>,
  nowMs: number,
): Age {
  if (waits || notice !== null) return 'fresh';
  return ageOf((nowMs - rank) / 1000, shop.ageThresholds[order.service]);
}
