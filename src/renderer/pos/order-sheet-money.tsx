import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import type { Payment } from '../../shared/payment.ts';
import { useFormat } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import styles from './order-sheet-money.module.css';

/** What the order comes to, what was paid and given back, and what is still to be taken or returned. */
export function OrderMoney({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const { money, number } = useFormat();
  const { totals, serviceCharge, payments } = order;
  const adjusted = totals.discountCents > 0 || totals.serviceCents > 0 || serviceCharge !== null;
  const due = totals.dueCents;
  return (
    // Many payments scroll: by the keys too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles['money']} aria-label={t('orders.money.title')} tabIndex={0}>
      <dl className={styles['sums']}>
        {adjusted ? <Sum label={t('till.subtotal')} value={money(totals.subtotalCents)} /> : null}
        {totals.discountCents > 0 ? (
          <Sum label={t('till.discounts')} value={`− ${money(totals.discountCents)}`} />
        ) : null}
        {serviceCharge ? (
          <Sum
            label={t(serviceCharge.waived ? 'till.serviceOff' : 'till.service', {
              percent: number(serviceCharge.basisPoints / 100),
            })}
            value={money(totals.serviceCents)}
          />
        ) : null}
        <Sum label={t('total')} value={money(totals.totalCents)} strong />
      </dl>
      {payments.length > 0 ? (
        <ul className={styles['payments']} aria-label={t('orders.money.payments')}>
          {payments.map((payment) => (
            <PaymentRow key={payment.id} payment={payment} />
          ))}
        </ul>
      ) : null}
      {due === 0 ? (
        payments.length > 0 && order.status !== 'cancelled' ? (
          <p className={cx(styles['due'], styles['settled'])}>{t('orders.money.settled')}</p>
        ) : null
      ) : (
        <p className={cx(styles['due'], due < 0 && styles['back'])}>
          <span>{t(due > 0 ? 'orders.money.due' : 'orders.money.giveBack')}</span>
          <strong>{money(Math.abs(due))}</strong>
        </p>
      )}
    </section>
  );
}

function Sum(props: { readonly label: string; readonly value: string; readonly strong?: boolean }) {
  return (
    <div className={cx(styles['sum'], props.strong && styles['total'])}>
      <dt>{props.label}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

function PaymentRow({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('pos');
  const { money, time } = useFormat();
  const { method, amountCents, tenderedCents, changeCents, authorisation, by, refunds } = payment;
  const more = [
    changeCents > 0 && tenderedCents !== null
      ? t('orders.money.tendered', { tendered: money(tenderedCents), change: money(changeCents) })
      : null,
    authorisation,
    time(payment.at),
    by?.name,
  ].filter(Boolean);
  return (
    <li>
      <div className={styles['sum']}>
        <span>
          {t(`till.methods.${method}`)} <span className={styles['muted']}>{more.join(' · ')}</span>
        </span>
        <span>{money(amountCents)}</span>
      </div>
      {refunds.map((refund) => (
        <div key={refund.id} className={cx(styles['sum'], styles['refund'])}>
          <span>
            {t('orders.money.refunded', { method: t(`till.methods.${refund.method}`) })}{' '}
            <span className={styles['muted']}>
              {[refund.reason, time(refund.at), refund.by?.name].filter(Boolean).join(' · ')}
            </span>
          </span>
          <span>− {money(refund.amountCents)}</span>
        </div>
      ))}
    </li>
  );
}
