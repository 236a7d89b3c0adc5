import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { PAYMENT_METHODS } from '../../shared/payment-methods.ts';
import type { Shift } from '../../shared/shift.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { useDifference } from './drawer-difference.ts';
import styles from './shift-report.module.css';
import { Row, Section } from './shift-report-parts.tsx';

export interface ShiftReportProps {
  readonly shift: Shift;
  readonly ref?: Ref<HTMLElement>;
}

/** The report of a shift as it is printed on paper of 80 mm: X while it is open, Z once it is closed. */
export function ShiftReport({ shift, ref }: ShiftReportProps) {
  const { t } = useTranslation('pos');
  const { money, dateTime, time } = useFormat();
  const differ = useDifference();
  const shop = useMirror((state) => state.shop?.name);
  const { sales, payments, refunds, counts } = shift;
  const moved = (kind: 'in' | 'out') => {
    const some = shift.movements.filter((movement) => movement.kind === kind);
    const cents = some.reduce((sum, { amountCents }) => sum + amountCents, 0);
    return { count: some.length, cents };
  };
  const [cashIn, cashOut] = [moved('in'), moved('out')];
  const by = (person: Shift['openedBy']): string => (person ? ` · ${person.name}` : '');
  const difference = shift.differenceCents === null ? null : differ(shift.differenceCents);
  return (
    <article
      ref={ref ?? null}
      aria-label={t(`drawer.report.${shift.status}`, { number: shift.number })}
      className={styles['report']}
    >
      <header className={styles['head']}>
        <p className={styles['shop']}>{shop}</p>
        <h3 className={styles['title']}>
          {t(`drawer.report.${shift.status}`, { number: shift.number })}
        </h3>
        <p>{shift.deviceName}</p>
      </header>
      <Section>
        <Row
          label={t('drawer.report.openedAt')}
          value={`${dateTime(shift.openedAt)}${by(shift.openedBy)}`}
        />
        {shift.closedAt === null ? null : (
          <Row
            label={t('drawer.report.closedAt')}
            value={`${dateTime(shift.closedAt)}${by(shift.closedBy)}`}
          />
        )}
      </Section>
      <Section title={t('drawer.report.sales')}>
        <Row label={t('drawer.report.orders')} value={String(sales.orders)} />
        <Row label={t('drawer.report.gross')} value={money(sales.grossCents)} />
        <Row label={t('drawer.report.discounts')} value={money(-sales.discountCents)} />
        <Row label={t('drawer.report.service')} value={money(sales.serviceCents)} />
        <Row isStrong label={t('drawer.report.total')} value={money(sales.totalCents)} />
        <Row
          label={t('drawer.report.cancelled', { count: shift.cancelled.count })}
          value={money(shift.cancelled.cents)}
        />
        <Row
          label={t('drawer.report.voided', { count: shift.voided.count })}
          value={money(shift.voided.cents)}
        />
        <Row
          label={t(`drawer.report.${shift.status === 'open' ? 'due' : 'unpaid'}`, {
            count: shift.unpaid.count,
          })}
          value={money(shift.unpaid.cents)}
        />
      </Section>
      <Section title={t('drawer.report.payments')}>
        {PAYMENT_METHODS.map((method) => (
          <Row
            key={method}
            label={`${t(`drawer.method.${method}`)} (${String(payments[method].count)})`}
            value={money(payments[method].cents)}
          />
        ))}
        {PAYMENT_METHODS.filter((method) => refunds[method].count > 0).map((method) => (
          <Row
            key={method}
            label={t('drawer.report.refunds', {
              method: t(`drawer.method.${method}`),
              count: refunds[method].count,
            })}
            value={money(-refunds[method].cents)}
          />
        ))}
      </Section>
      <Section title={t('drawer.report.drawer')}>
        <Row label={t('drawer.report.float')} value={money(shift.floatCents)} />
        <Row label={t('drawer.report.cashPayments')} value={money(payments.cash.cents)} />
        <Row label={t('drawer.report.cashRefunds')} value={money(-refunds.cash.cents)} />
        <Row label={`${t('drawer.in')} (${String(cashIn.count)})`} value={money(cashIn.cents)} />
        <Row
          label={`${t('drawer.out')} (${String(cashOut.count)})`}
          value={money(-cashOut.cents)}
        />
        <Row isStrong label={t('drawer.expected')} value={money(shift.expectedCashCents)} />
        {shift.countedCents === null ? null : (
          <Row isStrong label={t('drawer.counted')} value={money(shift.countedCents)} />
        )}
        {difference === null ? null : (
          <Row isStrong label={difference.word} value={difference.amount} />
        )}
      </Section>
      {shift.movements.length === 0 ? null : (
        <Section title={t('drawer.report.movements')}>
          {shift.movements.map(({ id, kind, at, reason, amountCents, by: person }) => (
            <Row
              key={id}
              label={`${time(at)} ${reason}${by(person)}`}
              value={money(kind === 'in' ? amountCents : -amountCents)}
            />
          ))}
        </Section>
      )}
      {counts.length === 0 ? null : (
        <Section title={t('drawer.report.counts')}>
          {counts.map(({ valueCents, count }) => (
            <Row
              key={valueCents}
              label={`${String(count)} × ${money(valueCents)}`}
              value={money(valueCents * count)}
            />
          ))}
        </Section>
      )}
      {shift.note === null ? null : (
        <Section title={t('drawer.note')}>
          <p className={styles['note']}>{shift.note}</p>
        </Section>
      )}
    </article>
  );
}
