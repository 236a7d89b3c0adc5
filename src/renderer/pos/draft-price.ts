import type { CounterRules } from '../../shared/counter-rules.ts';
import type { Menu } from '../../shared/menu.ts';
import type { Cents } from '../../shared/money.ts';
import { discountCents, priceOf, type OrderPrice } from '../../shared/pricing.ts';
import type { Role } from '../../shared/roles.ts';
import { useMemo } from 'react';
import { useMirror } from '../client/client-context.tsx';
import { useDraft } from './counter-context.tsx';
import { unitPrice, type Draft, type DraftLine } from './draft.ts';

/** What one line comes to by the menu as this screen knows it: nothing for an item that has left it. */
export function linePrice(
  menu: Menu,
  line: DraftLine,
): { readonly totalCents: Cents; readonly discountCents: Cents } {
  const totalCents = (unitPrice(menu, line) ?? 0) * line.quantity;
  return { totalCents, discountCents: discountCents(line.discount, totalCents) };
}

/** The charge for service that the broker will add, in basis points: what a counter takes for a table. */
export function serviceBasisPoints(
  { service }: Pick<Draft, 'service'>,
  rules: CounterRules | undefined,
  role: Role | null,
): number {
  return role === 'counter' && service === 'dine_in' ? (rules?.serviceChargeBasisPoints ?? 0) : 0;
}

/** What the screen expects an order to cost, by the broker's own arithmetic; the broker's own sum counts. */
export function draftPrice(menu: Menu, draft: Draft, basisPoints: number): OrderPrice {
  return priceOf({
    lines: draft.lines.map((line) => linePrice(menu, line)),
    discount: draft.discount,
    serviceCharge: basisPoints === 0 ? null : { basisPoints, waived: !draft.serviceCharge },
  });
}

export interface DraftPrice extends OrderPrice {
  /** Of the charge for service that applies to it, also when it was taken off; 0 for none. */
  readonly basisPoints: number;
}

const NOTHING: OrderPrice = { subtotalCents: 0, discountCents: 0, serviceCents: 0, totalCents: 0 };

/** What the order being taken will cost. */
export function useDraftPrice(): DraftPrice {
  const menu = useMirror((state) => state.menu);
  const rules = useMirror((state) => state.shop?.counter);
  const role = useMirror((state) => state.role);
  const draft = useDraft();
  return useMemo(() => {
    const basisPoints = serviceBasisPoints(draft, rules, role);
    return { ...(menu ? draftPrice(menu, draft, basisPoints) : NOTHING), basisPoints };
  }, [menu, rules, role, draft]);
}
