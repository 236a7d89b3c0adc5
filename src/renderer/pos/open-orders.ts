import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Order } from '../../shared/order.ts';
import { isOpen } from '../../shared/order-states.ts';
import { changedAt } from '../../shared/told.ts';
import { useBrokerNow, useMirror } from '../client/client-context.tsx';
import { useDrafts } from './counter-context.tsx';
import { isEmpty, type Draft } from './draft.ts';

/** An order, or a change of one, that no kitchen display has shown for this long is worth a warning. Milliseconds. */
export const UNSEEN_AFTER_MS = 10_000;

/** Open orders as the counter looks at them: what can be handed over, what is parked here, then the kitchen's, by age. */
export function sortOpenOrders(orders: Readonly<Record<string, Order>>): Order[] {
  const rank = ({ status }: Order): number => (status === 'ready' ? 0 : status === 'held' ? 1 : 2);
  return Object.values(orders)
    .filter(({ status }) => isOpen(status))
    .toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

export function useOpenOrders(): readonly Order[] {
  const orders = useMirror((state) => state.orders);
  return useMemo(() => sortOpenOrders(orders), [orders]);
}

/**
 * The open orders as they are best looked at now: what the kitchen has not looked at comes first, then, where there is
 * room for a few alone (`newestFirst`), what was placed last; all else as in `sortOpenOrders`. `unseen` counts the first.
 */
export function useAttentiveOrders(newestFirst: boolean): {
  readonly orders: readonly Order[];
  readonly unseen: number;
} {
  const orders = useOpenOrders();
  const now = useBrokerNow();
  const warned = orders.filter((order) => isUnseen(order, now)).map(({ id }) => id);
  const key = warned.join();
  return useMemo(() => {
    const first = new Set(key === '' ? [] : key.split(','));
    const others = orders.filter(({ id }) => !first.has(id));
    // Ids of orders begin with the moment at which they were placed.
    const newest = newestFirst
      ? others.reduce<Order | null>((last, each) => (last && last.id > each.id ? last : each), null)
      : null;
    return {
      orders: [
        ...orders.filter(({ id }) => first.has(id)),
        ...(newest ? [newest] : []),
        ...others.filter((order) => order !== newest),
      ],
      unseen: first.size,
    };
  }, [orders, key, newestFirst]);
}

/** Orders of this till beside the one in front: those waiting for the broker, refused, or left unfinished. */
export function useOtherDrafts(): readonly Draft[] {
  // The same list while the one in front is typed at: nothing that shows the others is drawn for it.
  return useDrafts(
    useShallow(({ drafts, activeId }) =>
      drafts.filter((draft) => draft.id !== activeId && !isEmpty(draft)),
    ),
  );
}

/** How many orders want something from somebody: the number that rail, strip and list agree on. */
export function useOpenCount(): number {
  return useOpenOrders().length + useOtherDrafts().length;
}

/** What is known of the kitchen's eyes: all of it was shown, nothing was, or the last change was not. */
export type Seen = 'seen' | 'unseen' | 'changeUnseen';

/**
 * Whether a kitchen display has shown it, with its last change; null while that says nothing (not sent yet, too fresh,
 * or past it: who has begun to cook has seen the order, but not what was changed of it since).
 */
export function seenState(order: Order, brokerNow: number): Seen | null {
  const { status, shownAt, changeShownAt } = order;
  if (status !== 'pending' && status !== 'preparing') return null;
  const overdue = (since: string): boolean => brokerNow - Date.parse(since) > UNSEEN_AFTER_MS;
  if (status === 'pending' && shownAt === null) {
    return overdue(order.sentAt ?? order.placedAt) ? 'unseen' : null;
  }
  const changed = changedAt(order);
  if (changed === null) return status === 'pending' ? 'seen' : null;
  if (changeShownAt !== null) return 'seen';
  return overdue(changed) ? 'changeUnseen' : null;
}

/** True when nobody in the kitchen has looked at it, or at what was changed of it, for too long. */
export function isUnseen(order: Order, brokerNow: number): boolean {
  const seen = seenState(order, brokerNow);
  return seen === 'unseen' || seen === 'changeUnseen';
}

/** The moment from which an order's age counts: since it is ready, since the kitchen got it, or else since it was placed. Milliseconds. */
export function ageStart(order: Order): number {
  const sent = order.sentAt ?? order.placedAt;
  return Date.parse(order.status === 'ready' ? (order.readyAt ?? sent) : sent);
}
