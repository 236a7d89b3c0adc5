import type { PlaceLine } from '../../shared/commands.ts';
import { waitsForCourse } from '../../shared/courses.ts';
import { refuse, type Refusal, type Shortage } from '../../shared/errors.ts';
import type { MenuItem, StockLevel } from '../../shared/menu.ts';
import type { LineModifier, OrderLine } from '../../shared/order.ts';
import type { PersonRef } from '../../shared/people.ts';
import { isKnown } from './ledger.ts';
import { discountCents, lineTotalCents } from './pricing.ts';
import type { DecisionContext, DecisionState } from './state.ts';

/** What of the state new lines are decided by. */
type Larder = Pick<DecisionState, 'item' | 'modifierGroup' | 'available'>;

/** New lines of an order, and the stock once they are taken. */
export interface NewLines {
  readonly lines: OrderLine[];
  readonly levels: StockLevel[];
}

/**
 * Decides lines that are asked for: every item known and on sale, every modifier its item's own, every counted unit
 * there. All or nothing. Prices and names are copied, so that a later change of the menu leaves the order as it was.
 * The kitchen has not been told of them yet.
 */
export function newLines(
  state: Larder,
  input: readonly PlaceLine[],
  context: DecisionContext,
): NewLines | Refusal {
  const items = findItems(state, input);
  if (!Array.isArray(items)) return items;
  const stock = takeStock(state, input);
  if ('code' in stock) return stock;
  const lines: OrderLine[] = [];
  for (const [index, line] of input.entries()) {
    const item = items[index];
    if (!item) continue;
    const modifiers = chooseModifiers(state, item, line.modifiers ?? []);
    if (!Array.isArray(modifiers)) return modifiers;
    const totalCents = lineTotalCents(line.quantity, item.priceCents, modifiers);
    const discount = line.discount ?? null;
    if (discount?.kind === 'amount' && discount.cents > totalCents) {
      return refuse('amount_too_high', 'The discount is above what the line costs.', {
        maxCents: totalCents,
      });
    }
    lines.push({
      id: context.newId(),
      itemId: item.id,
      name: item.name,
      quantity: line.quantity,
      unitPriceCents: item.priceCents,
      modifiers,
      note: line.note || null,
      allergy: line.allergy ?? false,
      station: item.station,
      tasks: [item.station, ...(item.alsoAt ?? [])].map((station) => ({
        station,
        shownAt: null,
        doneAt: null,
        confirmed: 0,
      })),
      course: line.course ?? 1,
      firedAt: null,
      status: 'pending',
      totalCents,
      discount,
      discountCents: discountCents(discount, totalCents),
      ledger: [],
      stockTaken: state.available(item.id) === null ? 0 : line.quantity,
    });
  }
  return { lines, levels: stock.levels };
}

/** The menu item of each line, or why the order can't be taken. */
function findItems(state: Larder, lines: readonly PlaceLine[]): MenuItem[] | Refusal {
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
  state: Larder,
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
  state: Larder,
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

/**
 * Tells the kitchen of the lines of a new order: what it is to make stands in the ledger of each. The first course is
 * fired with it, later ones wait.
 */
export function sendLines(lines: readonly OrderLine[], at: string): OrderLine[] {
  return fireFirstCourse(
    lines.map((line) => told(line, at, null)),
    at,
  );
}

/**
 * Tells the kitchen of lines that are added to what it has. They are fired when it has begun with their course or a later
 * one, and none up to theirs waits.
 * @param there the lines that the order has already
 * @param by who added them; who took the order stands on the order
 */
export function sendMoreLines(
  lines: readonly OrderLine[],
  there: readonly OrderLine[],
  at: string,
  by: PersonRef | null,
): OrderLine[] {
  // A dish that is changed for another is taken off first: its course has been fired all the same.
  const isFired = ({ course }: OrderLine): boolean =>
    there.some((line) => line.firedAt !== null && line.course >= course) &&
    !there.some((line) => waitsForCourse(line) && line.course <= course);
  const isInView = there.some(({ tasks }) => tasks.some(isKnown));
  return lines.map((line) => ({
    ...told(line, at, { by, isNews: isInView }),
    firedAt: isFired(line) ? at : null,
  }));
}

/** Fires the first course that stands: an order that the kitchen has never waits as a whole. */
export function fireFirstCourse(lines: readonly OrderLine[], at: string): OrderLine[] {
  const standing = lines.filter(({ quantity }) => quantity > 0);
  const first = Math.min(...standing.map(({ course }) => course));
  return lines.map((line) =>
    line.course === first && line.quantity > 0 && line.firedAt === null
      ? { ...line, firedAt: at }
      : line,
  );
}

/**
 * @param later for a line that comes after its order. It is news once anything of the order has been in view, also to a
 * station that had no part in it: a display of several stations has the card before it already. Null for a line of the
 * order itself.
 */
function told(
  line: OrderLine,
  at: string,
  later: { readonly by: PersonRef | null; readonly isNews: boolean } | null,
): OrderLine {
  const by = later?.by;
  const ledger = [...line.ledger, { at, sent: line.quantity, ...(by && { by }) }];
  if (later?.isNews === true) return { ...line, ledger };
  const tasks = line.tasks.map((task) => ({ ...task, confirmed: ledger.length }));
  return { ...line, ledger, tasks };
}
