import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { allDay, type AllDayItem } from './all-day.ts';
import { TOTAL_SCOPES } from './device-choices.ts';
import { useChoices, useKitchen } from './kitchen-context.tsx';
import { ScrolledList } from './scrolled-list.tsx';
import type { Ticket } from './tickets.ts';
import styles from './totals.module.css';

/** From here on there is room for the totals beside the cards; else they open over them. */
export const TOTALS_BESIDE = '(width >= 1100px) and (height >= 560px)';

export interface TotalsProps {
  /** The tickets that are counted: those of the page in view, or all, as the display is told to. */
  readonly tickets: readonly Ticket[];
}

/** How many of each item are still to be made, and how: over the cards, where there is no room beside them. */
export function TotalsSheet({ onClose, tickets }: TotalsProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('kds');
  return (
    <Sheet open onClose={onClose} title={t('allDay.title')}>
      <Scope />
      <Totals tickets={tickets} />
    </Sheet>
  );
}

/** The same, beside the cards for as long as it is wanted there. */
export function TotalsPanel({ tickets }: TotalsProps) {
  const { t } = useTranslation('kds');
  return (
    <aside aria-label={t('allDay.title')} className={styles['panel']}>
      <h2 className={styles['title']}>{t('allDay.title')}</h2>
      <Scope />
      <div className={styles['view']}>
        <Totals tickets={tickets} />
      </div>
    </aside>
  );
}

/** Over which tickets is counted. */
function Scope() {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const { totalsOf } = useChoices();
  return (
    <Segmented
      label={t('allDay.scope')}
      segments={TOTAL_SCOPES.map((id) => ({ id, label: t(`allDay.scopes.${id}`) }))}
      value={totalsOf}
      onChange={(scope) => kitchen.choose({ totalsOf: scope })}
      className={styles['scope'] ?? ''}
    />
  );
}

function Totals({ tickets }: TotalsProps) {
  const { t } = useTranslation('kds');
  const items = useMemo(() => allDay(tickets), [tickets]);
  const { totalsOf } = useChoices();
  if (items.length === 0) return <EmptyState title={t('allDay.none')} />;
  return (
    <ScrolledList name={t('allDay.title')}>
      <p className={styles['text']}>{t(`allDay.texts.${totalsOf}`)}</p>
      <ul className={styles['items']}>
        {items.map((item) => (
          <Item key={`${item.itemId} ${item.name}`} {...item} />
        ))}
      </ul>
    </ScrolledList>
  );
}

function Item({ name, quantity, variants }: AllDayItem) {
  const { t } = useTranslation('kds');
  const [only] = variants;
  return (
    <li className={styles['item']}>
      <p className={styles['itemHead']}>
        <b className={styles['quantity']}>{quantity}</b>
        <span>{name}</span>
      </p>
      {variants.length > 1 || only?.modifiers.length ? (
        <ul>
          {variants.map(({ key, modifiers, quantity: count }) => (
            <li key={key} className={styles['variant']}>
              <b>{count}</b>
              <span>{modifiers.length > 0 ? modifiers.join(', ') : t('allDay.plain')}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}
