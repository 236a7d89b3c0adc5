import { useTranslation } from 'react-i18next';
import type { CounterRules } from '../../shared/counter-rules.ts';
import type { Order } from '../../shared/order.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import type { MoneySender } from './money-sender.ts';
import { ServiceButton } from './payment-service.tsx';
import styles from './payment.module.css';

export interface TotalsProps {
  readonly order: Order;
  readonly sender: MoneySender;
  readonly onDiscount: () => void;
}

/** How the total comes about, with what may still be done about it: a discount, the charge for service. */
export function Totals({ order, sender, onDiscount }: TotalsProps) {
  const { t } = useTranslation('pos');
  const { amount, money, number } = useFormat();
  const { totals, serviceCharge } = order;
  const mayChange = order.allowedChanges.includes('discount');
  const rules = useMirror((state) => state.shop?.counter);
  const percent = number((serviceCharge?.basisPoints ?? 0) / 100);
  return (
    <div className={styles['sums']}>
      <dl className={styles['totals']}>
        <Row word={t('till.subtotal')} value={amount(totals.subtotalCents)} />
        {totals.discountCents > 0 ? (
          <Row word={t('till.discounts')} value={`−${amount(totals.discountCents)}`} />
        ) : null}
        {serviceCharge ? (
          <Row
            word={t(serviceCharge.waived ? 'till.serviceOff' : 'till.service', { percent })}
            value={amount(totals.serviceCents)}
          />
        ) : null}
        <Row word={t('till.total')} value={money(totals.totalCents)} isStrong />
        {totals.paidCents === 0 ? null : (
          <Row word={t('till.paid')} value={`−${amount(totals.paidCents)}`} />
        )}
      </dl>
      {mayChange ? (
        <div className={styles['adjust']}>
          <Button size="touch" isDisabled={sender.isUnderWay} onPress={onDiscount}>
            {t('till.discount')}
          </Button>
          {serviceCharge || mayServe(order, rules) ? (
            <ServiceButton order={order} sender={sender} />
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/** Waited on at the bar: an order that bears no charge by its service may be given the shop's. */
function mayServe({ channel, service }: Order, rules: CounterRules | undefined): boolean {
  const isHere = service === 'counter' || service === 'dine_in';
  return isHere && channel === 'counter' && (rules?.serviceChargeBasisPoints ?? 0) > 0;
}

function Row({
  word,
  value,
  isStrong = false,
}: {
  readonly word: string;
  readonly value: string;
  readonly isStrong?: boolean;
}) {
  return (
    <div className={isStrong ? styles['strongRow'] : styles['row']}>
      <dt>{word}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What was taken and given back so far, each with its method and time. */
export function PaymentsTaken({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const { amount, time } = useFormat();
  if (order.payments.length === 0) return null;
  return (
    <ul aria-label={t('till.paidSoFar')} className={styles['payments']}>
      {order.payments.flatMap(({ id, method, amountCents, at, refunds }) => [
        <li key={id} className={styles['row']}>
          <span>
            {t(`till.methods.${method}`)} · {time(at)}
          </span>
          <span>{amount(amountCents)}</span>
        </li>,
        ...refunds.map((refund) => (
          <li key={refund.id} className={styles['row']}>
            <span>
              {t('till.refunded')} ({t(`till.methods.${refund.method}`)}) · {time(refund.at)}
            </span>
            <span>−{amount(refund.amountCents)}</span>
          </li>
        )),
      ])}
    </ul>
  );
}
