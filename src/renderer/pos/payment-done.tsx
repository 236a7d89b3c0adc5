import CircleCheck from 'lucide-react/icons/circle-check';
import Receipt from 'lucide-react/icons/receipt-text';
import Undo2 from 'lucide-react/icons/undo-2';
import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import type { PaymentMethod } from '../../shared/payment-methods.ts';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { REPLACED_MS, usePressShield } from '../ui/press-shield.ts';
import type { Over } from './payment-sheet.tsx';
import styles from './payment.module.css';

/** What the last payment at this sheet came to. */
export interface Taken {
  readonly method: PaymentMethod;
  readonly amountCents: number;
  readonly changeCents: number;
  /** It was what the kitchen had been waiting for. */
  readonly firedKitchen: boolean;
}

const TOOK = { cash: 'till.tookCash', card: 'till.tookCard', pix: 'till.tookPix' } as const;

export interface PaymentDoneProps {
  readonly order: Order;
  /** Null for an order that was paid before the sheet was opened. */
  readonly taken: Taken | null;
  readonly onNext: () => void;
  /** On to the next payment of the same order. */
  readonly onMore: () => void;
  readonly onOver: (over: Over) => void;
}

/** That it is paid, and what goes back: it stays until the cashier goes on, however long the coins take. */
export function PaymentDone({ order, taken, onNext, onMore, onOver }: PaymentDoneProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const { dueCents } = order.totals;
  const isPaid = dueCents <= 0;
  const isOwed = dueCents < 0;
  const mayRefund = isOwed && order.allowedChanges.includes('refund');
  const shield = usePressShield();
  // It may come at any moment, from another counter too: the change must not go away under a finger that meant the keys.
  useLayoutEffect(() => shield.raise(REPLACED_MS), [shield]);
  return (
    <div className={styles['done']}>
      <div role="status" className={styles['doneWords']}>
        {isOwed ? (
          <p className={styles['owed']}>
            <Undo2 aria-hidden size={32} />
            <span>{t('till.owed', { amount: money(-dueCents) })}</span>
          </p>
        ) : isPaid ? (
          <p className={styles['paid']}>
            <CircleCheck aria-hidden size={40} /> {t('till.paidTitle')}
          </p>
        ) : null}
        {taken ? <p>{t(TOOK[taken.method], { amount: money(taken.amountCents) })}</p> : null}
        {taken && taken.changeCents > 0 ? (
          <p className={styles['change']}>
            <span className={styles['changeWord']}>{t('till.change')}</span>{' '}
            <strong>{money(taken.changeCents)}</strong>
          </p>
        ) : null}
        {taken?.firedKitchen ? <p>{t('till.paidKitchen')}</p> : null}
        {isPaid ? null : <p>{t('till.stillDue', { amount: money(dueCents) })}</p>}
      </div>
      <div className={styles['doneButtons']}>
        <div className={styles['pair']}>
          <Button
            className={styles['grow']}
            icon={<Receipt aria-hidden size={20} />}
            onPress={() => onOver('receipt')}
          >
            {t('till.receipt')}
          </Button>
          {mayRefund ? (
            <Button className={styles['grow']} onPress={onNext}>
              {t('till.next')}
            </Button>
          ) : null}
        </div>
        {mayRefund ? (
          <Button wide autoFocus variant="primary" size="kitchen" onPress={() => onOver('refund')}>
            {t('till.giveBack')}
          </Button>
        ) : (
          <Button
            wide
            autoFocus
            variant="primary"
            size="kitchen"
            onPress={isPaid ? onNext : onMore}
          >
            {t(isPaid ? 'till.next' : 'till.nextPayment')}
          </Button>
        )}
      </div>
    </div>
  );
}
