import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { useKeypadNumber } from '../ui/keypad-number.ts';
import { TextField } from '../ui/text-field.tsx';
import { DrawerAmount } from './drawer-amount.tsx';
import type { DrawerSender } from './drawer-sender.ts';
import { DrawerTrouble } from './drawer-trouble.tsx';
import styles from './drawer.module.css';
import { useApproval } from './use-approval.ts';

const REASONS = {
  in: ['change', 'float', 'correction'],
  out: ['safe', 'supplier', 'expense', 'tips'],
} as const;

export interface DrawerMovementProps {
  readonly kind: 'in' | 'out';
  readonly sender: DrawerSender;
  readonly onDone: () => void;
}

/** Cash put into the drawer (suprimento) or taken out of it (sangria), and why. */
export function DrawerMovement({ kind, sender, onDone }: DrawerMovementProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const approve = useApproval();
  const amount = useKeypadNumber(0, LIMITS.cashCents);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isReasoned = reason.trim() !== '';

  const move = async (): Promise<void> => {
    setTried(true);
    if (!isReasoned || amount.value === 0) return;
    const approval = kind === 'out' ? await approve('cash_out') : undefined;
    if (approval === null) return;
    const data = { amountCents: amount.value, reason: reason.trim() };
    if (await sender.send(`shift.cash_${kind}`, data, approval)) onDone();
  };
  return (
    <div className={styles['columns']}>
      <div className={styles['side']}>
        <p className={styles['lead']}>{t(`drawer.${kind}Text`)}</p>
        <div role="group" aria-label={t('drawer.reasons')} className={styles['reasons']}>
          {REASONS[kind].map((key) => (
            <Button key={key} onPress={() => setReason(t(`drawer.reason.${key}`))}>
              {t(`drawer.reason.${key}`)}
            </Button>
          ))}
        </div>
        <TextField
          label={t('drawer.why')}
          value={reason}
          onChange={setReason}
          error={isTried && !isReasoned ? t('drawer.whyMissing') : null}
          maxLength={LIMITS.reason}
          autoComplete="off"
        />
        <Button onPress={onDone}>{t('drawer.back')}</Button>
      </div>
      <div className={styles['side']}>
        <DrawerAmount
          label={t(`drawer.${kind}`)}
          amount={amount}
          isDisabled={sender.isUnderWay}
          onEnter={() => void move()}
        />
        {isTried && amount.value === 0 ? (
          <p role="alert" className={styles['missing']}>
            {t('drawer.amountMissing')}
          </p>
        ) : null}
        <DrawerTrouble sender={sender} />
        <Button
          variant="primary"
          size="kitchen"
          wide
          isDisabled={sender.isUnderWay}
          onPress={() => void move()}
        >
          {t(`drawer.${kind}Now`, { amount: money(amount.value) })}
        </Button>
      </div>
    </div>
  );
}
