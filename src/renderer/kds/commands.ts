import type { StoreApi } from 'zustand/vanilla';
import type { CommandType } from '../../shared/commands.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Order } from '../../shared/order.ts';
import type { Client, CommandInput, Reply } from '../client/contract.ts';
import {
  CALM_MS,
  doneAlready,
  lineKey,
  TROUBLE_MS,
  type KitchenState,
  type Trouble,
} from './kitchen-state.ts';

/** What a display asks of the broker: what is under way is marked, what is refused is shown. */
export interface Commands {
  /** True while a command is not answered: about an order (by its id), or about a line of it (see `lineKey`). */
  isWaiting(key: string): boolean;
  /** @param lineIds the lines that it is about, to be marked beside the order */
  send<T extends CommandType>(
    order: Pick<Order, 'id' | 'number'>,
    type: T,
    input: CommandInput<T>,
    lineIds?: readonly string[],
  ): Promise<Reply>;
}

/** @param now the broker's clock, milliseconds */
export function createCommands(
  client: Client,
  store: StoreApi<KitchenState>,
  now: () => number,
): Commands {
  const mark = (keys: readonly string[], by: 1 | -1): void => {
    const waiting = new Map(store.getState().waiting);
    for (const key of keys) {
      const count = (waiting.get(key) ?? 0) + by;
      if (count > 0) waiting.set(key, count);
      else waiting.delete(key);
    }
    store.setState({ waiting });
  };

  let complaints = 0;
  const complain = (number: number, refusal: Refusal, type: CommandType): void => {
    complaints += 1;
    const already = doneAlready(type, refusal);
    const trouble: Trouble = {
      key: complaints,
      number,
      refusal,
      already,
      until: now() + (already ? CALM_MS : TROUBLE_MS),
    };
    store.setState({ troubles: [...store.getState().troubles, trouble].slice(-3) });
  };

  return {
    isWaiting: (key) => store.getState().waiting.has(key),
    async send({ id, number }, type, input, lineIds = []) {
      const keys = [id, ...lineIds.map((lineId) => lineKey(id, lineId))];
      mark(keys, 1);
      const reply = await client.send(type, input);
      mark(keys, -1);
      if (!reply.ok) complain(number, reply.refusal, type);
      return reply;
    },
  };
}

/** In whose name a display acts: its stations', or everyone's. */
export function inTheNameOf(stations: readonly string[] | null): { readonly stations?: string[] } {
  return stations === null ? {} : { stations: [...stations] };
}
