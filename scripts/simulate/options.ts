import { parseArgs } from 'node:util';
import { LIMITS } from '../../src/shared/limits.ts';

/** What is asked of one simulation. */
export interface SimulationOptions {
  readonly customers: number;
  readonly orders: number;
  readonly processors: number;
  /** Units of each product at the start. */
  readonly stock: number;
  readonly seed: string;
  /** A running product to simulate on; null starts one. */
  readonly at: { readonly url: URL; readonly token: string } | null;
  readonly json: boolean;
}

/** What stands in the way of a simulation: one line for the person at the terminal. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError';
}

const USAGE =
  'npm run simulate -- [--customers 50] [--orders 2000] [--processors 4] [--stock 500] [--seed 1] [--url URL --token T] [--json]';

/**
 * Reads the command line.
 * @throws SimulationError that names what is wrong with it
 */
export function readOptions(args: readonly string[]): SimulationOptions {
  const values = parse(args);
  return {
    customers: whole('customers', values.customers ?? '50', 1, 1000),
    orders: whole('orders', values.orders ?? '2000', 1, 1_000_000),
    processors: whole('processors', values.processors ?? '4', 1, 100),
    stock: whole('stock', values.stock ?? '500', 0, LIMITS.stock),
    seed: String(whole('seed', values.seed ?? '1', 0, Number.MAX_SAFE_INTEGER)),
    at: place(values.url, values.token),
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        customers: { type: 'string' },
        orders: { type: 'string' },
        processors: { type: 'string' },
        stock: { type: 'string' },
        seed: { type: 'string' },
        url: { type: 'string' },
        token: { type: 'string' },
        json: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new SimulationError(`${reason} Usage: ${USAGE}`);
  }
}

function whole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d{1,16}$/.test(text) || value < min || value > max) {
    throw new SimulationError(
      `--${name} takes a whole number from ${min} to ${max}, not "${text}".`,
    );
  }
  return value;
}

function place(url: string | undefined, token: string | undefined): SimulationOptions['at'] {
  if (url === undefined && token === undefined) return null;
  if (url === undefined) {
    throw new SimulationError('--token belongs to a running product: say where with --url.');
  }
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address?.protocol !== 'http:') {
    throw new SimulationError(`"${url}" is not an address such as http://127.0.0.1:4700.`);
  }
  if (token === undefined || !/^[\x21-\x7e]+$/.test(token)) {
    throw new SimulationError(
      'A running product asks for a token of role integration or admin: give it with --token.',
    );
  }
  return { url: address, token };
}
