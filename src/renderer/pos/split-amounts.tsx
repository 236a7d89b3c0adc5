import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import { useFormat } from '../i18n/format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { useKeypadNumber } from '../ui/keypad-number.ts';
import { MoneyField } from '../ui/money-field.tsx';
import { MoneyButton } from './money-button.tsx';
import { PaymentFoot } from './payment-foot.tsx';
import type { SplitProps } from './split-panel.tsx';
import styles from './split.module.css';

interface Amount {
  readonly key: number;
  readonly cents: number;
}

/** What each payer wants to give; what they leave is one more part. */
export function SplitAmounts({ order, sender, onShare }: SplitProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const [amounts, setAmounts] = useState<readonly Amount[]>([]);
  const due = Math.max(0, order.totals.dueCents);
  const rest = due - amounts.reduce((sum, { cents }) => sum + cents, 0);
  const typed = useKeypadNumber(0, LIMITS.cashCents);
  const isTooMuch = typed.value > rest;
  const add = (): void => {
    if (typed.value === 0 || isTooMuch || amounts.length >= LIMITS.parts) return;
    const key = (amounts.at(-1)?.key ?? 0) + 1;
    setAmounts([...amounts, { key, cents: typed.value }]);
    typed.setValue(0);
  };
  return (
    <>
      <p className={styles['small']}>{t('till.amountsHint')}</p>
      <ul aria-label={t('till.parts')} className={styles['amounts']}>
        {amounts.map(({ key, cents }, index) => (
          <li key={key} className={styles['amount']}>
            <span>{t('till.part', { number: index + 1 })}</span>
            <strong>{money(cents)}</strong>
            <IconButton
              label={t('till.removeAmount', { amount: money(cents) })}
              onPress={() => setAmounts(amounts.filter((other) => other.key !== key))}
            >
              <X aria-hidden size={20} />
            </IconButton>
          </li>
        ))}
        <li className={styles['amount']}>
          <span>{t('till.rest')}</span>
          <strong>{money(rest)}</strong>
        </li>
      </ul>
      <MoneyField
        label={t('till.amount')}
        number={typed}
        onEnter={add}
        isDisabled={sender.isUnderWay}
        hint={isTooMuch ? <p role="alert">{t('till.most', { amount: money(rest) })}</p> : null}
        autoFocus
      />
      <PaymentFoot sender={sender}>
        <div className={styles['pair']}>
          <Button
            isDisabled={sender.isUnderWay || typed.value === 0 || isTooMuch}
            onPress={add}
            className={styles['grow']}
          >
            {t('till.addAmount')}
          </Button>
          <MoneyButton
            variant="primary"
            isDisabled={amounts.length === 0}
            isUnderWay={sender.isUnderWay}
            onPress={() =>
              onShare({ by: 'amounts', amountsCents: amounts.map(({ cents }) => cents) })
            }
            className={styles['grow']}
          >
            {amounts.length === 0
              ? t('till.split')
              : t('till.splitIn', { count: amounts.length + (rest > 0 ? 1 : 0) })}
          </MoneyButton>
        </div>
      </PaymentFoot>
    </>
  );
}
