import { newId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { Approval, Client } from '../client/contract.ts';
import { toPlaceOrder } from './draft.ts';
import { activeOf } from './draft-store.ts';
import { toChange } from './edit-store.ts';
import { during, type ActionStore } from './order-actions.ts';

/** What came of a change: it is made, the broker said no, there was nothing to send, or something else is under way. */
export type EditOutcome = 'changed' | 'refused' | 'nothing' | 'busy';

/**
 * Sends a change as one command. While it is on its way it cannot be sent a second time; a refusal stays with the
 * change, and nothing of it has to be typed again.
 */
export async function sendEdit(
  client: Client,
  actions: ActionStore,
  order: Order,
  approval: Approval | undefined,
): Promise<EditOutcome> {
  const edit = actions.getState().edits[order.id];
  if (!edit || edit.sending || actions.getState().underWay[order.id]) return 'busy';
  const body = toChange(edit, order);
  if (!body) return 'nothing';
  const again = JSON.stringify(edit.doubtful?.body) === JSON.stringify(body);
  const commandId = again && edit.doubtful ? edit.doubtful.commandId : newId();
  const draftId = activeOf(edit.drafts.getState()).id;
  const { changeEdit } = actions.getState();
  changeEdit(order.id, (old) => ({ ...old, sending: true, doubtful: null }));
  edit.drafts.getState().markSending(draftId, {
    commandId,
    // Only that it is under way counts here: what was said is the change.
    body: toPlaceOrder(activeOf(edit.drafts.getState()), false),
    since: Date.now(),
    toPay: false,
  });
  const reply = await during(actions, order.id, 'change', () =>
    client.send('order.change', body, commandId, approval),
  );
  if (reply.ok) {
    changeEdit(order.id, () => null);
    return 'changed';
  }
  edit.drafts.getState().markRefused(draftId, reply.refusal);
  const isDoubtful = reply.refusal.code === 'storage_failed' || reply.refusal.code === 'internal';
  changeEdit(order.id, (old) => ({
    ...old,
    sending: false,
    doubtful: isDoubtful ? { commandId, body } : null,
  }));
  return 'refused';
}
