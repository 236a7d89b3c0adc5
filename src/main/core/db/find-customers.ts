import type { KnownCustomer } from '../../../shared/customers.ts';
import { customerKey, PHONE_MARK, QUERY_WORDS, soughtWords } from './customers.ts';
import type { CheckedRows } from './rows.ts';

/** Matches of one word in `customerSearch`. Plain comparison: no letter stands for others. */
const matches = (n: number): string => `(
  @word${n} <> '' AND instr(search, @word${n}) > 0
  OR instr(search, @address${n}) > 0
  OR @digits${n} <> '' AND instr(substr(search, instr(search, '${PHONE_MARK}')), @digits${n}) > 0
)`;

/** How many of the customers who were named last are looked through: some ten milliseconds of work at the most. */
const LOOKED_THROUGH = 20_000;

const AMONG_LATEST = `last_seq > coalesce(
  (SELECT last_seq FROM customers ORDER BY last_seq DESC LIMIT 1 OFFSET ${LOOKED_THROUGH}), 0)`;

/**
 * Looks for earlier customers, those first who were named last: each word of the query is the beginning of a word of
 * the name or of the address, or a part of the phone number. A whole number and a whole address are found however long
 * ago they were named.
 */
export function findCustomers(
  rows: CheckedRows,
): (query: string, limit: number) => readonly KnownCustomer[] {
  const byKey = rows.customers('WHERE key = ?');
  const statements = Array.from({ length: QUERY_WORDS + 1 }, (_, words) => {
    const all = Array.from({ length: words }, (_word, n) => matches(n));
    return rows.customers(`WHERE ${[AMONG_LATEST, ...all].join(' AND ')}
      ORDER BY last_seq DESC LIMIT @limit`);
  });
  return (query, limit) => {
    const words = soughtWords(query);
    const parameters: Record<string, string | number> = { limit };
    for (const [n, { word, address, digits }] of words.entries()) {
      parameters[`word${n}`] = word;
      parameters[`address${n}`] = address;
      parameters[`digits${n}`] = digits;
    }
    const found = statements[words.length]?.all(parameters) ?? [];
    const whole = byKey.get(customerKey(query, null)) ?? byKey.get(query.trim().toLowerCase());
    if (whole && !found.some(({ key }) => key === whole.key)) {
      found.splice(Math.max(0, limit - 1), 1, whole);
    }
    return found.map(({ name, email, phone, orders, lastAt }) => ({
      name,
      email,
      phone,
      orders,
      lastOrderAt: new Date(lastAt).toISOString(),
    }));
  };
}
