import type { PlaceLine, PlaceOrder } from '../../shared/commands.ts';
import { refuse, type Refusal, type Shortage } from '../../shared/errors.ts';
import type { DomainEvent } from '../../shared/events.ts';
import type { MenuItem, StockLevel } from '../../shared/menu.ts';
import type { Customer, LineModifier, Order, OrderLine } from '../../shared/order.ts';
import type { OrderStatus } from '../../shared/order-states.ts';
import { lineTotalCents, orderTotals } from './pricing.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';
import { allowedActions } from './transitions.ts';

/**
 * Decides a new order: every item known and on sale, every modifier its item's own, every counted unit there.
 * All or nothing. Prices and names are copied, so that a later change of the menu leaves the order as it was.
 */
export function placeOrder(
  state: DecisionState,
  input: PlaceOrder,
  context: DecisionContext,
): Decision {
  const items = findItems(state, input.lines);
  if (!Array.isArray(items)) return refused(items);

  const stock = takeStock(state, input.lines);
  if ('code' in stock) return refused(stock);

  const status: OrderStatus = input.hold === true ? 'held' : 'pending';
  const lines: OrderLine[] = [];
  for (const [index, line] of input.lines.entries()) {
    const item = items[index];
    if (!item) continue;
    const modifiers = chooseModifiers(state, item, line.modifiers ?? []);
    if (!Array.isArray(modifiers)) return refused(modifiers);
    lines.push({
      id: context.newId(),
      itemId: item.id,
      name: item.name,
      quantity: line.quantity,
      unitPriceCents: item.priceCents,
      modifiers,
      note: line.note || null,
      station: item.station,
      status: 'pending',
      totalCents: lineTotalCents(line.quantity, item.priceCents, modifiers),
      stockTaken: state.available(item.id) === null ? 0 : line.quantity,
    });
  }

  const order: Order = {
    id: context.newId(),
    number: state.lastNumber(context.businessDate) + 1,
    businessDate: context.businessDate,
    status,
    service: input.service ?? 'counter',
    channel: input.channel ?? (context.role === 'counter' ? 'counter' : 'online'),
    customer: customerOf(input),
    table: input.table || null,
    note: input.note || null,
    wishedTime: input.wishedTime || null,
    lines,
    totals: orderTotals(lines),
    placedAt: context.at,
    sentAt: status === 'held' ? null : context.at,
    startedAt: null,
    readyAt: null,
    completedAt: null,
    cancelledAt: null,
    cancelReason: null,
    shownAt: null,
    readiness: 0,
    recalled: false,
    allowedActions: allowedActions(status),
    version: 1,
  };
  const events: DomainEvent[] = [{ type: 'order.placed', data: { order } }];
  if (stock.levels.length > 0) {
    events.push({ type: 'stock.changed', data: { items: stock.levels } });
  }
  return { ok: true, events, order };
}

/** The menu item of each line, or why the order can't be taken. */
function findItems(state: DecisionState, lines: readonly PlaceLine[]): MenuItem[] | Refusal {
  const items: MenuItem[] = [];
  const unknown = new Set<string>();
  const offSale = new Set<string>();
  for (const { itemId } of lines) {
    const item = state.item(itemId);
    if (!item) unknown.add(itemId);
    else {
      if (!item.onSale) offSale.add(itemId);
      items.push(item);
    }
  }
  if (unknown.size > 0) {
    return refuse('unknown_item', 'The menu has no such item. Read the menu again.', {
      itemIds: [...unknown],
    });
  }
  if (offSale.size > 0) {
    return refuse('item_unavailable', 'Taken off sale. Remove these items from the order.', {
      itemIds: [...offSale],
    });
  }
  return items;
}

/** The stock levels once the order is taken, or what is missing. Lines of one item are added up. */
function takeStock(
  state: DecisionState,
  lines: readonly PlaceLine[],
): { readonly levels: StockLevel[] } | Refusal {
  const wanted = new Map<string, number>();
  for (const { itemId, quantity } of lines) {
    wanted.set(itemId, (wanted.get(itemId) ?? 0) + quantity);
  }
  const levels: StockLevel[] = [];
  const missing: Shortage[] = [];
  for (const [itemId, requested] of wanted) {
    const available = state.available(itemId);
    if (available === null) continue;
    if (requested > available) missing.push({ itemId, requested, available });
    else levels.push({ itemId, available: available - requested });
  }
  if (missing.length > 0) {
    return refuse('out_of_stock', 'Not enough left. Lower the quantity or remove the items.', {
      items: missing,
    });
  }
  return { levels };
}

/** The chosen modifiers with their prices, in menu order, or why the choice doesn't fit the item. */
function chooseModifiers(
  state: DecisionState,
  item: MenuItem,
  chosen: readonly string[],
): LineModifier[] | Refusal {
  const open = new Map<string, number>();
  for (const id of chosen) open.set(id, (open.get(id) ?? 0) + 1);
  const found: LineModifier[] = [];
  for (const groupId of item.modifierGroupIds) {
    const group = state.modifierGroup(groupId);
    if (!group) continue;
    let count = 0;
    for (const modifier of group.modifiers) {
      const times = open.get(modifier.id) ?? 0;
      open.delete(modifier.id);
      count += times;
      // Chosen twice is wanted twice: two portions, two prices.
      for (let i = 0; i < times; i += 1) {
        found.push({ id: modifier.id, name: modifier.name, priceCents: modifier.priceCents });
      }
    }
    if (count < group.min || count > group.max) {
      return refuse(
        'modifier_count',
        `Choose ${group.min} to ${group.max} of "${group.name}" for "${item.name}".`,
        { itemId: item.id, groupId, min: group.min, max: group.max, chosen: count },
      );
    }
  }
  if (open.size > 0) {
    return refuse('unknown_modifier', `"${item.name}" has no such modifier.`, {
      itemId: item.id,
      modifierIds: [...open.keys()],
    });
  }
  return found;
}

function customerOf({ customer }: PlaceOrder): Customer | null {
  if (!customer) return null;
  const name = customer.name || null;
  const email = customer.email || null;
  const phone = customer.phone || null;
  if (name === null && email === null && phone === null) return null;
  return { name, email, phone, language: customer.language ?? null };
}
