import ChefHat from 'lucide-react/icons/chef-hat';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import type { Part } from '../../shared/payment.ts';
import { useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { useScrollableByKeys } from '../ui/scrollable-by-keys.ts';
import type { MoneySender } from './money-sender.ts';
import { useOrderFor } from './order-state.tsx';
import { partNumber } from './payment-parts.ts';
import { PaymentsTaken } from './payment-totals.tsx';
import styles from './payment.module.css';
import { SplitParts } from './split-parts.tsx';

export interface PaymentHeadProps {
  readonly order: Order;
  readonly part: Part | null;
  readonly due: number;
}

/** What is due, in figures that are read from where the customer stands. */
export function PaymentHead({ order, part, due }: PaymentHeadProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const orderFor = useOrderFor();
  const { dueCents, totalCents } = order.totals;
  return (
    <div className={styles['head']}>
      <p className={styles['for']}>
        {orderFor(order)}
        {part ? ` · ${t('till.part', { number: partNumber(order, part) })}` : null}
      </p>
      <p className={styles['due']} aria-live="polite">
        <span className={styles['dueWord']}>
          {t(dueCents > 0 ? 'till.due' : dueCents < 0 ? 'till.toGiveBack' : 'till.settled')}
        </span>
        <strong className={styles['hero']}>{money(dueCents > 0 ? due : Math.abs(dueCents))}</strong>
      </p>
      {due === totalCents ? null : (
        <p className={styles['ofTotal']}>
          {t('till.total')} {money(totalCents)}
        </p>
      )}
      {order.awaitsPayment && dueCents > 0 ? (
        <Badge tone="info" icon={<ChefHat aria-hidden />}>
          {t('till.firesKitchen')}
        </Badge>
      ) : null}
    </div>
  );
}

export interface PaymentDetailsProps {
  readonly order: Order;
  readonly part: Part | null;
  readonly sender: MoneySender;
  readonly onPart: (partId: string) => void;
}

/** Who owes what of it, and what was taken so far: as long as it may be, it scrolls for itself. */
export function PaymentDetails({ order, part, sender, onPart }: PaymentDetailsProps) {
  const box = useScrollableByKeys();
  return (
    <div ref={box} className={styles['details']}>
      {order.split ? (
        <SplitParts order={order} part={part} isDisabled={sender.isUnderWay} onPart={onPart} />
      ) : null}
      <PaymentsTaken order={order} />
    </div>
  );
}
