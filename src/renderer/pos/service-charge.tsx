import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { useCounter, useDrafts } from './counter-context.tsx';
import { usePercent } from './discount-text.ts';
import { serviceBasisPoints } from './draft-price.ts';
import { activeOf } from './draft-store.ts';
import styles from './service-charge.module.css';

/** Whether the customer pays the charge for service, where the order being taken has one. */
export function ServiceCharge() {
  const { t } = useTranslation('pos');
  const percent = usePercent();
  const { drafts } = useCounter();
  const rules = useMirror((state) => state.shop?.counter);
  const role = useMirror((state) => state.role);
  const service = useDrafts((state) => activeOf(state).service);
  const charged = useDrafts((state) => activeOf(state).serviceCharge);
  const busy = useDrafts((state) => activeOf(state).sending !== null);
  const basisPoints = serviceBasisPoints({ service }, rules, role);
  if (basisPoints === 0) return null;
  return (
    <label className={styles['service']}>
      <input
        type="checkbox"
        checked={charged}
        disabled={busy}
        onChange={({ target }) =>
          drafts.getState().edit((old) => ({ ...old, serviceCharge: target.checked }))
        }
        className={styles['switch']}
      />
      {t('entry.service', { percent: percent(basisPoints) })}
    </label>
  );
}
