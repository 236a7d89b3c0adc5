import type { CSSProperties } from 'react';
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
  /** The key that selects a card; null where none does. */
  readonly keyOf: (part: Part) => string | null;
}

/** The cards of the page in view: columns from left to right, or rows from top to bottom. */
export function CardPage({ page, layout, columns, room, cell, keyOf }: CardPageProps) {
  const sizes: CSSProperties & Record<'--columns' | '--room' | '--cell', string> = {
    '--columns': `${columns}`,
    '--room': `${room}px`,
    '--cell': `${cell}px`,
  };
  return (
    <div className={styles[layout]} data-layout={layout} style={sizes}>
      {page?.map((track, index) => (
        // Columns and rows have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles[layout === 'grid' ? 'row' : 'column']}>
          {track.map((part) => (
            <Card
              key={`${part.ticket.order.id} ${part.index}`}
              part={part}
              positionKey={keyOf(part)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
