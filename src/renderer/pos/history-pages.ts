import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import type { Order } from '../../shared/order.ts';
import { useClient, useMirror } from '../client/client-context.tsx';
import type { Client, Outcome } from '../client/contract.ts';
import { newerOf } from './history-order.ts';
import { fold } from './search.ts';

/** Orders of one page: a screenful and some more. */
const PAGE = 40;

/** What is looked for: a business day (`YYYY-MM-DD`, '' for all), and a number or a name as typed. */
export interface Wanted {
  readonly day: string;
  readonly text: string;
}

interface Page {
  readonly orders: readonly Order[];
  readonly nextCursor: string | null;
}

/** What has come so far of one question; a new question forgets it. */
interface Loaded {
  readonly path: string;
  readonly orders: readonly Order[];
  readonly nextCursor: string | null;
  readonly refusal: Refusal | null;
  readonly asking: boolean;
}

export interface HistoryPages {
  /** Newest first; what the mirror knows of them is newer than what was fetched. */
  readonly orders: readonly Order[];
  /** How many were looked through for a name. */
  readonly looked: number;
  readonly asking: boolean;
  readonly refusal: Refusal | null;
  /** Null: there is no more. */
  readonly more: (() => void) | null;
  readonly again: () => void;
}

/** The number in what was typed, `#042` or `42`; null when it is a name. */
export function numberIn(text: string): number | null {
  const digits = /^#?\s*(\d{1,9})$/.exec(text.trim())?.[1];
  return digits === undefined || Number(digits) < 1 ? null : Number(digits);
}

function pathOf({ day, text }: Wanted): string {
  const number = numberIn(text);
  const query = new URLSearchParams({ order: 'newest', limit: String(PAGE) });
  if (day !== '') query.set('businessDate', day);
  if (number !== null) query.set('number', String(number));
  return `/api/v1/orders?${query.toString()}`;
}

function ask(client: Client, path: string, cursor: string | null): Promise<Outcome<Page>> {
  const at = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  return client.read<Page>(path + at);
}

/** Orders of earlier, page by page, kept fresh by what the mirror hears of them. */
export function useHistoryPages(wanted: Wanted): HistoryPages {
  const client = useClient();
  const mirrored = useMirror((state) => state.orders);
  const path = pathOf(wanted);
  const [loaded, setLoaded] = useState<Loaded>(() => nothingYet(path));
  const [round, setRound] = useState(0);
  if (loaded.path !== path) setLoaded(nothingYet(path));

  useEffect(() => {
    let left = false;
    void ask(client, path, null).then((outcome) => {
      if (!left) setLoaded((old) => (old.path === path ? withPage(old, outcome, true) : old));
    });
    return () => {
      left = true;
    };
  }, [client, path, round]);

  const { nextCursor, asking } = loaded;
  const more = useCallback(() => {
    setLoaded((old) => ({ ...old, asking: true, refusal: null }));
    void ask(client, path, nextCursor).then((outcome) =>
      setLoaded((old) => (old.path === path ? withPage(old, outcome, false) : old)),
    );
  }, [client, path, nextCursor]);
  const again = useCallback(() => {
    setLoaded(nothingYet(path));
    setRound((old) => old + 1);
  }, [path]);

  const all = useMemo(
    () => merge(loaded, mirrored, wanted.day, numberIn(wanted.text)),
    [loaded, mirrored, wanted.day, wanted.text],
  );
  const orders = useMemo(() => byName(all, wanted.text), [all, wanted.text]);
  return {
    orders,
    looked: all.length,
    asking,
    refusal: loaded.refusal,
    more: nextCursor === null || asking ? null : more,
    again,
  };
}

function nothingYet(path: string): Loaded {
  return { path, orders: [], nextCursor: null, refusal: null, asking: true };
}

function withPage(old: Loaded, outcome: Outcome<Page>, first: boolean): Loaded {
  if (!outcome.ok) return { ...old, asking: false, refusal: outcome.refusal };
  const { orders, nextCursor } = outcome.value;
  return {
    ...old,
    asking: false,
    refusal: null,
    nextCursor,
    orders: first ? orders : [...old.orders, ...orders],
  };
}

/** What was fetched, with what the mirror knows of it and of orders that came since. */
function merge(
  { orders, nextCursor }: Loaded,
  mirrored: Readonly<Record<string, Order>>,
  day: string,
  number: number | null,
): readonly Order[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const oldest = nextCursor === null ? '' : (orders.at(-1)?.id ?? '');
  for (const order of Object.values(mirrored)) {
    const fits =
      (day === '' || order.businessDate === day) && (number === null || order.number === number);
    // One that is older than the last page that came has its place on a page to come.
    const placed = byId.has(order.id) || order.id > oldest;
    const newer = newerOf(byId.get(order.id), order);
    if (fits && placed && newer) byId.set(order.id, newer);
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** Those whose customer has each typed word in their name. */
function byName(orders: readonly Order[], text: string): readonly Order[] {
  if (numberIn(text) !== null) return orders;
  const words = fold(text.replace('#', '')).split(' ').filter(Boolean);
  if (words.length === 0) return orders;
  return orders.filter(({ customer }) => {
    const name = fold(customer?.name ?? '');
    return words.every((word) => name.includes(word));
  });
}
