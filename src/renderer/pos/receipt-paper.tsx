import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order, OrderLine } from '../../shared/order.ts';
import type { Payment } from '../../shared/payment.ts';
import type { Shop } from '../../shared/shop.ts';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { useOrderFor } from './order-state.tsx';
import { pixFor, QrCode } from './pix-code.tsx';
import styles from './receipt.module.css';

export interface ReceiptPaperProps {
  readonly order: Order;
  readonly shop: Shop;
  readonly ref?: Ref<HTMLElement>;
}

/** The receipt itself, as wide as the paper: black on white in every theme. */
export function ReceiptPaper({ order, shop, ref }: ReceiptPaperProps) {
  const { t } = useTranslation('pos');
  const { dateTime } = useFormat();
  const orderFor = useOrderFor();
  return (
    <article ref={ref} className={styles['paper']}>
      <header className={styles['head']}>
        <p className={styles['shop']}>{shop.name}</p>
        {shop.receiptLines.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </header>
      <div className={styles['head']}>
        <p>{t('till.order')}</p>
        <p className={styles['number']}>{formatOrderNumber(order.number)}</p>
        <p>{orderFor(order)}</p>
        <p>{dateTime(order.placedAt)}</p>
        {order.status === 'cancelled' ? (
          <p className={styles['stamp']}>{t('till.cancelled')}</p>
        ) : null}
      </div>
      <ul aria-label={t('lines')} className={styles['block']}>
        {order.lines
          .filter(({ quantity }) => quantity > 0)
          .map((line) => (
            <Line key={line.id} line={line} />
          ))}
      </ul>
      <Sums order={order} />
      <Paid order={order} />
      <PixBlock order={order} shop={shop} />
      <footer className={styles['head']}>
        <p>{t('till.notFiscal')}</p>
      </footer>
    </article>
  );
}

function Line({ line }: { readonly line: OrderLine }) {
  const { t } = useTranslation('pos');
  const { amount } = useFormat();
  return (
    <li>
      <Row
        word={
          <>
            <strong>{line.quantity}</strong> {line.name}
          </>
        }
        value={amount(line.totalCents)}
      />
      {line.modifiers.map(({ id, name }) => (
        <p key={id} className={styles['indent']}>
          + {name}
        </p>
      ))}
      {line.discountCents > 0 ? (
        <Row isIndented word={t('till.lineDiscount')} value={`−${amount(line.discountCents)}`} />
      ) : null}
    </li>
  );
}

function Sums({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const { amount, money, number } = useFormat();
  const { totals, serviceCharge } = order;
  const isPlain = totals.discountCents === 0 && totals.serviceCents === 0;
  return (
    <div className={styles['block']}>
      {isPlain ? null : <Row word={t('till.subtotal')} value={amount(totals.subtotalCents)} />}
      {totals.discountCents > 0 ? (
        <Row word={t('till.discounts')} value={`−${amount(totals.discountCents)}`} />
      ) : null}
      {serviceCharge && totals.serviceCents > 0 ? (
        <Row
          word={t('till.service', { percent: number(serviceCharge.basisPoints / 100) })}
          value={amount(totals.serviceCents)}
        />
      ) : null}
      <Row isTotal word={t('till.total')} value={money(totals.totalCents)} />
    </div>
  );
}

function Paid({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const { dueCents } = order.totals;
  if (order.payments.length === 0 && dueCents === 0) return null;
  return (
    <div className={styles['block']}>
      {order.payments.map((payment) => (
        <PaymentRows key={payment.id} payment={payment} />
      ))}
      {dueCents === 0 ? null : (
        <Row
          isStrong
          word={t(dueCents > 0 ? 'till.stillToPay' : 'till.toGiveBack')}
          value={money(Math.abs(dueCents))}
        />
      )}
    </div>
  );
}

function PaymentRows({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('pos');
  const { amount } = useFormat();
  const { method, amountCents, tenderedCents, changeCents, refunds } = payment;
  return (
    <>
      <Row word={t(`till.methods.${method}`)} value={amount(amountCents)} />
      {payment.authorisation ? <p className={styles['indent']}>{payment.authorisation}</p> : null}
      {tenderedCents !== null && changeCents > 0 ? (
        <>
          <Row isIndented word={t('till.tendered')} value={amount(tenderedCents)} />
          <Row isIndented word={t('till.changeOf')} value={amount(changeCents)} />
        </>
      ) : null}
      {refunds.map((refund) => (
        <Row
          key={refund.id}
          word={t('till.refundOf', { method: t(`till.methods.${refund.method}`) })}
          value={`−${amount(refund.amountCents)}`}
        />
      ))}
    </>
  );
}

/** While something is due, a code to pay it with. */
function PixBlock({ order, shop }: { readonly order: Order; readonly shop: Shop }) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const { dueCents } = order.totals;
  const code = dueCents > 0 ? pixFor(order, shop, dueCents) : null;
  if (!code?.ok) return null;
  return (
    <div className={styles['pix']}>
      <p className={styles['strong']}>{t('till.payByPix')}</p>
      <div className={styles['qr']}>
        <QrCode text={code.text} label={t('till.pixCode', { amount: money(dueCents) })} />
      </div>
      <p className={styles['pixText']}>{code.text}</p>
    </div>
  );
}

interface RowProps {
  readonly word: ReactNode;
  readonly value: string;
  readonly isIndented?: boolean;
  readonly isStrong?: boolean;
  readonly isTotal?: boolean;
}

function Row({ word, value, isIndented = false, isStrong = false, isTotal = false }: RowProps) {
  const look = isTotal ? 'total' : isStrong ? 'strongRow' : isIndented ? 'indentRow' : 'row';
  return (
    <p className={styles[look]}>
      <span>{word}</span> <span className={styles['value']}>{value}</span>
    </p>
  );
}
