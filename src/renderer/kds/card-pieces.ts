import type { LineModifier, Order } from '../../shared/order.ts';
import { isAllergyNote } from './allergy.ts';
import { nextStep, type Ticket, type TicketLine } from './tickets.ts';

/** The head of the lines that are served together. */
export interface CourseHead {
  readonly kind: 'course';
  /** 1 = first. */
  readonly course: number;
  /** It has not been fired. */
  readonly waits: boolean;
  /** It is the next to be fired, and has the button for it. */
  readonly fires: boolean;
  /** Its lines have begun on the card before. */
  readonly again: boolean;
}

/** The smallest thing that stays in one piece when a ticket continues in a next card. */
export type Piece =
  /** Where the order came from, who it is for and when it is wished for. */
  | { readonly kind: 'facts'; readonly order: Order }
  | { readonly kind: 'order-note'; readonly text: string }
  | CourseHead
  /** Its name, what has changed about it, and the stations that have a part in it. */
  | { readonly kind: 'line'; readonly of: TicketLine }
  /** The name once more, where the rest of a line is on a next card. */
  | { readonly kind: 'line-again'; readonly of: TicketLine }
  | { readonly kind: 'modifier'; readonly of: TicketLine; readonly modifier: LineModifier }
  /** The counter marked the line, and its note does not say by itself what for. */
  | { readonly kind: 'allergy'; readonly of: TicketLine }
  | { readonly kind: 'line-note'; readonly of: TicketLine; readonly text: string }
  /** So many lines of a ticket that is not to be cooked any more are not shown. */
  | { readonly kind: 'more'; readonly count: number }
  | ElsewhereMore;

/** What other stations make, in one row for all of it. */
export interface ElsewhereMore {
  readonly kind: 'elsewhere-more';
  /** Lines. */
  readonly count: number;
  /** The stations that have a part in one of them, by id, in the order of the lines. */
  readonly stations: readonly string[];
  /** Every one of the lines is done. */
  readonly done: boolean;
}

/** True when there is more to say of an order than what stands in the header of its cards. */
function hasFacts({ channel, customer, wishedTime }: Order): boolean {
  return channel !== 'counter' || Boolean(customer?.name) || Boolean(wishedTime);
}

/** Lines by which a cook knows again a ticket that is to be confirmed only; one more is shown rather than counted. */
const KNOWN_BY = 3;

/** So many lines that are made elsewhere stand on a card one by one; of more, one row stands for all. */
const NAMED_ELSEWHERE = 3;

/** True when one row stands for the lines of a ticket that are made elsewhere, however much room there is. */
export function folds({ lines }: Ticket): boolean {
  return lines.filter(({ elsewhere }) => elsewhere).length > NAMED_ELSEWHERE;
}

/**
 * What stands on the cards of a ticket, in order; the pieces of a block belong together. Notes stand where they are
 * read: the order's first, a line's own right under it.
 * @param folded one row, the last one, stands for all lines that are made elsewhere
 */
export function blocksOf(ticket: Ticket, folded = folds(ticket)): Piece[][] {
  const { order, notice } = ticket;
  const others = folded && notice === null ? ticket.lines.filter((each) => each.elsewhere) : [];
  const lines = others.length > 0 ? ticket.lines.filter((each) => !each.elsewhere) : ticket.lines;
  const last: Piece[][] = others.length > 0 ? [[elsewhereMore(others)]] : [];
  const blocks: Piece[][] = hasFacts(order) ? [[{ kind: 'facts', order }]] : [];
  const hidden = lines.length - KNOWN_BY;
  if (notice !== null && hidden > 1) {
    const known = lines.slice(0, KNOWN_BY);
    return [
      ...blocks,
      ...known.map((of): Piece[] => [{ kind: 'line', of }]),
      [{ kind: 'more', count: hidden }],
    ];
  }
  if (order.note !== null) blocks.push([{ kind: 'order-note', text: order.note }]);
  const heads = notice === null ? headsOf(ticket) : [];
  if (heads.length === 0) return [...blocks, ...lines.map(blockOf), ...last];
  for (const head of heads) {
    const [first, ...rest] = lines.filter(({ line }) => line.course === head.course).map(blockOf);
    // A course that is made elsewhere alone is in the row for all of that, unless it is fired from here.
    if (first || head.fires) blocks.push([head, ...(first ?? [])], ...rest);
  }
  return [...blocks, ...last];
}

function elsewhereMore(others: readonly TicketLine[]): ElsewhereMore {
  const stations = new Set(others.flatMap(({ at }) => at.map(({ station }) => station)));
  return {
    kind: 'elsewhere-more',
    count: others.length,
    stations: [...stations],
    done: others.every(({ done }) => done),
  };
}

/** The courses of a ticket, the first one first; none where there is but one, and that is in work. */
function headsOf(ticket: Ticket): CourseHead[] {
  const { lines, order } = ticket;
  const courses = [...new Set(lines.map(({ line }) => line.course))].sort((a, b) => a - b);
  const waiting = new Set(lines.filter(({ waits }) => waits).map(({ line }) => line.course));
  if (courses.length === 1 && waiting.size === 0) return [];
  // Where firing is the step of the card, the large button says so, and once is enough.
  const offered = order.allowedChanges.includes('fire') && nextStep(ticket)?.kind !== 'fire';
  const next = offered ? Math.min(...waiting) : null;
  return courses.map((course) => ({
    kind: 'course',
    course,
    waits: waiting.has(course),
    fires: course === next,
    again: false,
  }));
}

/** A line with what belongs to it. */
function blockOf(of: TicketLine): Piece[] {
  const { line } = of;
  const block: Piece[] = [{ kind: 'line', of }];
  for (const modifier of line.modifiers) block.push({ kind: 'modifier', of, modifier });
  const saysSo = line.note !== null && isAllergyNote(line.note);
  if (line.allergy && !saysSo && line.quantity > 0) block.push({ kind: 'allergy', of });
  if (line.note !== null) block.push({ kind: 'line-note', of, text: line.note });
  return block;
}

/** True for a line that is not wanted any more, and of which something has been made already. */
export function wasMade({ line }: TicketLine): boolean {
  return line.status === 'cancelled' && line.tasks.some(({ doneAt }) => doneAt !== null);
}

/** The line that a piece belongs to; null for what belongs to the whole ticket. */
export function lineOf(piece: Piece): TicketLine | null {
  return 'of' in piece ? piece.of : null;
}
