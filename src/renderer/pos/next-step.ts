import type { Order } from '../../shared/order.ts';
import { useMirror } from '../client/client-context.tsx';
import type { MirrorState } from '../client/contract.ts';
import { useDraft, useDrafts } from './counter-context.tsx';
import { isEmpty, type Draft } from './draft.ts';
import { activeOf, type DraftState, type Placed } from './draft-store.ts';
import { draftPrice, serviceBasisPoints } from './draft-price.ts';

/** The one thing to do next at this counter, as far as this screen knows: the broker decides when it is done. */
export type NextStep =
  /** An order is on its way. */
  | { readonly kind: 'wait' }
  /** This counter takes no order before its drawer is open. */
  | { readonly kind: 'open_drawer' }
  | { readonly kind: 'send' }
  /** The kitchen gets it once it is paid. */
  | { readonly kind: 'pay_first' }
  /** The order that was just taken waits for its money. */
  | { readonly kind: 'pay'; readonly order: Order }
  | { readonly kind: 'next' };

/** True when this counter may take orders: its drawer is open, or it has none to open. */
export function isDrawerOpen({ role, deviceId, shifts }: DrawerView): boolean {
  if (role !== 'counter' || deviceId === null) return true;
  return Object.values(shifts).some(
    (shift) => shift.status === 'open' && shift.deviceId === deviceId,
  );
}

type DrawerView = Pick<MirrorState, 'role' | 'deviceId' | 'shifts'>;
type View = DrawerView & Pick<MirrorState, 'menu' | 'shop' | 'orders'>;

/** What comes next for the order in front. */
export function nextStepOf(view: View, drafts: DraftState): NextStep {
  return stepOf(view, activeOf(drafts), drafts.placed);
}

function stepOf(view: View, draft: Draft, placed: Placed | null): NextStep {
  if (draft.sending) return { kind: 'wait' };
  if (placed && isEmpty(draft)) {
    const order = view.orders[placed.orderId];
    return order && isPayable(order) ? { kind: 'pay', order } : { kind: 'next' };
  }
  if (!isDrawerOpen(view)) return { kind: 'open_drawer' };
  return isPaidFirst(view, draft) ? { kind: 'pay_first' } : { kind: 'send' };
}

/** True when money may be taken for an order that the broker has. */
export function isPayable({ totals, allowedChanges }: Order): boolean {
  return totals.dueCents > 0 && allowedChanges.includes('pay');
}

function isPaidFirst({ role, menu, shop }: View, draft: Draft): boolean {
  if (role !== 'counter' || shop?.counter.fireOn[draft.service] !== 'payment') return false;
  // What costs nothing is paid.
  const price = menu && draftPrice(menu, draft, serviceBasisPoints(draft, shop.counter, role));
  return draft.lines.length === 0 || (price?.totalCents ?? 1) > 0;
}

export function useNextStep(): NextStep {
  const draft = useDraft();
  const placed = useDrafts((state) => state.placed);
  const role = useMirror((state) => state.role);
  const deviceId = useMirror((state) => state.deviceId);
  const shifts = useMirror((state) => state.shifts);
  const menu = useMirror((state) => state.menu);
  const shop = useMirror((state) => state.shop);
  const order = useMirror(({ orders }) => (placed ? orders[placed.orderId] : undefined));
  const orders = order ? { [order.id]: order } : {};
  return stepOf({ role, deviceId, shifts, menu, shop, orders }, draft, placed);
}
