import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import type { PaymentMethod } from '../../shared/payment-methods.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { useKeypadNumber } from '../ui/keypad-number.ts';
import { MoneyField } from '../ui/money-field.tsx';
import { MoneyButton } from './money-button.tsx';
import { quickNotes } from './money-quick.ts';
import type { MoneySender } from './money-sender.ts';
import { PaymentFoot } from './payment-foot.tsx';
import type { Tender } from './payment-sheet.tsx';
import styles from './payment.module.css';

export interface PaymentFormProps {
  /** What is to be paid now, in cents. */
  readonly due: number;
  readonly sender: MoneySender;
  readonly onTake: (method: PaymentMethod, tender: Tender) => Promise<void>;
}

/** Cash: what was handed over, and at once what goes back. */
export function CashForm({ due, sender, onTake }: PaymentFormProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const currency = useMirror((state) => state.shop?.currency) ?? 'BRL';
  const given = useKeypadNumber(due, LIMITS.cashCents);
  const [offered, setOffered] = useState(due);
  if (offered !== due) {
    // Another counter took some of it: what was typed stays, what was only offered follows.
    setOffered(due);
    if (given.value === offered) given.setValue(due);
  }
  const amountCents = Math.min(given.value, due);
  const isPartial = given.value < due;
  const isTooMuch = given.value - due > LIMITS.changeCents;
  const isDisabled = given.value === 0 || isTooMuch;
  const take = (): void => {
    if (isDisabled || sender.isUnderWay) return;
    void onTake('cash', { amountCents, tenderedCents: given.value });
  };
  const quick = [
    { value: due, label: t('till.exact') },
    ...quickNotes(due, currency)
      .filter((value) => value - due <= LIMITS.changeCents)
      .map((value) => ({ value })),
  ];
  return (
    <>
      <MoneyField
        label={t('till.received')}
        number={given}
        quick={quick}
        quickLabel={t('till.quick')}
        onEnter={take}
        isDisabled={sender.isUnderWay}
        autoFocus
      />
      <PaymentFoot sender={sender}>
        <div className={styles['outcome']} aria-live="polite">
          {isPartial ? (
            <p className={styles['partial']}>
              <span>
                <strong>
                  {t('till.missing')} {money(due - given.value)}
                </strong>
              </span>
              <span>{t('till.partialCash')}</span>
            </p>
          ) : isTooMuch ? (
            <p role="alert" className={styles['partial']}>
              <strong>{t('till.changeTooHigh', { amount: money(LIMITS.changeCents) })}</strong>
              <span>{t('till.checkReceived')}</span>
            </p>
          ) : given.value === due ? (
            <p className={styles['muted']}>{t('till.noChange')}</p>
          ) : (
            <p className={styles['change']}>
              <span className={styles['changeWord']}>{t('till.change')}</span>{' '}
              <strong>{money(given.value - due)}</strong>
            </p>
          )}
        </div>
        <MoneyButton
          variant="primary"
          size="kitchen"
          wide
          isDisabled={isDisabled}
          isUnderWay={sender.isUnderWay}
          onPress={take}
        >
          {t(isPartial ? 'till.takePartly' : 'till.take', { amount: money(amountCents) })}
        </MoneyButton>
      </PaymentFoot>
    </>
  );
}
