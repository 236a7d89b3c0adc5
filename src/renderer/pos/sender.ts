import type { Approval, Client } from '../client/contract.ts';
import { emailErrorOf } from './customer-errors.ts';
import { toPlaceOrder, type Draft, type Sending } from './draft.ts';
import type { DraftStore } from './draft-store.ts';

export interface HowToPlace {
  /** Park it. */
  readonly hold?: boolean;
  /** Take money for it as soon as the broker has it. */
  readonly toPay?: boolean;
  /** A manager's word for the discounts in it. */
  readonly approval?: Approval | undefined;
}

/**
 * Sends a draft. Its id is kept beside it before anything leaves, so that neither a second tap nor a reload can
 * place it twice.
 */
export function placeDraft(
  client: Client,
  store: DraftStore,
  draftId: string,
  { hold = false, toPay = false, approval }: HowToPlace = {},
): void {
  const draft = store.getState().drafts.find(({ id }) => id === draftId);
  if (!draft || draft.sending || draft.lines.length === 0) return;
  // The screen shows what is wrong with the address; the keys must not go past it.
  if (emailErrorOf(draft)?.kind === 'form') return;
  const body = toPlaceOrder(draft, hold);
  const again = draft.doubtful && same(draft.doubtful.body, body) ? draft.doubtful.commandId : null;
  const commandId = again ?? draft.commandId;
  const sending: Sending = { commandId, body, since: Date.now(), toPay };
  store.getState().markSending(draftId, sending);
  void follow(client, store, draftId, sending, approval);
}

/** After a reload: asks again, under the same ids, for the answers that had not come. */
export function resumeSending(
  client: Client,
  store: DraftStore,
  drafts: readonly Draft[] = store.getState().drafts,
): void {
  for (const { id, sending } of drafts) {
    if (sending) void follow(client, store, id, sending);
  }
}

async function follow(
  client: Client,
  store: DraftStore,
  draftId: string,
  { commandId, body }: Sending,
  approval?: Approval,
): Promise<void> {
  const reply = await client.send('order.place', body, commandId, approval);
  if (reply.ok) store.getState().markPlaced(draftId, reply.data.order);
  else store.getState().markRefused(draftId, reply.refusal);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
