import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import X from 'lucide-react/icons/x';
import { useTranslation } from 'react-i18next';
import { formatOrderNumber } from '../i18n/format.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { cx } from '../ui/cx.ts';
import { useKitchen, useKitchenState } from './kitchen-context.tsx';
import styles from './troubles.module.css';

/** What the broker refused, and why: over the page, until read or some seconds later. */
export function Troubles() {
  const { t } = useTranslation('kds');
  const { t: common } = useTranslation();
  const kitchen = useKitchen();
  const troubles = useKitchenState((state) => state.troubles);
  const textOf = useRefusalText();
  return (
    <div role="alert" className={styles['place']}>
      {troubles.map(({ key, number, refusal, already }) => {
        const { what, now } = textOf(refusal);
        const Icon = already ? Info : TriangleAlert;
        return (
          <div key={key} className={cx(styles['trouble'], already && styles['calm'])}>
            <Icon aria-hidden size={32} strokeWidth={2.25} />
            <p className={styles['text']}>
              {already ? (
                <strong>{t(`already.${already}`, { number: formatOrderNumber(number) })}</strong>
              ) : (
                <>
                  <strong>{t('trouble', { number: formatOrderNumber(number) })}</strong>
                  <span>
                    {what} {now}
                  </span>
                </>
              )}
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
      })}
    </div>
  );
}
