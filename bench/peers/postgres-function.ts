/** A function in PostgreSQL that dedupes, takes stock and stores the order, in one round trip. */
import { Pool } from 'pg';
import { z } from 'zod';
import type { Contestant } from '../lib/contestant.ts';
import { ITEM_IDS, STOCK, type BenchOrder } from '../lib/order.ts';
import { LIMITS } from '../../src/shared/limits.ts';
import { POOL_SIZE, startPostgres } from './postgres-server.ts';

const SCHEMA = `
  CREATE TABLE stock (item_id text PRIMARY KEY, available int NOT NULL CHECK (available >= 0))
    WITH (fillfactor = 50);
  CREATE TABLE orders (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key    text NOT NULL UNIQUE,
    doc    jsonb NOT NULL,
    status text NOT NULL DEFAULT 'pending'
  );
  -- Items are locked in the order of their ids, or two orders would wait for each other for ever.
  CREATE FUNCTION place(p_key text, p_doc jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE
    v_id bigint;
    v_line record;
  BEGIN
    INSERT INTO orders (key, doc) VALUES (p_key, p_doc)
      ON CONFLICT (key) DO NOTHING RETURNING id INTO v_id;
    IF v_id IS NULL THEN
      SELECT id INTO v_id FROM orders WHERE key = p_key;
      RETURN v_id;
    END IF;
    FOR v_line IN
      SELECT value->>'itemId' AS item_id, (value->>'quantity')::int AS quantity
      FROM jsonb_array_elements(p_doc->'lines') ORDER BY 1
    LOOP
      UPDATE stock SET available = available - v_line.quantity
        WHERE item_id = v_line.item_id AND available >= v_line.quantity;
      IF NOT FOUND THEN RAISE EXCEPTION 'out_of_stock'; END IF;
    END LOOP;
    RETURN v_id;
  END $$;`;

const numberSchema = z.object({ n: z.coerce.number() });

export async function openPostgresFunction(directory: string): Promise<Contestant> {
  const { server, address } = await startPostgres(directory);
  const pool = new Pool({ ...address, max: POOL_SIZE });
  // The server is told to go while connections are idle; that is no failure.
  pool.on('error', () => undefined);
  await pool.query(SCHEMA);
  const seed = async (): Promise<void> => {
    await pool.query('TRUNCATE orders; TRUNCATE stock');
    const ids = STOCK.map(({ itemId }) => itemId);
    await pool.query('INSERT INTO stock SELECT unnest($1::text[]), $2', [ids, LIMITS.stock]);
  };
  const ask = async (query: string): Promise<number> => {
    const { rows } = await pool.query<Record<string, unknown>>(query);
    return numberSchema.parse(rows[0]).n;
  };
  await seed();
  return {
    place: async ({ key, data }: BenchOrder) => {
      await pool.query({
        name: 'place',
        text: 'SELECT place($1, $2)',
        values: [key, JSON.stringify(data)],
      });
    },
    count: () => ask('SELECT count(*) AS n FROM orders'),
    unitsTaken: async () =>
      ITEM_IDS.length * LIMITS.stock - (await ask('SELECT sum(available) AS n FROM stock')),
    reset: seed,
    close: async () => {
      await pool.end();
      await server.stop();
    },
  };
}
