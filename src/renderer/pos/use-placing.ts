import { useCallback } from 'react';
import { useClient } from '../client/client-context.tsx';
import { useCounter } from './counter-context.tsx';
import { emailErrorOf } from './customer-errors.ts';
import { hasDiscount } from './draft.ts';
import { activeOf } from './draft-store.ts';
import { nextStepOf } from './next-step.ts';
import { placeDraft, type HowToPlace } from './sender.ts';
import { useApproval } from './use-approval.ts';

/**
 * Places the order in front. A malformed address is shown instead, a closed drawer is opened first, and a manager is asked
 * where what is in it needs one.
 */
export function usePlacing(onWrongEmail: () => void): (how: HowToPlace) => void {
  const client = useClient();
  const { drafts, flows } = useCounter();
  const approve = useApproval();
  return useCallback(
    (how) => {
      const state = drafts.getState();
      const draft = activeOf(state);
      if (nextStepOf(client.store.getState(), state).kind === 'open_drawer') {
        flows.getState().open({ kind: 'drawer' });
      } else if (emailErrorOf(draft)?.kind === 'form') {
        onWrongEmail();
      } else if (draft.lines.length > 0 && !draft.sending && hasDiscount(draft)) {
        void approve('discount').then((approval) => {
          if (approval !== null) placeDraft(client, drafts, draft.id, { ...how, approval });
        });
      } else {
        placeDraft(client, drafts, draft.id, how);
      }
    },
    [client, drafts, flows, approve, onWrongEmail],
  );
}
