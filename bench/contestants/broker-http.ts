/** The product over its JSON API: a connection for each request that is under way, by several devices. */
import type { Contestant } from '../lib/contestant.ts';
import { HttpConnection } from '../lib/http-connection.ts';
import type { BenchOrder } from '../lib/order.ts';
import { startProductServer } from '../lib/product-server.ts';

/** At 5,000 commands a second each, enough. */
const DEVICES = 8;

export async function openBrokerHttp(directory: string): Promise<Contestant> {
  const server = startProductServer({
    directory,
    devices: [{ role: 'integration', count: DEVICES }],
    liftRates: false,
  });
  let { port, tokens } = await server.open();
  let all: HttpConnection[] = [];
  let idle: HttpConnection[] = [];
  let asked = 0;

  const connection = async (): Promise<HttpConnection> => {
    const free = idle.pop();
    if (free) return free;
    // Counted before the wait: many are opened at once, and each device takes its share of them.
    asked += 1;
    const made = await HttpConnection.open(port, tokens[asked % tokens.length] ?? '');
    all.push(made);
    return made;
  };
  const disconnect = (): void => {
    for (const each of all) each.close();
    all = [];
    idle = [];
  };
  return {
    place: async ({ key, data }: BenchOrder) => {
      const free = await connection();
      const status = await free.post(key, JSON.stringify(data));
      idle.push(free);
      if (status !== 201) throw new Error(`status ${status}`);
    },
    count: async () => (await server.count()).orders,
    unitsTaken: async () => (await server.count()).units,
    loopDelayP99: () => server.loopDelayP99(),
    reset: async () => {
      disconnect();
      ({ port, tokens } = await server.open());
    },
    close: async () => {
      disconnect();
      await server.end();
    },
  };
}
