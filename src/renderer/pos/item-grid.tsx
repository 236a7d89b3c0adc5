import SearchX from 'lucide-react/icons/search-x';
import UtensilsCrossed from 'lucide-react/icons/utensils-crossed';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MenuItem } from '../../shared/menu.ts';
import { useMirror } from '../client/client-context.tsx';
import { moveByArrows } from '../ui/arrow-keys.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { availabilityOf } from './availability.ts';
import { useDraft } from './counter-context.tsx';
import { unitsOf } from './draft.ts';
import styles from './item-grid.module.css';
import { ItemTile } from './item-tile.tsx';

export interface ItemGridProps {
  readonly items: readonly MenuItem[];
  readonly query: string;
  /** What the items have in common, when they are not search results. */
  readonly title: string;
  readonly emptyMenu: boolean;
  readonly onAdd: (itemId: string) => void;
  readonly onDetails: (itemId: string) => void;
}

/** The items of a category or of a search, as tiles to tap. */
export function ItemGrid({ items, query, title, emptyMenu, onAdd, onDetails }: ItemGridProps) {
  const { t } = useTranslation('pos');
  const stock = useMirror((state) => state.stock);
  const draft = useDraft();
  const searching = query.trim() !== '';
  const units = useMemo(
    () => new Map(items.map(({ id }) => [id, unitsOf(draft, id)])),
    [items, draft],
  );

  if (items.length === 0) {
    return (
      <div className={styles['empty']}>
        {emptyMenu ? (
          <EmptyState icon={<UtensilsCrossed aria-hidden />} title={t('emptyMenu')}>
            {t('emptyMenuText')}
          </EmptyState>
        ) : searching ? (
          <EmptyState
            icon={<SearchX aria-hidden />}
            title={t('noResults', { query: query.trim() })}
          >
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
        {items.map((item) => (
          <ItemTile
            key={item.id}
            item={item}
            availability={availabilityOf(item, stock)}
            inOrder={units.get(item.id) ?? 0}
            onAdd={onAdd}
            onDetails={onDetails}
          />
        ))}
      </ul>
    </section>
  );
}
