import type { AgeThreshold, Shop } from '../../shared/shop.ts';
import type { Order } from '../../shared/order.ts';

/** How long a customer has been waiting, as a cook needs to know it. */
export type Age = 'fresh' | 'attention' | 'late';

/** When the kitchen got an order: milliseconds, UTC. An order that was parked is as old as its sending. */
export function queuedAt(order: Pick<Order, 'placedAt' | 'sentAt'>): number {
  return Date.parse(order.sentAt ?? order.placedAt);
}

/** Whole seconds the kitchen has had the order, by the broker's clock; never negative. */
export function elapsedSeconds(order: Pick<Order, 'placedAt' | 'sentAt'>, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - queuedAt(order)) / 1000));
}

/** The age state of that many seconds; a threshold is part of the state it opens. */
export function ageOf(seconds: number, threshold: AgeThreshold): Age {
  if (seconds >= threshold.lateSeconds) return 'late';
  return seconds >= threshold.attentionSeconds ? 'attention' : 'fresh';
}

/** The age state of an order, by the thresholds of its service. */
export function orderAge(
  order: Pick<Order, 'placedAt' | 'sentAt' | 'service'>,
  shop: Pick<Shop, 'ageThresholds'>,
  nowMs: number,
): Age {
  return ageOf(elapsedSeconds(order, nowMs), shop.ageThresholds[order.service]);
}
