import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useFormat } from '../i18n/format.ts';
import type { MoneySender } from './money-sender.ts';
import { PaymentFoot } from './payment-foot.tsx';
import styles from './payment.module.css';

/** What the customer is about to pay for, until it is said how. */
export function OrderSummary({
  order,
  sender,
}: {
  readonly order: Order;
  readonly sender: MoneySender;
}) {
  const { t } = useTranslation('pos');
  const { amount } = useFormat();
  return (
    <>
      <p className={styles['muted']}>{t('till.choose')}</p>
      <ul aria-label={t('till.orderOf')} className={styles['summary']}>
        {order.lines
          .filter(({ quantity }) => quantity > 0)
          .map((line) => (
            <li key={line.id} className={styles['row']}>
              <span className={styles['what']}>
                <span>
                  <strong>{line.quantity}</strong> {line.name}
                </span>
                {line.modifiers.map(({ id, name }) => (
                  <span key={id} className={styles['muted']}>
                    + {name}
                  </span>
                ))}
                {line.discountCents > 0 ? (
                  <span className={styles['muted']}>
                    {t('till.lineDiscount')} −{amount(line.discountCents)}
                  </span>
                ) : null}
              </span>
              <span>{amount(line.totalCents)}</span>
            </li>
          ))}
      </ul>
      <PaymentFoot sender={sender} />
    </>
  );
}
