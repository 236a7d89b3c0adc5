import type { AgeThreshold, Shop } from '../../shared/shop.ts';
import type { Order } from '../../shared/order.ts';
import type { Ticket, TicketLine } from './tickets.ts';

/** How long a customer has been waiting, as a cook needs to know it. */
export type Age = 'fresh' | 'attention' | 'late';

/**
 * Since when the kitchen has had what a ticket still asks for: milliseconds, UTC. That is when the first course of what
 * is open here was fired; additions to a course and recalls have its original clock. With nothing open, the time of all
 * of it; with nothing fired, of the order.
 */
export function clockOf(
  order: Pick<Order, 'placedAt' | 'sentAt'>,
  own: readonly Pick<TicketLine, 'line' | 'done' | 'waits'>[],
): number {
  const open = own.filter(({ done, waits }) => !done && !waits);
  const courses = new Set((open.length > 0 ? open : own).map(({ line }) => line.course));
  const fired = own
    .filter(({ line }) => courses.has(line.course) && line.firedAt !== null)
    .map(({ line }) => Date.parse(line.firedAt ?? ''));
  return fired.length > 0 ? Math.min(...fired) : Date.parse(order.sentAt ?? order.placedAt);
}

/**
 * What the age and the place of a ticket are counted from: milliseconds, UTC. What was promised for later counts as if it
 * had come so late that it becomes late at that very moment.
 */
export function rankOf(
  { dueAt, service }: Pick<Order, 'dueAt' | 'service'>,
  clockAt: number,
  thresholds: Shop['ageThresholds'],
): number {
  if (dueAt === null) return clockAt;
  return Math.max(clockAt, Date.parse(dueAt) - thresholds[service].lateSeconds * 1000);
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

/** The age state of a ticket, by the thresholds of its order's service. */
export function ticketAge(
  { order, rank }: Pick<Ticket, 'order' | 'rank'>,
  shop: Pick<Shop, 'ageThresholds'>,
  nowMs: number,
): Age {
  return ageOf((nowMs - rank) / 1000, shop.ageThresholds[order.service]);
}
