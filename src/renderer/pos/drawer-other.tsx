import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../shared/shift.ts';
import { DrawerCount } from './drawer-count.tsx';
import type { Counting } from './drawer-counting.ts';
import { useOpenedWords } from './drawer-opened.ts';
import styles from './drawer-others.module.css';
import { DrawerReview } from './drawer-review.tsx';
import type { DrawerSender } from './drawer-sender.ts';

export interface DrawerOtherProps {
  readonly shift: Shift;
  readonly step: 'count' | 'review';
  readonly counting: Counting;
  readonly sender: DrawerSender;
  readonly onStep: (step: 'count' | 'review') => void;
  readonly onBack: () => void;
  readonly onClosed: (shift: Shift) => void;
}

/** Counting and closing the drawer of another counter, under a banner that says whose it is: the steps are one's own. */
export function DrawerOther({
  shift,
  step,
  counting,
  sender,
  onStep,
  onBack,
  onClosed,
}: DrawerOtherProps) {
  const { t } = useTranslation('pos');
  const opened = useOpenedWords();
  const name = t('drawer.otherName', { name: shift.deviceName, number: shift.number });
  return (
    <>
      <p className={styles['banner']}>
        <TriangleAlert aria-hidden size={24} />
        <span>
          <strong>{t('drawer.otherBanner', { name })}</strong> {opened(shift)}
        </span>
      </p>
      {step === 'count' ? (
        <DrawerCount counting={counting} onBack={onBack} onCounted={() => onStep('review')} />
      ) : (
        <DrawerReview
          isOther
          shift={shift}
          counts={counting.rows}
          sender={sender}
          onBack={() => onStep('count')}
          onClosed={onClosed}
        />
      )}
    </>
  );
}
