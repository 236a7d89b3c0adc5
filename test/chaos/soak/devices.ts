import { z } from 'zod';
import type { Where } from '../../../scripts/simulate/http-door.ts';
import type { PairableRole } from '../../../src/shared/roles.ts';

const codeSchema = z.object({ code: z.string() });

const pairedSchema = z.object({ token: z.string(), deviceId: z.string() });

/** A device that was paired as people do it: a code from the admin, traded for a token. */
export interface PairedDevice {
  readonly role: PairableRole;
  readonly token: string;
}

/** @throws Error with what the product said, when it does not pair */
export async function pairDevice(
  where: Where,
  adminToken: string,
  role: PairableRole,
  name: string,
): Promise<PairedDevice> {
  const post = async (path: string, body: unknown, token?: string): Promise<unknown> => {
    const response = await fetch(new URL(path, await where()), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  const { code } = codeSchema.parse(await post('/api/v1/pairing-codes', { role }, adminToken));
  const { token } = pairedSchema.parse(await post('/api/v1/pairing', { code, name }));
  return { role, token };
}
