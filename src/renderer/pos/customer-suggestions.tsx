import History from 'lucide-react/icons/history';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownCustomer } from '../../shared/customers.ts';
import { moveByArrows } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Hidden } from '../ui/hidden.tsx';
import styles from './customer-suggestions.module.css';
import { readablePhone } from './phone-number.ts';

export interface CustomerSuggestionsProps {
  readonly customers: readonly KnownCustomer[];
  readonly onChoose: (customer: KnownCustomer) => void;
  /** Back to the field, by Esc or the arrow past the first. */
  readonly onLeave: () => void;
}

/** Earlier customers that what was typed fits: arrows walk through them, Enter takes one. */
export function CustomerSuggestions({ customers, onChoose, onLeave }: CustomerSuggestionsProps) {
  const { t } = useTranslation('pos');
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const isFirst = event.currentTarget.querySelector('button') === document.activeElement;
    if (event.key === 'Escape' || (event.key === 'ArrowUp' && isFirst)) {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    } else moveByArrows(event, 'button');
  };
  return (
    <div className={cx(customers.length > 0 && styles['beneath'])}>
      <div role="status">
        <Hidden>
          {customers.length > 0 ? t('entry.recalled', { count: customers.length }) : null}
        </Hidden>
      </div>
      {customers.length > 0 ? (
        <ul aria-label={t('entry.earlier')} className={styles['list']} onKeyDownCapture={onKeyDown}>
          {customers.map((customer) => (
            <li key={`${customer.phone}|${customer.email}`}>
              <Button
                data-suggestion=""
                variant="quiet"
                wide
                className={styles['one']}
                icon={<History aria-hidden size={20} />}
                onPress={() => onChoose(customer)}
              >
                <span className={styles['words']}>
                  <strong>{customer.name ?? t('entry.noName')}</strong>
                  <span>
                    {[customer.phone && readablePhone(customer.phone), customer.email]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <span className={styles['orders']}>
                  {t('entry.orders', { count: customer.orders })}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
