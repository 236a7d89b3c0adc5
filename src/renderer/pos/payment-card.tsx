import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import { useFormat } from '../i18n/format.ts';
import { useKeypadNumber } from '../ui/keypad-number.ts';
import { MoneyField } from '../ui/money-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { MoneyButton } from './money-button.tsx';
import type { PaymentFormProps } from './payment-cash.tsx';
import { PaymentFoot } from './payment-foot.tsx';
import styles from './payment.module.css';

/** Card: charged on a terminal of its own, and noted here once it said yes. */
export function CardForm({ due, sender, onTake }: PaymentFormProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const [authorisation, setAuthorisation] = useState('');
  const charged = useKeypadNumber(due, LIMITS.cashCents);
  const isTooMuch = charged.value > due;
  const isDisabled = isTooMuch || charged.value === 0;
  const take = (): void => {
    if (isDisabled || sender.isUnderWay) return;
    const number = authorisation.trim();
    void onTake('card', {
      amountCents: charged.value,
      ...(number === '' ? {} : { authorisation: number }),
    });
  };
  return (
    <>
      <p className={styles['muted']}>{t('till.cardHint')}</p>
      <MoneyField
        label={t('till.amount')}
        number={charged}
        onEnter={take}
        isDisabled={sender.isUnderWay}
        hint={<AmountHint value={charged.value} due={due} />}
        autoFocus
      />
      <TextField
        label={t('till.authorisation')}
        value={authorisation}
        onChange={setAuthorisation}
        maxLength={LIMITS.authorisation}
        isDisabled={sender.isUnderWay}
        autoComplete="off"
      />
      <PaymentFoot sender={sender}>
        <MoneyButton
          variant="primary"
          size="kitchen"
          wide
          isDisabled={isDisabled}
          isUnderWay={sender.isUnderWay}
          onPress={take}
        >
          {t('till.takeCard', { amount: money(charged.value) })}
        </MoneyButton>
      </PaymentFoot>
    </>
  );
}

/** What is still to be paid after this amount, or that it is too much. */
export function AmountHint({ value, due }: { readonly value: number; readonly due: number }) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  if (value > due) return <p role="alert">{t('till.most', { amount: money(due) })}</p>;
  if (value === due || value === 0) return null;
  return <p>{t('till.stillDue', { amount: money(due - value) })}</p>;
}
