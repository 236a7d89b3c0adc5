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
import { useCounter, useDrafts } from './counter-context.tsx';
import { activeOf } from './draft-store.ts';
import { ServiceCharge } from './service-charge.tsx';
import styles from './service-picker.module.css';
import { TableKeypad } from './table-keypad.tsx';

const ICONS = {
  counter: <Store aria-hidden />,
  dine_in: <Utensils aria-hidden />,
  takeaway: <ShoppingBag aria-hidden />,
  delivery: <Bike aria-hidden />,
} as const;

export interface ServicePickerProps {
  /** The charge for service can be taken off here: of an order that the broker has, where its money is taken. */
  readonly withCharge?: boolean;
}

/** How the customer takes it: at the counter, at a table, away, delivered. */
export function ServicePicker({ withCharge = false }: ServicePickerProps) {
  const { t } = useTranslation(['pos', 'common']);
  const { drafts } = useCounter();
  // Not the draft: a line more or less is nothing to draw this for.
  const service = useDrafts((state) => activeOf(state).service);
  const table = useDrafts((state) => activeOf(state).table);
  const busy = useDrafts((state) => activeOf(state).sending !== null);
  const hasLines = useDrafts((state) => activeOf(state).lines.length > 0);
  const setTable = (next: string): void =>
    drafts.getState().edit((old) => ({ ...old, table: next }));
  // Nobody is held up by it: some tables have no number.
  const lacksTable = table.trim() === '' && hasLines;
  return (
    <div className={styles['picker']}>
      <Segmented
        label={t('service')}
        className={styles['services'] ?? ''}
        isDisabled={busy}
        value={service}
        segments={SERVICES.map((id) => ({
          id,
          label: t(`common:services.${id}`),
          icon: ICONS[id],
        }))}
        onChange={(next) => drafts.getState().edit((old) => ({ ...old, service: next }))}
      />
      {service === 'dine_in' ? (
        <div className={styles['atTable']}>
          <TextField
            className={cx(styles['table'], lacksTable && styles['lacking'])}
            label={t('tableNumber')}
            value={table}
            onChange={setTable}
            isDisabled={busy}
            maxLength={LIMITS.name}
            inputMode="numeric"
            {...(lacksTable ? { description: t('entry.tableMissing') } : {})}
            autoComplete="off"
            autoFocus={table === '' && hasLines}
          />
          <TableKeypad table={table} onTable={setTable} isDisabled={busy} />
          {withCharge ? <ServiceCharge /> : null}
        </div>
      ) : null}
    </div>
  );
}
