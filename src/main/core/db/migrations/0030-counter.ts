import type { Migration } from '../migrate.ts';

/**
 * What a counter needs: who did something, shifts, people, earlier customers, and e-mails of two kinds. The log keeps
 * its rows as they are, with nobody's name: adding a column rewrites none of them. The customers of earlier orders are
 * read from it once. The functions are those of customers.ts; migrate.ts lends them to SQL.
 */
export const counter: Migration = {
  version: 30,
  sql: `
    -- Who made it true, as JSON; null for the broker itself.
    ALTER TABLE events ADD COLUMN actor TEXT;

    -- One row a shift of a drawer; its document is the event at last_seq.
    CREATE TABLE shifts (
      number    INTEGER PRIMARY KEY CHECK (number >= 1),
      id        TEXT    NOT NULL UNIQUE,
      device_id TEXT    NOT NULL,
      status    TEXT    NOT NULL CHECK (status IN ('open', 'closed')),
      last_seq  INTEGER NOT NULL REFERENCES events (seq)
    ) STRICT;
    CREATE UNIQUE INDEX shifts_open ON shifts (device_id) WHERE status = 'open';

    -- Who works here, and who has left; PINs only as hashes.
    CREATE TABLE people (
      id         TEXT    PRIMARY KEY,
      name       TEXT    NOT NULL,
      role       TEXT    NOT NULL CHECK (role IN ('cashier', 'manager')),
      active     INTEGER NOT NULL CHECK (active IN (0, 1)),
      pin_hash   TEXT    NOT NULL,
      created_at INTEGER NOT NULL,
      crc        INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Earlier customers, one row a phone number, else an address; last_seq is the event that named them so.
    CREATE TABLE customers (
      key      TEXT    PRIMARY KEY,
      name     TEXT,
      email    TEXT,
      phone    TEXT,
      search   TEXT    NOT NULL,
      orders   INTEGER NOT NULL CHECK (orders >= 1),
      last_seq INTEGER NOT NULL REFERENCES events (seq),
      last_at  INTEGER NOT NULL,
      crc      INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX customers_latest ON customers (last_seq);

    INSERT INTO customers (key, name, email, phone, search, orders, last_seq, last_at, crc)
      SELECT key, name, email, phone, search, orders, last_seq, last_at,
             crc_customers(key, name, email, phone, search, orders, last_seq, last_at)
      FROM (
        -- With max(), the other columns are those of the row that has it.
        SELECT key, name, email, phone, customer_search(name, email, phone) AS search,
               count(*) AS orders, max(seq) AS last_seq, at AS last_at
        FROM (
          SELECT seq, at, customer ->> '$.name' AS name, customer ->> '$.email' AS email,
                 customer ->> '$.phone' AS phone,
                 customer_key(customer ->> '$.phone', customer ->> '$.email') AS key
          FROM (
            SELECT seq, at, data ->> '$.order.channel' AS channel,
                   data -> '$.order.customer' AS customer
            FROM orders JOIN events ON events.seq = orders.placed_seq
          )
          WHERE channel <> 'online'
        )
        WHERE key IS NOT NULL
        GROUP BY key
      );

    -- The outbox once more, for two kinds of e-mail: "ready", and a receipt. "readiness" counts each kind by itself.
    CREATE TABLE mail_jobs_of_kinds (
      id              INTEGER PRIMARY KEY,
      order_id        TEXT    NOT NULL,
      kind            TEXT    NOT NULL CHECK (kind IN ('ready', 'receipt')),
      readiness       INTEGER NOT NULL,
      state           TEXT    NOT NULL CHECK (state IN
                        ('queued', 'retrying', 'sent', 'withdrawn', 'failed')),
      attempts        INTEGER NOT NULL,
      next_attempt_at INTEGER NOT NULL,
      doc             TEXT    NOT NULL,
      last_error      TEXT,
      crc             INTEGER NOT NULL,
      UNIQUE (order_id, kind, readiness)
    ) STRICT;
    INSERT INTO mail_jobs_of_kinds
      SELECT id, order_id, 'ready', readiness, state, attempts, next_attempt_at, doc, last_error, crc
      FROM mail_jobs;
    DROP TABLE mail_jobs;
    ALTER TABLE mail_jobs_of_kinds RENAME TO mail_jobs;
    CREATE INDEX mail_jobs_due ON mail_jobs (next_attempt_at) WHERE state IN ('queued', 'retrying');
  `,
};
