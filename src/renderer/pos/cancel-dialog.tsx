import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cancel } from '../../shared/commands.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { Order } from '../../shared/order.ts';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/overlay.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './cancel-dialog.module.css';
import { VoidReasons } from './void-reasons.tsx';

export interface CancelDialogProps {
  readonly order: Order;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onCancel: (why: Cancel) => void;
}

/**
 * Asks why an order is cancelled: the kitchen reads it, the record keeps it. It is one of the reasons that things are
 * taken off for, which says what becomes of the stock; words may go along, or do where none fits.
 */
export function CancelDialog({ order, open, onClose, onCancel }: CancelDialogProps) {
  const { t } = useTranslation('pos');
  const [reasonId, setReasonId] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const { money } = useFormat();
  const { paidCents } = order.totals;
  const held = order.status === 'held';
  const reason = words.trim();
  const missing = reasonId === null && reason === '';
  const question = t('orders.cancel.why');
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('cancelTitle', { number: formatOrderNumber(order.number) })}
      footer={
        <>
          <Button className={styles['grow']} onPress={onClose}>
            {t('keepOrder')}
          </Button>
          <Button
            variant="danger"
            className={styles['grow']}
            onPress={() => {
              setTried(true);
              if (missing) return;
              onCancel({
                ...(reasonId === null ? {} : { reasonId }),
                ...(reason === '' ? {} : { reason }),
              });
            }}
          >
            {paidCents > 0
              ? t('orders.cancel.andReturn', { amount: money(paidCents) })
              : t('actions.cancel')}
          </Button>
        </>
      }
    >
      <p>{t(held ? 'orders.cancelHeldText' : 'cancelText')}</p>
      {paidCents > 0 ? (
        <p className={styles['paid']}>{t('orders.cancelPaid', { amount: money(paidCents) })}</p>
      ) : null}
      <VoidReasons
        question={question}
        label={question}
        chosen={reasonId}
        onChoose={setReasonId}
        isMissing={tried && missing}
        tellsStock={!held}
      />
      <TextField
        label={t('orders.cancel.words')}
        value={words}
        onChange={setWords}
        {...(!held && reasonId === null && reason !== ''
          ? { description: t('orders.cancel.stockOfWords') }
          : {})}
        maxLength={LIMITS.reason}
        autoComplete="off"
      />
    </Dialog>
  );
}
