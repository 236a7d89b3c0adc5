import type { ChangeOrder } from '../../shared/commands.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { Order, OrderLine } from '../../shared/order.ts';
import {
  addLine,
  emptyDraft,
  toPlaceOrder,
  type Draft,
  type DraftLine,
  type LineContent,
} from './draft.ts';
import { activeOf, createDraftStore, type DraftStore } from './draft-store.ts';

/** What is to come off one line. */
export interface TakenOff {
  readonly quantity: number;
  /** Of the shop's reasons; null until somebody chose, and where the kitchen was never told. */
  readonly reasonId: string | null;
}

/** A change as it went to the broker, whose answer left open what was kept: the same goes out under its id. */
export interface Attempt {
  readonly commandId: string;
  readonly body: ChangeOrder;
}

/** A change of one order as far as a cashier has put it together. The broker knows nothing of it yet. */
export interface Edit {
  /** The order as it was when the change was begun: what differs from it was changed here. */
  readonly origin: Order;
  /** The order as the cashier last saw it: what differs from it was changed elsewhere. */
  readonly seen: Order;
  /** What is added, whom it is for and how it is served: taken as any new order is. */
  readonly drafts: DraftStore;
  /** By line id. */
  readonly takeOff: Readonly<Record<string, TakenOff>>;
  readonly sending: boolean;
  readonly doubtful: Attempt | null;
}

/** Nothing of a change outlives the page: what is not sent was not said. */
const NO_BOX = {
  read: () => ({ drafts: [], activeId: null }),
  write: () => undefined,
  takeOrphans: () => [],
};

const NOTHING = emptyDraft();

/** Whom an order is for and how it is served, as the parts of an order being taken hold it. */
function fieldsOf({ customer, service, table, note, dueAt }: Order) {
  return {
    service,
    dueAt,
    customer: {
      name: customer?.name ?? '',
      email: customer?.email ?? '',
      phone: customer?.phone ?? '',
    },
    table: table ?? '',
    note: note ?? '',
  };
}

/** Begins to change an order: nothing is added and nothing taken off. */
export function beginEdit(order: Order): Edit {
  const drafts = createDraftStore(NO_BOX);
  drafts.getState().edit((draft) => ({ ...draft, ...fieldsOf(order) }));
  return { origin: order, seen: order, drafts, takeOff: {}, sending: false, doubtful: null };
}

/** The lines that can lose something. */
export function standingLines(order: Order): readonly OrderLine[] {
  return order.lines.filter(({ quantity }) => quantity > 0);
}

/** True when the kitchen was told of the line: taking it off needs a reason. */
export function wasSent(line: OrderLine): boolean {
  return line.ledger.length > 0;
}

/** What a line of an order says, for one that says the same. */
export function contentOf(line: OrderLine): LineContent {
  const { itemId, quantity, note, allergy, discount, course } = line;
  const modifiers = line.modifiers.map(({ id }) => id);
  return { itemId, quantity, modifiers, note: note ?? '', allergy, discount, course };
}

/**
 * The line as it is being changed here, for one that the kitchen was never told of: such a line becomes one of the order
 * being taken, in its old place, and goes out as taken off and added.
 */
export function liftedOf(edit: Edit, line: OrderLine): DraftLine | undefined {
  if (wasSent(line)) return undefined;
  return activeOf(edit.drafts.getState()).lines.find(({ id }) => id === line.id);
}

/** Makes a line that the kitchen was never told of one that can be changed in all it says. */
export function lift(edit: Edit, line: OrderLine, quantity: number): Edit {
  const content = { ...contentOf(line), quantity };
  edit.drafts.getState().edit((draft) => {
    const [lifted] = addLine({ ...draft, lines: [] }, content).lines;
    if (!lifted || draft.lines.some(({ id }) => id === line.id)) return draft;
    return { ...draft, lines: [...draft.lines, { ...lifted, id: line.id }] };
  });
  // All there are, should another screen add some meanwhile.
  return setTakenOff(edit, line.id, LIMITS.quantity);
}

/** What is new to the order: without the lines of a held one that only lost units here, or nothing at all. */
export function addedLines(edit: Edit, order: Order): readonly DraftLine[] {
  const lines = standingLines(order);
  return activeOf(edit.drafts.getState()).lines.filter((each) => {
    const line = lines.find(({ id }) => id === each.id);
    return line === undefined || !isKept(each, line);
  });
}

/** True when it says what the line says, of no more units: the line can stay, with some of them off. */
function isKept(lifted: DraftLine, line: OrderLine): boolean {
  if (wasSent(line) || lifted.quantity > line.quantity) return false;
  const said = (content: LineContent): string =>
    JSON.stringify(
      toPlaceOrder(addLine(NOTHING, { ...content, quantity: 1 }), false).lines.map((each) => ({
        ...each,
        modifiers: each.modifiers?.toSorted(),
      })),
    );
  return said(lifted) === said(contentOf(line));
}

/** Units of a line that would come off, never more than are on it by now. */
export function unitsOff(edit: Edit, line: OrderLine): number {
  const lifted = liftedOf(edit, line);
  if (lifted && isKept(lifted, line)) return line.quantity - lifted.quantity;
  return Math.min(line.quantity, edit.takeOff[line.id]?.quantity ?? 0);
}

