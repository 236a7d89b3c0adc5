import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { CounterContext, useActions, useCounter, useFlows } from './counter-context.tsx';
import { EditSheet } from './edit-sheet.tsx';
import { beginEdit } from './edit-store.ts';
import { createFlowStore } from './flows.ts';
import { useAnyOrder } from './history-order.ts';
import { PaymentFlow } from './payment-flow.tsx';

/** Adding to and taking off an order that the broker has. */
export function EditFlow() {
  const flow = useFlows((state) => state.flow);
  return flow?.kind === 'edit' ? <Looked key={flow.orderId} orderId={flow.orderId} /> : null;
}

function Looked({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation('pos');
  const say = useRefusalText();
  const close = useFlows((state) => state.close);
  const found = useAnyOrder(orderId);
  if (found.state === 'found') return <Begun order={found.order} />;
  return (
    <Sheet open wide onClose={close} title={t('order')}>
      {found.state === 'refused' ? (
        <EmptyState title={say(found.refusal).what}>{say(found.refusal).now}</EmptyState>
      ) : (
        <p role="status">
          <Spinner /> {t('orders.looking')}
        </p>
      )}
    </Sheet>
  );
}

/**
 * The change that was begun, or a new one. What is added is taken as any new order is, by the same parts of the
 * counter: within this sheet, the order being taken is what is added here.
 */
function Begun({ order }: { readonly order: Order }) {
  const { actions, flows } = useCounter();
  const edit = useActions((state) => state.edits[order.id]);
  // As it was when the sheet was opened: a change that ended must not begin anew by itself.
  const [first] = useState(order);
  useEffect(() => {
    if (!actions.getState().edits[first.id]) actions.getState().startEdit(beginEdit(first));
  }, [actions, first]);
  const drafts = edit?.drafts;
  const counter = useMemo(
    // What is opened about the order being taken is about what is added here: it opens over this sheet.
    () => (drafts ? { drafts, actions, flows: createFlowStore() } : null),
    [drafts, actions],
  );
  return edit && counter ? (
    <CounterContext value={counter}>
      <EditSheet order={order} edit={edit} flows={flows} />
      <PaymentFlow />
    </CounterContext>
  ) : null;
}
