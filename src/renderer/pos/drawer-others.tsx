import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { Button } from '../ui/button.tsx';
import styles from './drawer-others.module.css';
import { useOpenedWords } from './drawer-opened.ts';

export interface DrawerOthersProps {
  /** A count of it was begun before. */
  readonly isCounting: (shiftId: string) => boolean;
  readonly onCount: (shiftId: string) => void;
}

/** The open drawers of the shop's other counters, also of those that are gone, with the way to count and close each. */
export function DrawerOthers({ isCounting, onCount }: DrawerOthersProps) {
  const { t } = useTranslation('pos');
  const opened = useOpenedWords();
  const id = useId();
  const deviceId = useMirror((state) => state.deviceId);
  const shifts = useMirror((state) => state.shifts);
  const others = useMemo(
    () =>
      Object.values(shifts)
        .filter((shift) => shift.status === 'open' && shift.deviceId !== deviceId)
        .toSorted((a, b) => a.number - b.number),
    [shifts, deviceId],
  );
  if (others.length === 0) return null;
  return (
    <section aria-labelledby={id} className={styles['others']}>
      <h3 id={id} className={styles['heading']}>
        {t('drawer.others')}
      </h3>
      <ul aria-labelledby={id} className={styles['list']}>
        {others.map((shift) => {
          // Two counters may bear one name, as the one that was paired anew does.
          const name = t('drawer.otherName', { name: shift.deviceName, number: shift.number });
          const action = isCounting(shift.id) ? t('drawer.otherGoOn') : t('drawer.otherCount');
          return (
            <li key={shift.id} className={styles['other']}>
              <p className={styles['whose']}>
                <span className={styles['name']}>{name}</span>
                <span className={styles['since']}>{opened(shift)}</span>
              </p>
              <Button aria-label={`${action}: ${name}`} onPress={() => onCount(shift.id)}>
                {action}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
