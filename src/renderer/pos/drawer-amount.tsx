import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { Keypad } from '../ui/keypad.tsx';
import type { KeypadNumber } from '../ui/keypad-number.ts';
import styles from './drawer.module.css';

export interface DrawerAmountProps {
  readonly label: string;
  readonly amount: KeypadNumber;
  readonly isDisabled: boolean;
  readonly onEnter: () => void;
}

/** An amount of cash in large figures, and the keys to type it with. */
export function DrawerAmount({ label, amount, isDisabled, onEnter }: DrawerAmountProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  return (
    <div className={styles['amount']}>
      <p className={styles['figure']}>
        <span className={styles['figureLabel']}>{label}</span>
        <output aria-label={label} className={styles['figureValue']}>
          {money(amount.value)}
        </output>
      </p>
      <Keypad
        label={t('drawer.amount')}
        kind="money"
        isDisabled={isDisabled}
        onEnter={onEnter}
        {...amount.keys}
      />
    </div>
  );
}
