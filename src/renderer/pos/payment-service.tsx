import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/overlay.tsx';
import type { MoneySender } from './money-sender.ts';

/** The charge for service, taken off or put on. What was paid already would be owed back: that is asked for first. */
export function ServiceButton({
  order,
  sender,
}: {
  readonly order: Order;
  readonly sender: MoneySender;
}) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const [isAsking, setAsking] = useState(false);
  const { totals, serviceCharge } = order;
  const isCharged = serviceCharge !== null && !serviceCharge.waived;
  const owedCents = isCharged ? Math.max(0, totals.serviceCents - totals.dueCents) : 0;
  const charge = (): void => {
    setAsking(false);
    void sender.send('order.service_charge', { orderId: order.id, charged: !isCharged });
  };
  return (
    <>
      <Button
        size="touch"
        isDisabled={sender.isUnderWay}
        onPress={owedCents > 0 && totals.serviceCents > 0 ? () => setAsking(true) : charge}
      >
        {t(isCharged ? 'till.removeService' : 'till.chargeService')}
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t('till.removeServiceTitle')}
        footer={
          <>
            <Button autoFocus onPress={() => setAsking(false)}>
              {t('till.keepService')}
            </Button>
            <Button variant="danger" onPress={charge}>
              {t('till.removeService')}
            </Button>
          </>
        }
      >
        <p>{t('till.removeServiceText', { amount: money(owedCents) })}</p>
      </Dialog>
    </>
  );
}
