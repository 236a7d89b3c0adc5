/** Speaks to bench/product-server.ts. */
import { z } from 'zod';
import type { Role } from '../../src/shared/roles.ts';
import { startChild } from './child.ts';

const ENTRY = new URL('../product-server.ts', import.meta.url);

export interface ProductServerOptions {
  readonly directory: string;
  readonly devices: readonly { readonly role: Role; readonly count: number }[];
  readonly liftRates: boolean;
}

/** Starts the process; nothing is open yet. */
export function startProductServer(options: ProductServerOptions) {
  const child = startChild(ENTRY, []);
  return {
    /** Opens on an empty database. Tokens are in the order the devices were asked for. */
    open: () =>
      child.ask('open', options, z.object({ port: z.int(), tokens: z.array(z.string()) })),
    count: () => child.ask('count', null, z.object({ orders: z.int(), units: z.int() })),
    /** 99th percentile of the delay of the server's event loop since it was opened, in milliseconds. */
    loopDelayP99: () => child.ask('loopDelayP99', null, z.number()),
    end: () => child.end(),
  };
}
