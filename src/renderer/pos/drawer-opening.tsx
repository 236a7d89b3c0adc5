import LockOpen from 'lucide-react/icons/lock-open';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import type { Shift } from '../../shared/shift.ts';
import { useClient, useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { useKeypadNumber } from '../ui/keypad-number.ts';
import { DrawerAmount } from './drawer-amount.tsx';
import type { DrawerSender } from './drawer-sender.ts';
import { DrawerTrouble } from './drawer-trouble.tsx';
import styles from './drawer.module.css';

export interface DrawerOpeningProps {
  readonly sender: DrawerSender;
  readonly onOpened: () => void;
  readonly onReports: () => void;
  /** What there is beside this counter's own. */
  readonly children?: ReactNode;
}

/** Opens the drawer with the cash that lies in it: what was counted at the last closing, unless somebody took of it. */
export function DrawerOpening({ sender, onOpened, onReports, children }: DrawerOpeningProps) {
  const { t } = useTranslation('pos');
  const { money, dateTime } = useFormat();
  const float = useKeypadNumber(0, LIMITS.cashCents);
  const { setValue } = float;
  const isUntouched = float.isOffered && float.value === 0;
  const last = useLastClosing();
  const counted = last?.countedCents ?? null;
  useEffect(() => {
    // An answer that comes late must not undo what somebody has typed.
    if (counted !== null && isUntouched) setValue(counted);
  }, [counted, isUntouched, setValue]);

  const open = async (): Promise<void> => {
    if (await sender.send('shift.open', { floatCents: float.value })) onOpened();
  };
  return (
    <div className={styles['columns']}>
      <div className={styles['side']}>
        <p className={styles['lead']}>{t('drawer.openingText')}</p>
        {last?.closedAt && counted !== null ? (
          <div className={styles['card']}>
            <p>
              {t('drawer.lastCounted', {
                amount: money(counted),
                when: dateTime(last.closedAt),
              })}
            </p>
            <Button size="touch" onPress={() => setValue(counted)}>
              {t('drawer.useAmount', { amount: money(counted) })}
            </Button>
          </div>
        ) : null}
        <Button onPress={onReports}>{t('drawer.earlier')}</Button>
        {children}
      </div>
      <div className={styles['side']}>
        <DrawerAmount
          label={t('drawer.float')}
          amount={float}
          isDisabled={sender.isUnderWay}
          onEnter={() => void open()}
        />
        <DrawerTrouble sender={sender} />
        <Button
          variant="primary"
          size="kitchen"
          wide
          icon={<LockOpen aria-hidden />}
          isDisabled={sender.isUnderWay}
          onPress={() => void open()}
        >
          {t('drawer.openWith', { amount: money(float.value) })}
        </Button>
      </div>
    </div>
  );
}

/** The last closing of this drawer; null while it is not known, or when there was none. */
function useLastClosing(): Shift | null {
  const client = useClient();
  const deviceId = useMirror((state) => state.deviceId);
  const [last, setLast] = useState<Shift | null>(null);
  useEffect(() => {
    let isThere = true;
    const look = async (): Promise<void> => {
      const page = await client.read<{ readonly shifts: readonly Shift[] }>(
        '/api/v1/shifts?limit=20',
      );
      if (!isThere || !page.ok) return;
      const own = page.value.shifts.find(
        (shift) => shift.deviceId === deviceId && shift.status === 'closed',
      );
      setLast(own ?? null);
    };
    void look();
    return () => {
      isThere = false;
    };
  }, [client, deviceId]);
  return last;
}
