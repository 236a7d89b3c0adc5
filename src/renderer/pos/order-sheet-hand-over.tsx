import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/overlay.tsx';

export interface HandOverDialogProps {
  readonly order: Order;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onReceive: () => void;
  readonly onHandOver: () => void;
}

/** Asks before an order leaves the counter that somebody still has to pay. */
export function HandOverDialog(props: HandOverDialogProps) {
  const { order, open, onClose, onReceive, onHandOver } = props;
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const amount = money(order.totals.dueCents);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('orders.unpaid.title', { number: formatOrderNumber(order.number) })}
      footer={
        <>
          <Button variant="primary" wide onPress={onReceive}>
            {t('orders.unpaid.receive', { amount })}
          </Button>
          <Button wide onPress={onHandOver}>
            {t('orders.unpaid.handOver')}
          </Button>
        </>
      }
    >
      <p>{t('orders.unpaid.text', { amount })}</p>
    </Dialog>
  );
}
