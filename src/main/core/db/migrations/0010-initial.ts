import type { Migration } from '../migrate.ts';

/**
 * The first schema. The event log is the truth; every other table is what the log says, kept ready for reading
 * (orders, stock, catalog), or what belongs to the broker alone (commands, mail_jobs, devices).
 */
export const initial: Migration = {
  version: 10,
  sql: `
    -- What became true, in order, without gaps. Append only. "at" is milliseconds UTC, data is JSON.
    CREATE TABLE events (
      seq  INTEGER PRIMARY KEY,
      type TEXT    NOT NULL,
      at   INTEGER NOT NULL,
      data TEXT    NOT NULL
    ) STRICT;

    -- One row an order; its document is the event at last_seq. placed_seq is its age: lists go by it.
    CREATE TABLE orders (
      placed_seq    INTEGER PRIMARY KEY,
      id            TEXT    NOT NULL UNIQUE,
      business_date TEXT    NOT NULL,
      number        INTEGER NOT NULL CHECK (number >= 1),
      status        TEXT    NOT NULL CHECK (status IN
                      ('held', 'pending', 'preparing', 'ready', 'completed', 'cancelled')),
      last_seq      INTEGER NOT NULL REFERENCES events (seq),
      UNIQUE (business_date, number)
    ) STRICT;
    CREATE INDEX orders_open ON orders (placed_seq)
      WHERE status IN ('held', 'pending', 'preparing', 'ready');
    CREATE INDEX orders_cancelled ON orders (placed_seq) WHERE status = 'cancelled';

    -- Units left; null = not counted. The check is the last wall against overselling.
    CREATE TABLE stock (
      item_id   TEXT PRIMARY KEY,
      available INTEGER CHECK (available IS NULL OR available >= 0)
    ) STRICT, WITHOUT ROWID;

    -- The menu, a document an entry, in display order.
    CREATE TABLE catalog (
      kind TEXT    NOT NULL CHECK (kind IN ('station', 'category', 'modifier_group', 'item')),
      id   TEXT    NOT NULL,
      sort INTEGER NOT NULL,
      doc  TEXT    NOT NULL,
      PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID;

    -- What each command came to, kept for 7 days so that a repeat gets the first answer. Rows are only ever
    -- appended and there is no index on the key, which clients choose: the broker finds keys in memory.
    CREATE TABLE commands (
      id          INTEGER PRIMARY KEY,
      device_id   TEXT    NOT NULL,
      key         TEXT    NOT NULL,
      fingerprint TEXT    NOT NULL,
      at          INTEGER NOT NULL,
      seq         INTEGER NOT NULL,
      order_seq   INTEGER,
      refusal     TEXT
    ) STRICT;

    -- The outbox: one "ready" e-mail for each readiness of an order.
    CREATE TABLE mail_jobs (
      id              INTEGER PRIMARY KEY,
      order_id        TEXT    NOT NULL,
      readiness       INTEGER NOT NULL,
      state           TEXT    NOT NULL CHECK (state IN
                        ('queued', 'retrying', 'sent', 'withdrawn', 'failed')),
      attempts        INTEGER NOT NULL,
      next_attempt_at INTEGER NOT NULL,
      doc             TEXT    NOT NULL,
      last_error      TEXT,
      UNIQUE (order_id, readiness)
    ) STRICT;
    CREATE INDEX mail_jobs_due ON mail_jobs (next_attempt_at) WHERE state IN ('queued', 'retrying');

    -- Paired devices; tokens only as SHA-256 in hex.
    CREATE TABLE devices (
      id         TEXT    PRIMARY KEY,
      name       TEXT    NOT NULL,
      role       TEXT    NOT NULL,
      token_hash TEXT    NOT NULL UNIQUE,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
