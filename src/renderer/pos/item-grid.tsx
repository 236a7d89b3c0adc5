import SearchX from 'lucide-react/icons/search-x';
import UtensilsCrossed from 'lucide-react/icons/utensils-crossed';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MenuItem } from '../../shared/menu.ts';
import { useFormat } from '../i18n/format.ts';
import { moveByArrows } from '../ui/arrow-keys.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './item-grid.module.css';
import { ItemTile } from './item-tile.tsx';
import { useGrowing } from './use-growing.ts';

export interface ItemGridProps {
  readonly items: readonly MenuItem[];
  /** What is searched for; '' while a category is shown. */
  readonly query: string;
  /** What the items have in common, when they are not search results. */
  readonly title: string;
  readonly emptyMenu: boolean;
  readonly onAdd: (itemId: string, at: number, isTouch: boolean) => void;
  readonly onDetails: (itemId: string) => void;
}

/** What a counter's screen shows without scrolling; the rest is drawn as somebody comes near it. */
const AT_ONCE = 24;

/** The items of a category or of a search, as tiles to tap. */
export const ItemGrid = memo(function ItemGrid(props: ItemGridProps) {
  const { items, query, title, emptyMenu, onAdd, onDetails } = props;
  const { t } = useTranslation('pos');
  const { amount } = useFormat();
  const { shown, end, watchEnd } = useGrowing(items, AT_ONCE);
  const searching = query !== '';

  if (items.length === 0) {
    return (
      <div className={styles['empty']}>
        {emptyMenu ? (
          <EmptyState icon={<UtensilsCrossed aria-hidden />} title={t('emptyMenu')}>
            {t('emptyMenuText')}
          </EmptyState>
        ) : searching ? (
          <EmptyState icon={<SearchX aria-hidden />} title={t('noResults', { query })}>
            {t('noResultsText')}
          </EmptyState>
        ) : (
          <EmptyState icon={<UtensilsCrossed aria-hidden />} title={t('emptyCategory')} />
        )}
      </div>
    );
  }
  return (
    <section
      className={styles['scroller']}
      aria-label={searching ? t('results', { count: items.length }) : t('itemsOf', { name: title })}
    >
      <ul
        className={styles['grid']}
        onKeyDown={(event) => moveByArrows(event, '[data-tile]:enabled')}
      >
        {shown.map((item) => (
          <ItemTile key={item.id} {...{ item, t, amount, onAdd, onDetails }} />
        ))}
        {end === null ? null : (
          <li key={end} ref={watchEnd} aria-hidden className={styles['end']} />
        )}
      </ul>
    </section>
  );
});
