import { useTranslation } from 'react-i18next';
import type { Order, OrderLine } from '../../shared/order.ts';
import type { Part } from '../../shared/payment.ts';
import { useFormat } from '../i18n/format.ts';
import { useScrollableByKeys } from '../ui/scrollable-by-keys.ts';
import type { MoneySender } from './money-sender.ts';
import { PaymentFoot } from './payment-foot.tsx';
import { partNumber } from './payment-parts.ts';
import styles from './payment.module.css';

export interface OrderSummaryProps {
  readonly order: Order;
  /** The part that is paid next, where the bill is shared out. */
  readonly part: Part | null;
  readonly sender: MoneySender;
}

/** What the customer is about to pay for, until it is said how. */
export function OrderSummary({ order, part, sender }: OrderSummaryProps) {
  const { t } = useTranslation('pos');
  const box = useScrollableByKeys();
  const isTheirs = part !== null && part.lines.length > 0;
  const lines = order.lines.filter(({ quantity }) => quantity > 0);
  return (
    <div ref={box} className={styles['read']}>
      {part ? (
        <p role="status" className={styles['ask']}>
          {t('till.partHow', { number: partNumber(order, part) })}
        </p>
      ) : (
        <p className={styles['muted']}>{t('till.choose')}</p>
      )}
      <ul aria-label={t('till.orderOf')} className={styles['summary']}>
        {isTheirs
          ? part.lines.map(({ lineId, quantity }) => {
              const line = lines.find(({ id }) => id === lineId);
              return line ? (
                <li key={lineId} className={styles['summaryLine']}>
                  <Named line={line} quantity={quantity} />
                </li>
              ) : null;
            })
          : lines.map((line) => (
              <li key={line.id} className={styles['summaryLine']}>
                <Priced line={line} />
              </li>
            ))}
      </ul>
      <PaymentFoot sender={sender} />
    </div>
  );
}

function Named({ line, quantity }: { readonly line: OrderLine; readonly quantity: number }) {
  return (
    <span className={styles['what']}>
      <span>
        <strong>{quantity}</strong> {line.name}
      </span>
      {line.modifiers.map(({ id, name }) => (
        <span key={id} className={styles['muted']}>
          + {name}
        </span>
      ))}
    </span>
  );
}

/** A line as it is priced, and beneath it what its discount takes off: as on the receipt. */
function Priced({ line }: { readonly line: OrderLine }) {
  const { t } = useTranslation('pos');
  const { amount } = useFormat();
  return (
    <>
      <span className={styles['row']}>
        <Named line={line} quantity={line.quantity} />
        <span>{amount(line.totalCents)}</span>
      </span>
      {line.discountCents > 0 ? (
        <span className={styles['offRow']}>
          <span>{t('till.lineDiscount')}</span> <span>−{amount(line.discountCents)}</span>
        </span>
      ) : null}
    </>
  );
}
