import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import type { PaymentMethod } from '../../shared/payment-methods.ts';
import { formatOrderNumber } from '../i18n/format.ts';
import { Sheet } from '../ui/overlay.tsx';
import { DiscountSheet } from './discount-sheet.tsx';
import { isOrder, NoOrder, useOrderOf } from './money-order.tsx';
import { useMoneySender } from './money-sender.ts';
import { CardForm } from './payment-card.tsx';
import { CashForm } from './payment-cash.tsx';
import { PaymentDone, type Taken } from './payment-done.tsx';
import { dueNow, partToPay } from './payment-parts.ts';
import { PixForm } from './payment-pix.tsx';
import styles from './payment.module.css';
import { PaymentSide } from './payment-side.tsx';
import { OrderSummary } from './payment-summary.tsx';
import { SplitPanel } from './split-panel.tsx';

export interface MoneySheetProps {
  readonly orderId: string;
  readonly onClose: () => void;
}

/** What the right side of the sheet is about; null until the cashier has chosen. */
export type Chosen = PaymentMethod | 'split' | null;

/** What a form of one method says was taken. */
export interface Tender {
  readonly amountCents: number;
  readonly tenderedCents?: number;
  readonly authorisation?: string;
}

/** Taking money for one order: what is due on the left, how it is paid on the right. */
export function PaymentSheet({ orderId, onClose }: MoneySheetProps) {
  const { t } = useTranslation('pos');
  const order = useOrderOf(orderId);
  const [discounting, setDiscounting] = useState(false);
  const number = isOrder(order) ? formatOrderNumber(order.number) : '';
  return (
    <Sheet open wide onClose={onClose} title={t('till.receive', { number })}>
      {isOrder(order) ? (
        <Content order={order} onClose={onClose} onDiscount={() => setDiscounting(true)} />
      ) : (
        <NoOrder outcome={order} />
      )}
      {discounting ? (
        <DiscountSheet orderId={orderId} lineId={null} onClose={() => setDiscounting(false)} />
      ) : null}
    </Sheet>
  );
}

function Content({
  order,
  onClose,
  onDiscount,
}: {
  readonly order: Order;
  readonly onClose: () => void;
  readonly onDiscount: () => void;
}) {
  const [chosen, setChosen] = useState<Chosen>(null);
  const [partId, setPartId] = useState<string | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const sender = useMoneySender(order);
  const part = partToPay(order, partId);
  const due = dueNow(order, part);

  const take = async (method: PaymentMethod, tender: Tender): Promise<void> => {
    const { amountCents, tenderedCents } = tender;
    const done = await sender.send('payment.take', {
      orderId: order.id,
      method,
      ...tender,
      partId: part?.id ?? null,
    });
    if (!done) return;
    const changeCents = Math.max(0, (tenderedCents ?? amountCents) - amountCents);
    const firedKitchen = order.awaitsPayment && done.order?.awaitsPayment === false;
    setTaken({ method, amountCents, changeCents, firedKitchen });
    setChosen(null);
  };
  const choose = (next: Chosen): void => {
    sender.forget();
    setTaken(null);
    setChosen(next);
  };
  const form = { due, sender, onTake: take };

  return (
    <div className={styles['columns']}>
      <PaymentSide
        {...{ order, part, due, chosen, sender, onDiscount }}
        onChoose={choose}
        onPart={(id) => {
          setPartId(id);
          setTaken(null);
        }}
      />
      <div className={styles['main']}>
        {taken || order.totals.dueCents <= 0 ? (
          <PaymentDone order={order} taken={taken} onNext={onClose} onMore={() => choose(null)} />
        ) : chosen === 'cash' ? (
          <CashForm key={part?.id} {...form} />
        ) : chosen === 'card' ? (
          <CardForm key={`${part?.id} ${due}`} {...form} />
        ) : chosen === 'pix' ? (
          <PixForm key={`${part?.id} ${due}`} {...form} order={order} />
        ) : chosen === 'split' ? (
          <SplitPanel order={order} sender={sender} />
        ) : (
          <OrderSummary order={order} sender={sender} />
        )}
      </div>
    </div>
  );
}
