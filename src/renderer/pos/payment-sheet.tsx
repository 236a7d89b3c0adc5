import { useLayoutEffect, useRef, useState } from 'react';
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
import { PaymentDetails, PaymentHead } from './payment-side.tsx';
import { OrderSummary } from './payment-summary.tsx';
import { Totals } from './payment-totals.tsx';
import { PaymentWays } from './payment-ways.tsx';
import { ReceiptSheet } from './receipt-flow.tsx';
import { RefundSheet } from './refund-sheet.tsx';
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

/** What lies over the payment for a while: closing it leads back to the payment, with the change that it told. */
export type Over = 'discount' | 'receipt' | 'refund';

export interface PaymentSheetProps extends MoneySheetProps {
  readonly start: 'split' | null;
}

/** Taking money for one order: what is due on the left, how it is paid on the right. */
export function PaymentSheet({ orderId, start, onClose }: PaymentSheetProps) {
  const { t } = useTranslation('pos');
  const order = useOrderOf(orderId);
  const [over, setOver] = useState<Over | null>(null);
  const number = isOrder(order) ? formatOrderNumber(order.number) : '';
  const back = { orderId, onClose: () => setOver(null) };
  return (
    <Sheet open wide onClose={onClose} title={t('till.receive', { number })}>
      {isOrder(order) ? (
        <Content order={order} start={start} onClose={onClose} onOver={setOver} />
      ) : (
        <NoOrder outcome={order} />
      )}
      {over === 'discount' ? <DiscountSheet {...back} lineId={null} /> : null}
      {over === 'receipt' ? <ReceiptSheet {...back} /> : null}
      {over === 'refund' ? <RefundSheet {...back} /> : null}
    </Sheet>
  );
}

interface ContentProps {
  readonly order: Order;
  readonly start: 'split' | null;
  readonly onClose: () => void;
  readonly onOver: (over: Over) => void;
}

function Content({ order, start, onClose, onOver }: ContentProps) {
  const isToSplit =
    start === 'split' && order.split === null && order.allowedChanges.includes('split');
  const [chosen, setChosen] = useState<Chosen>(isToSplit ? 'split' : null);
  const [partId, setPartId] = useState<string | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  // Each time that the ways to pay are what comes next, the keys are to be at them.
  const [turn, setTurn] = useState(0);
  const sender = useMoneySender(order);
  const part = partToPay(order, partId);
  const due = dueNow(order, part);
  const isDone = taken !== null || order.totals.dueCents <= 0;
  const columns = useTopOf(`${chosen} ${part?.id} ${isDone}`);

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
  const askHow = (): void => {
    choose(null);
    setTurn(turn + 1);
  };
  const form = { due, sender, onTake: take };

  return (
    <div ref={columns} className={styles['columns']}>
      <PaymentHead order={order} part={part} due={due} />
      {order.totals.dueCents > 0 ? (
        <PaymentWays
          order={order}
          chosen={chosen}
          sender={sender}
          turn={turn}
          isFirst={chosen === null}
          onChoose={choose}
        />
      ) : null}
      <div className={styles['main']}>
        {isDone ? (
          <PaymentDone
            order={order}
            taken={taken}
            onNext={onClose}
            onMore={askHow}
            onOver={onOver}
          />
        ) : chosen === 'cash' ? (
          <CashForm key={part?.id} {...form} />
        ) : chosen === 'card' ? (
          <CardForm key={`${part?.id} ${due}`} {...form} />
        ) : chosen === 'pix' ? (
          <PixForm key={`${part?.id} ${due}`} {...form} order={order} />
        ) : chosen === 'split' ? (
          <SplitPanel order={order} sender={sender} onSplit={askHow} />
        ) : (
          <OrderSummary order={order} part={part} sender={sender} />
        )}
      </div>
      <PaymentDetails
        order={order}
        part={part}
        sender={sender}
        onPart={(id) => {
          setPartId(id);
          setTaken(null);
        }}
      />
      <Totals order={order} sender={sender} onDiscount={() => onOver('discount')} />
    </div>
  );
}

/** Whatever is shown next is shown from its top: in the columns, and, where there is one only, in the sheet. */
function useTopOf(shown: string) {
  const columns = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = columns;
    if (!current || shown === '') return;
    for (const scroller of [current.parentElement, ...current.children]) scroller?.scrollTo(0, 0);
  }, [shown]);
  return columns;
}
