import Bike from 'lucide-react/icons/bike';
import ShoppingBag from 'lucide-react/icons/shopping-bag';
import Store from 'lucide-react/icons/store';
import Utensils from 'lucide-react/icons/utensils';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import { SERVICES } from '../../shared/order-states.ts';
import { cx } from '../ui/cx.ts';
import { Segmented } from '../ui/segmented.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useCounter, useDraft } from './counter-context.tsx';
import styles from './service-picker.module.css';

const ICONS = {
  counter: <Store aria-hidden />,
  dine_in: <Utensils aria-hidden />,
  takeaway: <ShoppingBag aria-hidden />,
  delivery: <Bike aria-hidden />,
} as const;

/** How the customer takes it: at the counter, at a table, away, delivered. */
export function ServicePicker() {
  const { t } = useTranslation(['pos', 'common']);
  const { drafts } = useCounter();
  const draft = useDraft();
  const busy = draft.sending !== null;
  // Nobody is held up by it: some tables have no number.
  const lacksTable = draft.table.trim() === '' && draft.lines.length > 0;
  return (
    <div className={styles['picker']}>
      <Segmented
        label={t('service')}
        className={styles['services'] ?? ''}
        isDisabled={busy}
        value={draft.service}
        segments={SERVICES.map((id) => ({
          id,
          label: t(`common:services.${id}`),
          icon: ICONS[id],
        }))}
        onChange={(service) => drafts.getState().edit((old) => ({ ...old, service }))}
      />
      {draft.service === 'dine_in' ? (
        <TextField
          className={cx(styles['table'], lacksTable && styles['lacking'])}
          label={t('tableNumber')}
          value={draft.table}
          onChange={(table) => drafts.getState().edit((old) => ({ ...old, table }))}
          isDisabled={busy}
          maxLength={LIMITS.name}
          inputMode="numeric"
          {...(lacksTable ? { description: t('entry.tableMissing') } : {})}
          autoComplete="off"
          autoFocus={draft.table === '' && draft.lines.length > 0}
        />
      ) : null}
    </div>
  );
}
