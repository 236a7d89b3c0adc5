import { useMirror } from '../client/client-context.tsx';
import { ticketAge } from './age.ts';
import { useKitchenState } from './kitchen-context.tsx';
import { inQueue, type Ticket } from './tickets.ts';

/** True for what is still to be made or handed over: not for what only waits to be confirmed. */
export function isOpen({ notice, order, whole }: Ticket): boolean {
  return notice === null && (whole || inQueue(order));
}

/** How many of these tickets are open and late; drawn again when the number changes. */
export function useLateCount(tickets: readonly Ticket[]): number {
  const shop = useMirror((state) => state.shop);
  return useKitchenState(({ now }) =>
    shop
      ? tickets.filter((ticket) => isOpen(ticket) && ticketAge(ticket, shop, now) === 'late').length
      : 0,
  );
}
