import { useRef } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import type { Page, Part } from '../../../src/renderer/kds/paging.ts';
import type { CardInView, ShownReporter } from '../../../src/renderer/kds/shown-reporter.ts';
import { useInView } from '../../../src/renderer/kds/use-in-view.ts';
import { order, ticketOf } from './fixtures.ts';

const CARD = 200;

/** A reporter that only says what it is told, as `number index/of`. */
function listening() {
  let last: string[] | null = null;
  const reporter: ShownReporter = {
    setInView(cards: Iterable<CardInView>) {
      last = [...cards]
        .map(({ ticket, index, of }) => `${ticket.order.number} ${index}/${of}`)
        .toSorted();
    },
    look: () => undefined,
    start: () => () => undefined,
  };
  return { reporter, inView: () => last };
}

const part = (number: number, index = 0, of = 1): Part => ({
  ticket: ticketOf(order(number)),
  index,
  of,
  pieces: [],
  height: CARD,
});

/** Cards one under the other in a window of so many pixels. */
function Cards({
  page,
  height,
  reporter,
}: {
  readonly page: Page | undefined;
  readonly height: number;
  readonly reporter: ShownReporter;
}) {
  const area = useRef<HTMLElement>(null);
  useInView(area, page, reporter);
  return (
    <main ref={area} style={{ height, overflow: 'auto' }}>
      {page?.flat().map(({ ticket, index, of }) => (
        <article
          key={`${ticket.order.id} ${index}`}
          data-card={`${ticket.order.id} ${index}/${of}`}
          style={{ height: CARD }}
        />
      ))}
    </main>
  );
}

test('[KDS13] a card counts when at least half of it is in view, each card of a torn ticket for itself', async () => {
  const page: Page = [[part(1), part(2, 0, 2), part(2, 1, 2), part(3)]];
  const { reporter, inView } = listening();
  const screen = await render(<Cards page={page} height={2.4 * CARD} reporter={reporter} />);
  await expect.poll(inView).toEqual(['1 0/1', '2 0/2']);
  await screen.rerender(<Cards page={page} height={2.6 * CARD} reporter={reporter} />);
  await expect.poll(inView).toEqual(['1 0/1', '2 0/2', '2 1/2']);
  screen.container.querySelector('main')?.scrollTo({ top: 0.6 * CARD, behavior: 'instant' });
  await expect.poll(inView).toEqual(['2 0/2', '2 1/2']);
});

test('[KDS13] nothing is in view while something lies over the page', async () => {
  const page: Page = [[part(1)]];
  const { reporter, inView } = listening();
  const screen = await render(<Cards page={page} height={CARD} reporter={reporter} />);
  await expect.poll(inView).toEqual(['1 0/1']);
  await screen.rerender(<Cards page={undefined} height={CARD} reporter={reporter} />);
  await expect.poll(inView).toEqual([]);
});
