import type { Migration } from '../migrate.ts';

/**
 * Gives each row a checksum of its other columns, so that what a disk has changed behind SQLite's back is noticed
 * when it is read. `orders` needs none: it is an index over events and compared with them. The functions are those
 * of checksum.ts; migrate.ts lends them to SQL. docs/decisions/0006-damage.md.
 */
export const checksums: Migration = {
  version: 20,
  sql: `
    ALTER TABLE events ADD COLUMN crc INTEGER NOT NULL DEFAULT 0;
    UPDATE events SET crc = crc_events(seq, type, at, data);

    ALTER TABLE stock ADD COLUMN crc INTEGER NOT NULL DEFAULT 0;
    UPDATE stock SET crc = crc_stock(item_id, available);

    ALTER TABLE catalog ADD COLUMN crc INTEGER NOT NULL DEFAULT 0;
    UPDATE catalog SET crc = crc_catalog(kind, id, sort, doc);

    ALTER TABLE commands ADD COLUMN crc INTEGER NOT NULL DEFAULT 0;
    UPDATE commands
      SET crc = crc_commands(id, device_id, key, fingerprint, at, seq, order_seq, refusal);

    ALTER TABLE mail_jobs ADD COLUMN crc INTEGER NOT NULL DEFAULT 0;
    UPDATE mail_jobs SET crc = crc_mail(
      id, order_id, readiness, state, attempts, next_attempt_at, doc, last_error);

    ALTER TABLE devices ADD COLUMN crc INTEGER NOT NULL DEFAULT 0;
    UPDATE devices SET crc = crc_devices(id, name, role, token_hash, created_at);
  `,
};
