import CircleCheck from 'lucide-react/icons/circle-check';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import type { Order } from '../../shared/order.ts';
import type { Payment } from '../../shared/payment.ts';
import { PAYMENT_METHODS, type PaymentMethod } from '../../shared/payment-methods.ts';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { useKeypadNumber } from '../ui/keypad-number.ts';
import { MoneyField } from '../ui/money-field.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { TextField } from '../ui/text-field.tsx';
import { MoneyButton } from './money-button.tsx';
import { isOrder, NoOrder, useOrderOf } from './money-order.tsx';
import { useMoneySender } from './money-sender.ts';
import { MoneyTrouble } from './money-trouble.tsx';
import { AmountHint } from './payment-card.tsx';
import type { MoneySheetProps } from './payment-sheet.tsx';
import styles from './refund-sheet.module.css';
import { useApproval } from './use-approval.ts';

/** What of a payment was not given back yet. */
function restOf({ amountCents, refunds }: Payment): number {
  return refunds.reduce((rest, refund) => rest - refund.amountCents, amountCents);
}

/** Giving money of an order back: of which payment, how much, how, and why. */
export function RefundSheet({ orderId, onClose }: MoneySheetProps) {
  const { t } = useTranslation('pos');
  const order = useOrderOf(orderId);
  const number = isOrder(order) ? formatOrderNumber(order.number) : '';
  return (
    <Sheet open wide onClose={onClose} title={t('till.refundTitle', { number })}>
      {isOrder(order) ? <Content order={order} onClose={onClose} /> : <NoOrder outcome={order} />}
    </Sheet>
  );
}

/** What was given back at this sheet, and how. */
interface GivenBack {
  readonly cents: number;
  readonly method: PaymentMethod;
}

