import { useEffect, useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import type { Order } from '../../shared/order.ts';
import { useClient, useMirror } from '../client/client-context.tsx';
import type { Outcome } from '../client/contract.ts';

/** An order by its id, wherever it has to be looked for. */
export type FoundOrder =
  | { readonly state: 'none' }
  | { readonly state: 'asking' }
  | { readonly state: 'found'; readonly order: Order }
  | { readonly state: 'refused'; readonly refusal: Refusal };

interface Answer {
  readonly orderId: string;
  readonly outcome: Outcome<{ readonly order: Order }>;
}

/** The newer of two states of one order. */
export function newerOf(a: Order | undefined, b: Order | undefined): Order | undefined {
  if (!a || !b) return a ?? b;
  return b.version > a.version ? b : a;
}

/**
 * An order that may have closed long ago: of the mirror where it is there, else asked for once. What the broker tells
 * of it later counts.
 */
export function useAnyOrder(orderId: string | null): FoundOrder {
  const client = useClient();
  const mirrored = useMirror((state) => (orderId === null ? undefined : state.orders[orderId]));
  const [answer, setAnswer] = useState<Answer | null>(null);
  const answered = answer !== null && answer.orderId === orderId ? answer.outcome : null;
  const wanted = orderId !== null && !mirrored && !answered ? orderId : null;

  useEffect(() => {
    if (wanted === null) return undefined;
    let left = false;
    void client.read<{ order: Order }>(`/api/v1/orders/${wanted}`).then((outcome) => {
      if (!left) setAnswer({ orderId: wanted, outcome });
    });
    return () => {
      left = true;
    };
  }, [client, wanted]);

  if (orderId === null) return { state: 'none' };
  const order = newerOf(mirrored, answered?.ok ? answered.value.order : undefined);
  if (order) return { state: 'found', order };
  return answered && !answered.ok
    ? { state: 'refused', refusal: answered.refusal }
    : { state: 'asking' };
}