/** Takes units off a line, or puts them back. The reason that was given last is likely this one's too. */
export function setTakenOff(edit: Edit, lineId: string, quantity: number): Edit {
  const { [lineId]: before, ...others } = edit.takeOff;
  if (quantity < 1) return { ...edit, takeOff: others };
  const lastReason = Object.values(others).at(-1)?.reasonId ?? null;
  const entry = { quantity, reasonId: before?.reasonId ?? lastReason };
  return { ...edit, takeOff: { ...others, [lineId]: entry } };
}

export function setReason(edit: Edit, lineId: string, reasonId: string): Edit {
  const entry = edit.takeOff[lineId];
  return entry ? { ...edit, takeOff: { ...edit.takeOff, [lineId]: { ...entry, reasonId } } } : edit;
}

/** Units that come and go; of a line that is changed as a whole only what it has more or fewer. */
export function unitsMoved(
  edit: Edit,
  order: Order,
): { readonly added: number; readonly off: number } {
  let added = 0;
  let off = 0;
  const fresh = new Map(addedLines(edit, order).map((line) => [line.id, line.quantity]));
  for (const line of standingLines(order)) {
    const more = (fresh.get(line.id) ?? 0) - unitsOff(edit, line);
    fresh.delete(line.id);
    if (more > 0) added += more;
    else off -= more;
  }
  for (const quantity of fresh.values()) added += quantity;
  return { added, off };
}

/** The first line that the kitchen knows of and that is taken off without a reason; null when all have theirs. */
export function missingReason(edit: Edit, order: Order): string | null {
  const line = standingLines(order).find(
    (each) => wasSent(each) && unitsOff(edit, each) > 0 && edit.takeOff[each.id]?.reasonId === null,
  );
  return line?.id ?? null;
}

/** True when nothing would be left of the order: it is to be cancelled then. */
export function leavesNothing(edit: Edit, order: Order, draft: Draft): boolean {
  return (
    draft.lines.length === 0 &&
    standingLines(order).every((line) => unitsOff(edit, line) === line.quantity)
  );
}

/** True when something the kitchen knows of comes off, which an owner may keep for managers. */
export function voidsSomething(edit: Edit, order: Order): boolean {
  return standingLines(order).some((line) => wasSent(line) && unitsOff(edit, line) > 0);
}

/** True when what is added costs less than the menu says, which an owner may keep for managers. */
export function addsDiscounted(edit: Edit, order: Order): boolean {
  const added = addedLines(edit, order);
  return (
    added.some(({ discount }) => discount !== null) || (added.length > 0 && order.discount !== null)
  );
}

/** The command that makes the change, all in one; null when there is nothing to change. */
export function toChange(edit: Edit, order: Order): ChangeOrder | null {
  const draft = activeOf(edit.drafts.getState());
  const before = fieldsOf(edit.origin);
  const lines = addedLines(edit, order);
  const takeOff = standingLines(order).flatMap((line) => {
    const quantity = unitsOff(edit, line);
    const reasonId = wasSent(line) ? (edit.takeOff[line.id]?.reasonId ?? null) : null;
    if (quantity === 0) return [];
    return [{ lineId: line.id, quantity, ...(reasonId === null ? {} : { reasonId }) }];
  });
  const { name, email, phone } = draft.customer;
  const known = before.customer;
  const sameCustomer =
    name.trim() === known.name && email.trim() === known.email && phone.trim() === known.phone;
  // Away from a table its number goes; what nobody touched stays, whatever it is.
  const elsewhere = draft.service === before.service ? before.table : '';
  const table = draft.service === 'dine_in' ? draft.table.trim() : elsewhere;
  const change: Omit<ChangeOrder, 'orderId'> = {
    ...(lines.length > 0 ? { add: toPlaceOrder({ ...draft, lines }, false).lines } : {}),
    ...(takeOff.length > 0 ? { takeOff } : {}),
    ...(sameCustomer
      ? {}
      : {
          customer: {
            name: name.trim(),
            email: email.trim(),
            phone: phone.trim(),
            language: edit.origin.customer?.language ?? null,
          },
        }),
    ...(draft.service === before.service ? {} : { service: draft.service }),
    ...(table === before.table ? {} : { table }),
    ...(draft.note.trim() === before.note ? {} : { note: draft.note.trim() }),
    ...(draft.dueAt === before.dueAt ? {} : { dueAt: draft.dueAt }),
  };
  return Object.keys(change).length === 0 ? null : { orderId: order.id, ...change };
}

/** True when what a change is made against is not what it was when the cashier looked. */
export function changedMeanwhile({ seen }: Edit, order: Order): boolean {
  return facts(seen) !== facts(order);
}

/** What a cashier reads of an order while changing it: the kitchen's progress is no change of it. */
function facts({ lines, customer, service, table, note, dueAt }: Order): string {
  const quantities = lines.map(({ id, quantity }) => [id, quantity]);
  return JSON.stringify([quantities, customer, service, table, note, dueAt]);
}