function Content({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) {
  const [wanted, setWanted] = useState<string | null>(null);
  const [given, setGiven] = useState<GivenBack | null>(null);
  const left = order.payments.filter((payment) => restOf(payment) > 0);
  const payment = left.find(({ id }) => id === wanted) ?? left[0];
  const isPossible = payment !== undefined && order.allowedChanges.includes('refund');
  if (given) {
    return (
      <Done
        order={order}
        given={given}
        onClose={onClose}
        onMore={isPossible ? () => setGiven(null) : null}
      />
    );
  }
  if (!isPossible) return <Nothing onClose={onClose} />;
  return (
    <div className={styles['columns']}>
      <WhichPayment left={left} payment={payment} onChoose={setWanted} />
      {/* Another payment, or what is left of this one, is another form. */}
      <RefundForm
        key={`${payment.id} ${restOf(payment)}`}
        order={order}
        payment={payment}
        onRefunded={setGiven}
      />
    </div>
  );
}

function Nothing({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('pos');
  return (
    <>
      <p>{t('till.refundNone')}</p>
      <Button autoFocus onPress={onClose}>
        {t('till.next')}
      </Button>
    </>
  );
}

interface DoneProps {
  readonly order: Order;
  readonly given: GivenBack;
  readonly onClose: () => void;
  /** Null where nothing is left to give back. */
  readonly onMore: (() => void) | null;
}

/** What went back stands there until the cashier goes on; more is given back only by asking for it anew. */
function Done({ order, given, onClose, onMore }: DoneProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const owedCents = Math.max(0, -order.totals.dueCents);
  const isMoreFirst = owedCents > 0 && onMore !== null;
  return (
    <div className={styles['after']}>
      <div role="status" className={styles['afterWords']}>
        <p className={styles['done']}>
          <CircleCheck aria-hidden size={40} />
          <span>{t('till.refundDone', { amount: money(given.cents) })}</span>
        </p>
        <p>{t(HINTS[given.method])}</p>
        {owedCents > 0 ? <p>{t('till.stillOwed', { amount: money(owedCents) })}</p> : null}
      </div>
      <div className={styles['afterButtons']}>
        {onMore ? (
          <Button
            wide
            autoFocus={isMoreFirst}
            variant={isMoreFirst ? 'danger' : 'secondary'}
            onPress={onMore}
          >
            {t('till.refundMore')}
          </Button>
        ) : null}
        <Button
          wide
          autoFocus={!isMoreFirst}
          size="kitchen"
          variant={isMoreFirst ? 'secondary' : 'primary'}
          onPress={onClose}
        >
          {t('till.finish')}
        </Button>
      </div>
    </div>
  );
}

interface WhichPaymentProps {
  readonly left: readonly Payment[];
  readonly payment: Payment;
  readonly onChoose: (paymentId: string) => void;
}

function WhichPayment({ left, payment, onChoose }: WhichPaymentProps) {
  const { t } = useTranslation('pos');
  const { money, time } = useFormat();
  return (
    <div role="group" aria-label={t('till.refundWhich')} className={styles['payments']}>
      <p className={styles['label']} aria-hidden>
        {t('till.refundWhich')}
      </p>
      {left.map((each) => (
        <ToggleButton
          key={each.id}
          isSelected={each.id === payment.id}
          onChange={() => onChoose(each.id)}
          className={styles['payment'] ?? ''}
        >
          <span>
            <strong>{t(`till.methods.${each.method}`)}</strong> · {time(each.at)}
          </span>
          <span className={styles['sum']}>
            <span>{money(each.amountCents)}</span>
            {restOf(each) < each.amountCents ? (
              <span>{t('till.refundRest', { amount: money(restOf(each)) })}</span>
            ) : null}
          </span>
        </ToggleButton>
      ))}
    </div>
  );
}

const REASONS = ['quality', 'cancelled', 'wrong', 'gaveUp'] as const;

const HINTS = { cash: 'till.refundCash', card: 'till.refundCard', pix: 'till.refundPix' } as const;

interface RefundFormProps {
  readonly order: Order;
  readonly payment: Payment;
  readonly onRefunded: (given: GivenBack) => void;
}

function RefundForm({ order, payment, onRefunded }: RefundFormProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const sender = useMoneySender(order);
  const allow = useApproval();
  const rest = restOf(payment);
  // More than is to be given back only on purpose: of a payment that was too much, the offer is the excess.
  const excess = Math.max(0, -order.totals.dueCents);
  const back = useKeypadNumber(excess > 0 ? Math.min(rest, excess) : rest, LIMITS.cashCents);
  const [method, setMethod] = useState(payment.method);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = reason.trim() === '';
  const isDisabled = back.value === 0 || back.value > rest;
  const refund = async (): Promise<void> => {
    setTried(true);
    if (isMissing || isDisabled || sender.isUnderWay) return;
    const approval = await allow('refund');
    if (approval === null) return;
    const data = {
      orderId: order.id,
      paymentId: payment.id,
      amountCents: back.value,
      method,
      reason: reason.trim(),
    };
    const done = await sender.send('payment.refund', data, approval);
    if (done) onRefunded({ cents: data.amountCents, method });
  };
  return (
    <>
      <div className={styles['why']}>
        <p className={styles['label']} aria-hidden>
          {t('till.refundHow')}
        </p>
        <Segmented
          label={t('till.refundHow')}
          segments={PAYMENT_METHODS.map((id) => ({ id, label: t(`till.methods.${id}`) }))}
          value={method}
          onChange={setMethod}
          isDisabled={sender.isUnderWay}
        />
        <p className={styles['hint']}>{t(HINTS[method])}</p>
        <div role="group" aria-label={t('till.refundReasons.label')} className={styles['reasons']}>
          {REASONS.map((key) => (
            <Button key={key} onPress={() => setReason(t(`till.refundReasons.${key}`))}>
              {t(`till.refundReasons.${key}`)}
            </Button>
          ))}
        </div>
        <TextField
          label={t('till.refundReason')}
          value={reason}
          onChange={setReason}
          error={tried && isMissing ? t('till.refundReasonMissing') : null}
          maxLength={LIMITS.reason}
          isDisabled={sender.isUnderWay}
          autoComplete="off"
        />
      </div>
      <div className={styles['amount']}>
        <MoneyTrouble sender={sender} />
        <MoneyField
          label={t('till.amount')}
          number={back}
          onEnter={() => void refund()}
          hint={back.value > rest ? <AmountHint value={back.value} due={rest} /> : null}
          isDisabled={sender.isUnderWay}
        />
        <MoneyButton
          isUnderWay={sender.isUnderWay}
          variant="danger"
          size="kitchen"
          wide
          isDisabled={isDisabled}
          onPress={() => void refund()}
        >
          {t('till.refund', { amount: money(back.value) })}
        </MoneyButton>
      </div>
    </>
  );
}
