import { v7 } from 'uuid';

/**
 * A new identity: UUID version 7 (RFC 9562), in lower case. Its leading milliseconds keep rows that are made
 * together close together on disk; the rest comes from `crypto.getRandomValues`, which, unlike
 * `crypto.randomUUID`, also exists on pages served over plain http on a LAN.
 */
export function newId(): string {
  return v7();
}
