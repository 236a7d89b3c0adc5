import Star from 'lucide-react/icons/star';
import { memo } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../shared/menu.ts';
import { Logo } from '../ui/logo.tsx';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import styles from './category-rail.module.css';
import { useOpenCount } from './open-orders.ts';

/** Stands for the favourites among the categories: no category's id can hold a star. */
export const FAVOURITES = '★';

/** A word that does not fit the rail's width in the usual size, and must not be broken in two. */
function isLong(name: string): boolean {
  return name.split(/\s+/).some((word) => word.length > 11);
}

export interface CategoryRailProps {
  readonly categories: readonly Category[];
  readonly withFavourites: boolean;
  /** Null while a search shows items of all of them. */
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onOpenOrders: () => void;
}

/** The menu's categories down the left side, favourites first, and the count of open orders at its foot. */
export const CategoryRail = memo(function CategoryRail({
  categories,
  withFavourites,
  selected,
  onSelect,
  onOpenOrders,
}: CategoryRailProps) {
  const { t } = useTranslation('pos');
  const open = useOpenCount();
  return (
    <nav className={styles['rail']} aria-label={t('categories')}>
      <div className={styles['logo']}>
        <Logo />
      </div>
      <ToggleButtonGroup
        aria-label={t('categories')}
        orientation="vertical"
        selectionMode="single"
        selectedKeys={selected === null ? [] : [selected]}
        onSelectionChange={(keys) => {
          // A second tap on the shown category unselects it: it stays, and a search is left.
          const [chosen = selected] = keys;
          if (typeof chosen === 'string') onSelect(chosen);
        }}
        className={styles['categories'] ?? ''}
      >
        {withFavourites ? (
          <ToggleButton id={FAVOURITES} className={cx(styles['category'])}>
            <Star aria-hidden size={20} />
            <span>{t('favourites')}</span>
          </ToggleButton>
        ) : null}
        {categories.map(({ id, name }) => (
          <ToggleButton
            key={id}
            id={id}
            className={cx(styles['category'], isLong(name) && styles['long'])}
          >
            <span>{name}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Button variant="quiet" className={styles['open']} onPress={onOpenOrders}>
        <span className={styles['count']}>{open}</span>
        <span className={styles['countLabel']}>{t('openCount', { count: open })}</span>
      </Button>
    </nav>
  );
});
