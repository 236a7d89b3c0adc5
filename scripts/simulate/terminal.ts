import { styleText } from 'node:util';
import type { Final, SeenOrder } from './door.ts';
import type { PlannedOrder } from './plan.ts';
import type { Report } from './report.ts';
import type { Watcher } from './run.ts';

/** Where people read: a stream that may be a terminal. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

type Colour = Parameters<typeof styleText>[0];

/** Shows a simulation to people: one coloured line for each thing that happens, and how far it has come. */
export class Terminal implements Watcher {
  readonly #screen: Screen;
  readonly #total: number;
  readonly #paint: (colour: Colour, text: string) => string;
  #answered = 0;
  #refused = 0;
  #processed = 0;
  #barShown = false;

  /** @param colours whether to use them; the terminal's and NO_COLOR's word on it is the caller's to ask */
  constructor(screen: Screen, total: number, colours: boolean) {
    this.#screen = screen;
    this.#total = total;
    this.#paint = (colour, text) =>
      colours ? styleText(colour, text, { validateStream: false }) : text;
  }

  line(text: string): void {
    this.#clearBar();
    this.#screen.write(`${text}\n`);
    this.#drawBar();
  }

  sent({ customer, reference, lines }: PlannedOrder): void {
    const order = {
      order: reference,
      customer,
      items: lines.map(({ itemId, quantity }) => ({ item: itemId, quantity })),
    };
    this.line(this.#paint('cyan', `customer ${customer} orders ${JSON.stringify(order)}`));
  }

  answered({ reference, customer }: PlannedOrder, final: Final | null): void {
    this.#answered += 1;
    const who = `customer ${customer}, order ${reference}`;
    if (final === null) {
      this.line(this.#paint('red', `${who}: no answer`));
    } else if (final.state === 'refused') {
      this.#refused += 1;
      this.line(this.#paint('yellow', `${who}: refused, ${final.code}${shortage(final.data)}`));
    } else {
      this.line(this.#paint('green', `${who}: accepted as #${final.order?.number ?? '?'}`));
    }
  }

  processed(processor: number, { number }: SeenOrder): void {
    this.#processed += 1;
    this.line(this.#paint('magenta', `processor ${processor} completed #${number}`));
  }

  /** The end: what is left, what was processed, what was refused, and whether all is as it should be. */
  conclude(report: Report): void {
    this.#clearBar();
    this.#barShown = false;
    const write = (text: string): unknown => this.#screen.write(`${text}\n`);
    const { orders, checks, latencyMs } = report;
    write(this.#paint('bold', '\nRemaining stock'));
    const width = Math.max(4, ...report.stock.map(({ itemId }) => itemId.length));
    for (const { itemId, supplied, sold, left } of report.stock) {
      const rest = supplied === null ? 'not counted' : `${left ?? '?'} left of ${supplied}`;
      write(`  ${itemId.padEnd(width)}  ${rest}, ${sold} sold`);
    }
    write(this.#paint('bold', '\nOrders'));
    write(`  processed   ${orders.processed} of ${orders.accepted} accepted`);
    const codes = Object.entries(orders.refusals).map(([code, count]) => `${code} ${count}`);
    write(`  refused     ${orders.refused}${codes.length > 0 ? ` (${codes.join(', ')})` : ''}`);
    if (orders.unanswered > 0) write(`  unanswered  ${orders.unanswered}`);
    const retries = Object.entries(report.retries).map(([why, count]) => `${why} ${count}`);
    if (retries.length > 0) write(`  sent again  ${retries.join(', ')}`);
    write(
      `  ${report.ordersPerSecond} orders a second; answered within ${latencyMs.p50} ms (p50), ` +
        `${latencyMs.p95} ms (p95), ${latencyMs.p99} ms (p99), ${latencyMs.max} ms (all)`,
    );
    write(this.#paint('bold', '\nChecks'));
    for (const [name, count] of Object.entries(checks)) {
      write(this.#paint(count === 0 ? 'green' : 'red', `  ${name} ${count}`));
    }
    for (const failure of report.failures) write(this.#paint('red', `  ${failure}`));
    if (report.interrupted) write('\nInterrupted: not all orders were sent.');
    write(
      report.passed ? this.#paint('green', '\nAll is well.') : this.#paint('red', '\nNot well.'),
    );
  }

  #drawBar(): void {
    if (this.#screen.isTTY !== true) return;
    // An order is done when it was refused, or accepted and processed.
    const done = this.#refused + this.#processed;
    const counts = ` ${this.#answered} answered, ${done} of ${this.#total} done`;
    const room = Math.max(10, Math.min(40, (this.#screen.columns ?? 80) - counts.length - 1));
    const filled = Math.min(room, Math.round((done / this.#total) * room));
    this.#screen.write('█'.repeat(filled) + '░'.repeat(room - filled) + counts);
    this.#barShown = true;
  }

  #clearBar(): void {
    if (this.#barShown) this.#screen.write('\r\u001B[2K');
  }
}

/** Nothing to see: for programs that read the report alone. */
export const unseen: Watcher = { sent() {}, answered() {}, processed() {} };

function shortage(data: Readonly<Record<string, unknown>>): string {
  const { items } = data;
  if (!Array.isArray(items)) return '';
  const short = items.flatMap((item: unknown) =>
    typeof item === 'object' && item !== null && 'itemId' in item && 'available' in item
      ? [`${String(item.itemId)}: ${String(item.available)} left`]
      : [],
  );
  return short.length > 0 ? ` (${short.join(', ')})` : '';
}
