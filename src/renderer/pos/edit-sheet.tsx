import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useClient } from '../client/client-context.tsx';
import { formatOrderNumber } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import { Sheet } from '../ui/overlay.tsx';
import { ByCourse } from './by-course.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { useCounter, useDraft } from './counter-context.tsx';
import { CustomerSheet, type CustomerField } from './customer-sheet.tsx';
import { emailErrorOf } from './customer-errors.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import { DraftLineRow } from './draft-line-row.tsx';
import { EditFinder } from './edit-finder.tsx';
import { EditFooter } from './edit-footer.tsx';
import { sendEdit } from './edit-send.ts';
import styles from './edit-sheet.module.css';
import {
  addsDiscounted,
  liftedOf,
  missingReason,
  standingLines,
  toChange,
  voidsSomething,
  type Edit,
} from './edit-store.ts';
import { EditStanding } from './edit-standing.tsx';
import { useStockWith } from './edit-stock.ts';
import { EditTrouble } from './edit-trouble.tsx';
import { EditWhom } from './edit-whom.tsx';
import type { FlowStore } from './flows.ts';
import { LineSheet, type LineSheetTarget } from './line-sheet.tsx';
import { actOn } from './order-actions.ts';
import { StatusBadge } from './order-state.tsx';
import { UnconfirmedBadge } from './order-trust.tsx';
import { useApproval } from './use-approval.ts';
import { useCancelling } from './use-cancelling.ts';

export interface EditSheetProps {
  readonly order: Order;
  readonly edit: Edit;
  /** What is open over the counter; the flows of this sheet's own context are about what is added. */
  readonly flows: FlowStore;
}

/** A change of an order in one sheet: what it has, what is added, whom it is for; and it goes out as one. */
export function EditSheet({ order, edit, flows }: EditSheetProps) {
  const { t } = useTranslation('pos');
  const client = useClient();
  const { actions } = useCounter();
  const draft = useDraft();
  const approve = useApproval();
  const [lineTarget, setLineTarget] = useState<LineSheetTarget | null>(null);
  const [customerAt, setCustomerAt] = useState<CustomerField | null>(null);
  const [asked, setAsked] = useState<'discard' | 'cancel' | null>(null);
  const [tried, setTried] = useState(false);
  const held = order.status === 'held';
  const editable = order.allowedChanges.includes('edit');
  const missing = missingReason(edit, order);
  const lifted = standingLines(order).filter((line) => liftedOf(edit, line) !== undefined);
  const fresh = draft.lines.filter(({ id }) => lifted.every((line) => line.id !== id));
  const stock = useStockWith(edit, order);

  const leave = (): void => {
    if (!edit.sending) actions.getState().changeEdit(order.id, () => null);
    flows.getState().close();
  };
  const isOpen = (): boolean => {
    const { flow } = flows.getState();
    return flow?.kind === 'edit' && flow.orderId === order.id;
  };

  const send = async (then: 'stay' | 'send' | 'pay'): Promise<void> => {
    setTried(true);
    if (missing !== null) return;
    if (emailErrorOf(draft)?.kind === 'form') {
      setCustomerAt('email');
      return;
    }
    // One word of a manager for all of the command.
    const approval = await approve(
      ...(voidsSomething(edit, order) ? (['void'] as const) : []),
      ...(addsDiscounted(edit, order) ? (['discount'] as const) : []),
    );
    if (approval === null) return;
    const outcome = await sendEdit(client, actions, order, approval);
    if (outcome === 'busy') return;
    if (outcome === 'refused') {
      const refused = edit.drafts.getState().drafts.find(({ refusal }) => refusal !== null);
      if (!isOpen() && refused?.refusal) {
        const { number } = order;
        actions.getState().notify({ kind: 'refused', number, refusal: refused.refusal });
      }
      return;
    }
    if (isOpen()) {
      if (then === 'pay') flows.getState().open({ kind: 'payment', orderId: order.id });
      else flows.getState().close();
    }
    actions.getState().changeEdit(order.id, () => null);
    if (then === 'send') void actOn(client, actions, order, 'send');
  };

  const cancel = useCancelling(order, flows);

  return (
    <Sheet
      open
      wide
      onClose={() => {
        if (!edit.sending && toChange(edit, order) !== null) setAsked('discard');
        else leave();
      }}
      title={t(held ? 'orders.edit.titleHeld' : 'orders.edit.title', {
        number: formatOrderNumber(order.number),
      })}
      aside={
        <>
          <StatusBadge status={order.status} />
          <UnconfirmedBadge orderId={order.id} />
        </>
      }
      footer={
        <EditFooter
          order={order}
          edit={edit}
          draft={draft}
          onSend={(then) => void send(then)}
          onCancelOrder={() => setAsked('cancel')}
        />
      }
    >
      <div className={styles['columns']}>
        <EditFinder
          isDisabled={edit.sending || !editable}
          onDetails={(itemId) => setLineTarget({ kind: 'new', itemId })}
        />
        <div className={styles['order']} aria-busy={edit.sending} inert={edit.sending}>
          <EditTrouble
            order={order}
            edit={edit}
            draft={draft}
            onCancelOrder={() => setAsked('cancel')}
            // What was put together stays, and is gone on with afterwards.
            onOpenDrawer={() => flows.getState().open({ kind: 'drawer' })}
          />
          <EditStanding
            order={order}
            edit={edit}
            draft={draft}
            showMissing={tried}
            onOpen={(lineId) => setLineTarget({ kind: 'line', lineId })}
          />
          <section aria-label={t('orders.edit.added')} className={styles['part']}>
            <h3 className={styles['heading']}>
              {t('orders.edit.added')}
              {held ? null : <small>{t('orders.edit.addedText')}</small>}
            </h3>
            {fresh.length > 0 ? (
              <ul className={cx(styles['lines'])}>
                <ByCourse lines={fresh} courseOf={({ course }) => course}>
                  {(line) => (
                    <DraftLineRow
                      key={line.id}
                      line={line}
                      draft={draft}
                      stock={stock}
                      onOpen={() => setLineTarget({ kind: 'line', lineId: line.id })}
                    />
                  )}
                </ByCourse>
              </ul>
            ) : (
              <p className={styles['nothing']}>{t('orders.edit.nothingAdded')}</p>
            )}
          </section>
          <EditWhom draft={draft} onOpen={setCustomerAt} />
        </div>
      </div>
      <LineSheet target={lineTarget} onClose={() => setLineTarget(null)} />
      <CustomerSheet at={customerAt} onClose={() => setCustomerAt(null)} />
      <DiscardDialog
        open={asked === 'discard'}
        text={t('orders.edit.discardText')}
        onKeep={() => setAsked(null)}
        onDiscard={leave}
      />
      <CancelDialog
        order={order}
        open={asked === 'cancel'}
        onClose={() => setAsked(null)}
        onCancel={(why) => {
          setAsked(null);
          void cancel(why, leave);
        }}
      />
    </Sheet>
  );
}
