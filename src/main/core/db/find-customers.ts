import type { KnownCustomer } from '../../../shared/customers.ts';
import { PHONE_MARK, QUERY_WORDS, soughtWords } from './customers.ts';
import type { CheckedRows } from './rows.ts';

/** Matches of one word in `customerSearch`. Plain comparison: no letter stands for others. */
const matches = (n: number): string => `(
  @word${n} <> '' AND instr(search, @word${n}) > 0
  OR instr(search, @address${n}) > 0
  OR @digits${n} <> '' AND instr(substr(search, instr(search, '${PHONE_MARK}')), @digits${n}) > 0
)`;

/**
 * Looks for earlier customers, those first who were named last: each word of the query is the beginning of a word of
 * the name or of the address, or a part of the phone number.
 */
export function findCustomers(
  rows: CheckedRows,
): (query: string, limit: number) => readonly KnownCustomer[] {
  const statements = Array.from({ length: QUERY_WORDS + 1 }, (_, words) => {
    const all = Array.from({ length: words }, (_word, n) => matches(n));
    return rows.customers(`WHERE ${['TRUE', ...all].join(' AND ')}
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
    return found.map(({ name, email, phone, orders, lastAt }) => ({
      name,
      email,
      phone,
      orders,
      lastOrderAt: new Date(lastAt).toISOString(),
    }));
  };
}
