import SendHorizontal from 'lucide-react/icons/send-horizontal';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { unitPrice, type Draft } from './draft.ts';
import styles from './edit-footer.module.css';
import {
  addedLines,
  leavesNothing,
  standingLines,
  toChange,
  unitsMoved,
  unitsOff,
  type Edit,
} from './edit-store.ts';

export interface EditFooterProps {
  readonly order: Order;
  readonly edit: Edit;
  readonly draft: Draft;
  /** Sends the change, and does with the order what was asked for then. */
  readonly onSend: (then: 'stay' | 'send' | 'pay') => void;
  readonly onCancelOrder: () => void;
}

/** What the change comes to, and the way to send it. An order of which nothing would be left is cancelled instead. */
export function EditFooter({ order, edit, draft, onSend, onCancelOrder }: EditFooterProps) {
  const { t } = useTranslation('pos');
  const live = useMirror((state) => state.connection.state === 'live');
  const editable = order.allowedChanges.includes('edit');
  const changes = toChange(edit, order) !== null;
  const held = order.status === 'held';
  const nothing = leavesNothing(edit, order, draft);
  const mayGo = editable && !edit.sending && !nothing && (held || changes);
  const then = held ? (order.awaitsPayment ? 'pay' : 'send') : 'stay';
  useSendKey(mayGo ? () => onSend(then) : null);
  if (edit.sending) {
    return (
      <p role="status" className={styles['sending']}>
        <Spinner /> {t(live ? 'sending' : 'orders.edit.waiting')}
      </p>
    );
  }
  if (nothing) {
    return (
      <div className={styles['footer']}>
        <p className={styles['nothing']}>{t('orders.edit.nothingLeft')}</p>
        <Button
          variant="danger"
          className={styles['main']}
          isDisabled={!order.allowedActions.includes('cancel')}
          onPress={onCancelOrder}
        >
          {t('orders.edit.cancelOrder')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles['footer']}>
      <Difference order={order} edit={edit} />
      {held ? (
        <Button isDisabled={!editable || !changes} onPress={() => onSend('stay')}>
          {t('orders.edit.keepParked')}
        </Button>
      ) : null}
      <Button
        variant="primary"
        className={styles['main']}
        icon={<SendHorizontal aria-hidden />}
        isDisabled={!mayGo}
        onPress={() => onSend(then)}
      >
        {t(
          held ? (order.awaitsPayment ? 'orders.edit.andPay' : 'actions.send') : 'orders.edit.send',
        )}
      </Button>
    </div>
  );
}

/** F9 sends here too, unless something lies over the sheet. */
function useSendKey(send: (() => void) | null): void {
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const dialogs = document.querySelectorAll('[role=dialog],[role=alertdialog]');
      if (event.key !== 'F9' || event.repeat || dialogs.length > 1) return;
      event.preventDefault();
      latest.current?.();
    };
    // Ahead of the fields, which keep the keys that they hear.
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, []);
}

/** Units that come and go, and what the lines differ by before discounts; the order's new total is the broker's. */
function Difference({ order, edit }: Pick<EditFooterProps, 'order' | 'edit'>) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const menu = useMirror((state) => state.menu);
  const lines = addedLines(edit, order);
  const { added, off } = unitsMoved(edit, order);
  const plus = lines.reduce((sum, line) => {
    return sum + (menu ? (unitPrice(menu, line) ?? 0) : 0) * line.quantity;
  }, 0);
  const minus = standingLines(order).reduce((sum, line) => {
    return sum + Math.round(line.totalCents / line.quantity) * unitsOff(edit, line);
  }, 0);
  const cents = plus - minus;
  if (added + off === 0 && cents === 0) return null;
  return (
    <p className={styles['difference']}>
      <span>
        {[
          added > 0 ? t('orders.edit.plus', { count: added }) : null,
          off > 0 ? t('orders.edit.minus', { count: off }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <strong>
        {cents < 0 ? '− ' : '+ '}
        {money(Math.abs(cents))}
      </strong>
    </p>
  );
}
