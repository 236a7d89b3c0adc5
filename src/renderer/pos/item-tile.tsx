import Ban from 'lucide-react/icons/ban';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import { memo } from 'react';
import { Button } from 'react-aria-components/Button';
import type { TFunction } from 'i18next';
import type { MenuItem } from '../../shared/menu.ts';
import type { Format } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { cx } from '../ui/cx.ts';
import { Hidden } from '../ui/hidden.tsx';
import { useMirror } from '../client/client-context.tsx';
import { availabilityOf } from './availability.ts';
import { useDrafts } from './counter-context.tsx';
import { unitsOf } from './draft.ts';
import { activeOf } from './draft-store.ts';
import styles from './item-tile.module.css';
import { useTilePress } from './use-tile-press.ts';

export interface ItemTileProps {
  readonly item: MenuItem;
  readonly t: TFunction<'pos'>;
  readonly amount: Format['amount'];
  /** @param at milliseconds, of a clock that only goes forward */
  readonly onAdd: (itemId: string, at: number, isTouch: boolean) => void;
  readonly onDetails: (itemId: string) => void;
}

/** Below this many left, the count is worth a colour. */
const FEW = 5;

/**
 * One item: a tap adds it; its corner, a right click or a long press opens its details. It looks up its own stock and
 * units, so that a tap draws one tile and not the whole menu; the words come from the grid, once for all of them.
 */
export const ItemTile = memo(function ItemTile(props: ItemTileProps) {
  const { item, t, amount, onAdd, onDetails } = props;
  const stock = useMirror((state) => state.stock[item.id] ?? null);
  const inOrder = useDrafts((state) => unitsOf(activeOf(state), item.id));
  const availability = availabilityOf(item, { [item.id]: stock });
  const press = useTilePress(
    (at, isTouch) => onAdd(item.id, at, isTouch),
    () => onDetails(item.id),
  );
  const sellable = availability.state === 'on_sale';
  const left = sellable ? availability.left : null;
  const reason = sellable ? null : t(availability.state === 'sold_out' ? 'soldOut' : 'offSale');
  return (
    <li
      className={cx(styles['tile'], !sellable && styles['gone'])}
      onContextMenu={(event) => {
        event.preventDefault();
        onDetails(item.id);
      }}
    >
      <Button data-tile isDisabled={!sellable} {...press} className={styles['add'] ?? ''}>
        <span className={styles['name']}>{item.name}</span>
        <span className={styles['foot']}>
          {reason === null ? (
            left === null ? null : (
              <Badge tone={left <= FEW ? 'attention' : 'neutral'}>
                {t('left', { count: left })}
              </Badge>
            )
          ) : (
            <Badge tone="late" icon={<Ban aria-hidden />}>
              {reason}
            </Badge>
          )}
          <span className={styles['price']}>{amount(item.priceCents)}</span>
        </span>
        {inOrder > 0 ? (
          <span key={inOrder} className={styles['count']}>
            <span aria-hidden>{inOrder}</span>
            <Hidden>{t('inOrder', { count: inOrder })}</Hidden>
          </span>
        ) : null}
      </Button>
      {/* A page may have hundreds: the browser's own button costs a tenth of one that knows about presses. */}
      <button
        type="button"
        aria-label={t('details', { name: item.name })}
        onClick={() => onDetails(item.id)}
        className={styles['more']}
      >
        <EllipsisVertical aria-hidden size={20} />
      </button>
    </li>
  );
});
