import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { allDay } from './all-day.ts';
import styles from './lists.module.css';
import { ScrolledList } from './scrolled-list.tsx';
import type { Ticket } from './tickets.ts';

/** How many of each item are still to be made, and how: over all open tickets of this display. */
export function AllDaySheet({
  onClose,
  tickets,
}: {
  readonly onClose: () => void;
  readonly tickets: readonly Ticket[];
}) {
  const { t } = useTranslation('kds');
  const items = useMemo(() => allDay(tickets), [tickets]);
  return (
    <Sheet open onClose={onClose} title={t('allDay.title')}>
      {items.length === 0 ? (
        <EmptyState title={t('allDay.none')} />
      ) : (
        <ScrolledList name={t('allDay.title')}>
          <p className={styles['text']}>{t('allDay.text')}</p>
          <ul className={styles['items']}>
            {items.map(({ itemId, name, quantity, variants }) => (
              <li key={`${itemId} ${name}`} className={styles['item']}>
                <p className={styles['itemHead']}>
                  <b className={styles['quantity']}>{quantity}</b>
                  <span>{name}</span>
                </p>
                {variants.length > 1 || variants[0]?.modifiers.length ? (
                  <ul>
                    {variants.map(({ key, modifiers, quantity: count }) => (
                      <li key={key} className={styles['variant']}>
                        <b>{count}</b>
                        <span>
                          {modifiers.length > 0 ? modifiers.join(', ') : t('allDay.plain')}
                        </span>
                      </li>
                    ))}
                  </ul>
                ) : null}
              </li>
            ))}
          </ul>
        </ScrolledList>
      )}
    </Sheet>
  );
}
