import type { Server } from 'node:http';

/** Turns of the event loop without anything new, after which all that had reached this machine has been read. */
const QUIET_TURNS = 5;

/** Turns at most: who goes on sending is not waited for. */
const MOST_TURNS = 2000;

/**
 * Watches what comes in, to tell when nothing more is waiting. A server that closes at once resets connections
 * that are still in the system's queue, and those whose request has come but was not read: their senders would
 * get no answer at all.
 */
export class Arrivals {
  #count = 0;

  constructor(server: Server) {
    const count = () => {
      this.#count += 1;
    };
    server.on('connection', count);
    server.on('request', count);
    server.on('upgrade', count);
  }

  /** Resolves once what had arrived before this call has been read. */
  async read(): Promise<void> {
    let [seen, quiet] = [this.#count, 0];
    // One connection is accepted in each turn, and read in a later one.
    for (let turn = 0; turn < MOST_TURNS && quiet < QUIET_TURNS; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.#count === seen ? quiet + 1 : 0;
      seen = this.#count;
    }
  }
}
