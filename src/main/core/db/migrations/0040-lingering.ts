import type { Migration } from '../migrate.ts';

/**
 * Marks the orders that are cancelled and that some station has yet to take note of, so that a start finds them without
 * reading the history. There were none before: the kitchen of then confirmed nothing that the broker knew of. The log
 * keeps its rows as they are; adding a column rewrites none.
 */
export const lingering: Migration = {
  version: 40,
  sql: `
    -- 1 while a station has yet to take note that the order is cancelled.
    ALTER TABLE orders ADD COLUMN lingers INTEGER NOT NULL DEFAULT 0
      CHECK (lingers IN (0, 1) AND (lingers = 0 OR status = 'cancelled'));
    CREATE INDEX orders_lingering ON orders (placed_seq) WHERE lingers = 1;
  `,
};
