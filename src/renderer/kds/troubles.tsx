import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import X from 'lucide-react/icons/x';
import { useTranslation } from 'react-i18next';
import { formatOrderNumber } from '../i18n/format.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { cx } from '../ui/cx.ts';
import { useKitchen, useKitchenState } from './kitchen-context.tsx';
import type { Trouble } from './kitchen-state.ts';
import styles from './troubles.module.css';

/**
 * What the broker refused, and why: over the page, until read or some seconds later. That somebody else was faster stands
 * at the top, clear of what is touched, and goes by itself.
 */
export function Troubles() {
  const troubles = useKitchenState((state) => state.troubles);
  return (
    <>
      <div role="status" className={cx(styles['place'], styles['top'])}>
        {troubles.map((each) =>
          each.already ? <Note key={each.key} number={each.number} already={each.already} /> : null,
        )}
      </div>
      <div role="alert" className={styles['place']}>
        {troubles.map((each) => (each.already ? null : <Refused key={each.key} trouble={each} />))}
      </div>
    </>
  );
}

/** Somebody else was faster with the same: to know, not to act upon. */
function Note({ number, already }: Pick<Trouble, 'number' | 'already'>) {
  const { t } = useTranslation('kds');
  if (already === null) return null;
  return (
    <div className={cx(styles['trouble'], styles['calm'])}>
      <Info aria-hidden size={32} strokeWidth={2.25} />
      <p className={styles['text']}>
        <strong>{t(`already.${already}`, { number: formatOrderNumber(number) })}</strong>
      </p>
    </div>
  );
}

function Refused({ trouble: { key, number, refusal } }: { readonly trouble: Trouble }) {
  const { t } = useTranslation('kds');
  const { t: common } = useTranslation();
  const kitchen = useKitchen();
  const textOf = useRefusalText();
  const { what, now } = textOf(refusal);
  return (
    <div className={styles['trouble']}>
      <TriangleAlert aria-hidden size={32} strokeWidth={2.25} />
      <p className={styles['text']}>
        <strong>{t('trouble', { number: formatOrderNumber(number) })}</strong>
        <span>
          {what} {now}
        </span>
      </p>
      <button
        type="button"
        className={styles['close']}
        aria-label={common('close')}
        onClick={() => kitchen.dismissTrouble(key)}
      >
        <X aria-hidden size={28} />
      </button>
    </div>
  );
}
