import { useState, type CSSProperties, type FocusEvent } from 'react';
import { cx } from '../ui/cx.ts';
import { CARD } from './card-metrics.ts';
import styles from './card-page.module.css';
import { Card } from './card.tsx';
import type { Layout } from './device-choices.ts';
import type { Page, Part } from './paging.ts';

export interface CardPageProps {
  readonly page: Page | undefined;
  readonly layout: Layout;
  /** How many cards stand side by side. */
  readonly columns: number;
  /** The height that a column, or all rows together, may have: CSS pixels. */
  readonly room: number;
  /** Of one cell of a grid: CSS pixels. */
  readonly cell: number;
  /** Of the page in view, from 1. */
  readonly number: number;
  /** The key that selects a card; null where none does. */
  readonly keyOf: (part: Part) => string | null;
}

type Sizes = CSSProperties & Readonly<Record<`--${string}`, string>>;

const NOTHING: Page = [];

/** Where a card stands in its columns, by the heights that were planned: sizes for card-page.module.css. */
function placesOf(page: Page): { readonly part: Part; readonly style: Sizes }[] {
  return page.flatMap((column, x) => {
    let top = 0;
    return column.map((part) => {
      const style = { '--x': `${x}`, '--y': `${top}px`, '--height': `${part.height}px` };
      top += part.height + CARD.gap;
      return { part, style };
    });
  });
}

/** How far down the longest column of a page goes: CSS pixels. */
function depthOf(page: Page): number {
  const depths = page.map((column) =>
    column.reduce((sum, { height }) => sum + height + CARD.gap, -CARD.gap),
  );
  return Math.max(0, ...depths);
}

/**
 * The cards of the page in view: columns from left to right, or rows from top to bottom. All are children of one
 * element, so that a card that slides to another column or row is moved and not drawn anew.
 */
export function CardPage({
  page = NOTHING,
  layout,
  columns,
  room,
  cell,
  number,
  keyOf,
}: CardPageProps) {
  const last = page.at(-1)?.at(-1);
  const sizes: Sizes = {
    '--columns': `${columns}`,
    '--room': `${room}px`,
    '--depth': `${depthOf(page)}px`,
    '--cell': `${cell}px`,
  };
  /** The ticket that has the keyboard; a torn one has it on one of its cards, and the ring is around all. */
  const [chosen, setChosen] = useState<string | null>(null);
  const choose = ({ target }: FocusEvent<HTMLElement>): void =>
    setChosen(target.closest<HTMLElement>('[data-ticket]')?.dataset['ticket'] ?? null);
  return (
    <div
      className={cx(styles['page'], styles[layout])}
      data-layout={layout}
      style={sizes}
      onFocus={choose}
    >
      {placesOf(page).map(({ part, style }) => (
        <div
          key={`${part.ticket.order.id} ${part.index}`}
          className={cx(styles['place'], part.ticket.order.id === chosen && styles['chosen'])}
          style={style}
        >
          <Card
            part={part}
            positionKey={keyOf(part)}
            goesOnAt={part === last && part.index < part.of - 1 ? number + 1 : null}
          />
        </div>
      ))}
    </div>
  );
}
