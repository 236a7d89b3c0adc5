import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import type { Order } from '../../shared/order.ts';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/overlay.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './cancel-dialog.module.css';

const REASONS = ['gaveUp', 'mistake', 'missing', 'late'] as const;

export interface CancelDialogProps {
  readonly order: Order;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onCancel: (reason: string) => void;
}

/** Asks why an order is cancelled: the kitchen reads it, the record keeps it. */
export function CancelDialog({ order, open, onClose, onCancel }: CancelDialogProps) {
  const { t } = useTranslation('pos');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { money } = useFormat();
  const { paidCents } = order.totals;
  const missing = reason.trim() === '';
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
              if (!missing) onCancel(reason.trim());
            }}
          >
            {t('actions.cancel')}
          </Button>
        </>
      }
    >
      <p>{t(order.status === 'held' ? 'orders.cancelHeldText' : 'cancelText')}</p>
      {paidCents > 0 ? (
        <p className={styles['paid']}>{t('orders.cancelPaid', { amount: money(paidCents) })}</p>
      ) : null}
      <div role="group" aria-label={t('reasons.label')} className={styles['reasons']}>
        {REASONS.map((key) => (
          <Button key={key} size="touch" onPress={() => setReason(t(`reasons.${key}`))}>
            {t(`reasons.${key}`)}
          </Button>
        ))}
      </div>
      <TextField
        label={t('cancelReason')}
        value={reason}
        onChange={setReason}
        error={tried && missing ? t('cancelReasonMissing') : null}
        maxLength={LIMITS.reason}
        autoComplete="off"
      />
    </Dialog>
  );
}
