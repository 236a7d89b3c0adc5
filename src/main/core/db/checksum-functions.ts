import type Database from 'better-sqlite3';
import type { Role } from '../../../shared/roles.ts';
import type { CatalogRow, MailRow } from './batch.ts';
import { rowCrc } from './checksum.ts';

/** Makes the checksums callable from SQL on this connection: `crc_events(seq, type, at, data)` and so on. */
export function lendChecksums(db: Database.Database): void {
  db.function('crc_events', (seq: number, type: string, at: number, data: string) =>
    rowCrc.events({ seq, type, at, data }),
  );
  db.function('crc_stock', (itemId: string, available: number | null) =>
    rowCrc.stock({ itemId, available }),
  );
  db.function('crc_catalog', (kind: CatalogRow['kind'], id: string, sort: number, doc: string) =>
    rowCrc.catalog({ kind, id, sort, doc }),
  );
  db.function(
    'crc_commands',
    (
      id: number,
      deviceId: string,
      key: string,
      fingerprint: string,
      at: number,
      seq: number,
      orderSeq: number | null,
      refusal: string | null,
    ) => rowCrc.commands({ id, deviceId, key, fingerprint, at, seq, orderSeq, refusal }),
  );
  db.function(
    'crc_mail',
    (
      id: number,
      orderId: string,
      readiness: number,
      state: MailRow['state'],
      attempts: number,
      nextAttemptAt: number,
      doc: string,
      lastError: string | null,
    ) => rowCrc.mail({ id, orderId, readiness, state, attempts, nextAttemptAt, doc, lastError }),
  );
  db.function(
    'crc_devices',
    (id: string, name: string, role: Role, tokenHash: string, createdAt: number) =>
      rowCrc.devices({ id, name, role, tokenHash, createdAt }),
  );
}
