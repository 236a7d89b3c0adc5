import { lendRowFunctions } from '../../../src/main/core/db/row-functions.ts';
import { openReadable, openWritable } from '../../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../../src/main/core/verify/verify.ts';

/** What verify says of a database after these statements have gone at it behind the broker's back. */
export function verdictAfter(path: string, sql: string): string {
  const db = openWritable(path);
  lendRowFunctions(db);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
  const reader = openReadable(path);
  try {
    return describeVerdict(verify(reader));
  } finally {
    reader.close();
  }
}

/** Sums that fit whatever the rows hold: what a careful hand could make. */
export const SUM_EVENTS = 'UPDATE events SET crc = crc_events(seq, type, at, data, actor)';
export const SUM_MAIL = `UPDATE mail_jobs SET crc = crc_mail(
  id, order_id, readiness, state, attempts, next_attempt_at, doc, last_error, kind)`;
export const SUM_COMMANDS = `UPDATE commands
  SET crc = crc_commands(id, device_id, key, fingerprint, at, seq, order_seq, refusal)`;
export const SUM_PEOPLE = `UPDATE people
  SET crc = crc_people(id, name, role, active, pin_hash, created_at)`;
export const SUM_CUSTOMERS = `UPDATE customers
  SET crc = crc_customers(key, name, email, phone, search, orders, last_seq, last_at)`;

/** A change of the events' documents, with sums that fit. */
export function edit(set: string, where: string): string {
  return `UPDATE events SET data = ${set} WHERE ${where}; ${SUM_EVENTS}`;
}
