import { useMemo, useState } from 'react';
import { useKitchenState, useTicketRules } from './kitchen-context.tsx';
import { createTicketBook, type Queue } from './ticket-book.ts';

const EMPTY: Queue = { tickets: [], doneHere: [] };

/** The tickets of this display, from the mirror and what the display is for. */
export function useQueue(): Queue {
  const orders = useKitchenState((state) => state.orders);
  const rules = useTicketRules();
  const [book] = useState(createTicketBook);
  return useMemo(
    () => (rules ? book.queue(Object.values(orders), rules) : EMPTY),
    [book, orders, rules],
  );
}
