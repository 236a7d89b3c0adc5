import addressparser from 'nodemailer/lib/addressparser';
import { z } from 'zod';
import { singleLine } from './single-line.ts';
import type { Mailbox } from './transport.ts';

const addressSchema = z.email();

/**
 * Reads one mailbox as a person writes it: `pedidos@cantina.example` or `Cantina <pedidos@cantina.example>`.
 * @returns null when it is not exactly one mailbox with a plausible address
 */
export function parseMailbox(text: string): Mailbox | null {
  const parsed = addressparser(text);
  const [only] = parsed;
  if (parsed.length !== 1 || !only || only.address === undefined) return null;
  if (!addressSchema.safeParse(only.address).success) return null;
  return { name: singleLine(only.name), address: only.address };
}
