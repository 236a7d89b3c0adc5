/** The product over its WebSocket. Each socket also hears all events, as every screen does. */
import { CommandSocket } from '../lib/command-socket.ts';
import type { Contestant } from '../lib/contestant.ts';
import type { BenchOrder } from '../lib/order.ts';
import { startProductServer } from '../lib/product-server.ts';

/**
 * @param sockets one: with the limit of 5,000 commands a second for one device lifted, as the others know none;
 * several: as it ships, each of a device of its own
 */
export function openBrokerWebSocket(sockets: number) {
  return async (directory: string): Promise<Contestant> => {
    const server = startProductServer({
      directory,
      devices: [{ role: 'integration', count: sockets }],
      liftRates: sockets === 1,
    });
    const connect = async (): Promise<CommandSocket[]> => {
      const { port, tokens } = await server.open();
      return Promise.all(tokens.map((token) => CommandSocket.open(port, token)));
    };
    const disconnect = (): Promise<unknown> => Promise.all(open.map((socket) => socket.close()));
    let open = await connect();
    return {
      place: (order: BenchOrder) => {
        // By the key, so that a repeat comes from the same device.
        const socket = open[Number.parseInt(order.key.slice(0, 4), 16) % open.length];
        return socket ? socket.place(order) : Promise.reject(new Error('no socket'));
      },
      count: async () => (await server.count()).orders,
      unitsTaken: async () => (await server.count()).units,
      loopDelayP99: () => server.loopDelayP99(),
      reset: async () => {
        await disconnect();
        open = await connect();
      },
      close: async () => {
        await disconnect();
        await server.end();
      },
    };
  };
}
