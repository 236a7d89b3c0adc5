import Ban from 'lucide-react/icons/ban';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import { memo } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { MenuItem } from '../../shared/menu.ts';
import { useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Hidden } from '../ui/hidden.tsx';
import type { Availability } from './availability.ts';
import styles from './item-tile.module.css';

export interface ItemTileProps {
  readonly item: MenuItem;
  readonly availability: Availability;
  /** Units of it in the order being taken. */
  readonly inOrder: number;
  readonly onAdd: (itemId: string) => void;
  readonly onDetails: (itemId: string) => void;
}

/** Below this many left, the count is worth a colour. */
const FEW = 5;

/** One item: a tap adds it; its corner (or a right click) opens its details. */
export const ItemTile = memo(function ItemTile(props: ItemTileProps) {
  const { item, availability, inOrder, onAdd, onDetails } = props;
  const { t } = useTranslation('pos');
  const { amount } = useFormat();
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
      <Button
        data-tile
        isDisabled={!sellable}
        onPress={() => onAdd(item.id)}
        className={styles['add'] ?? ''}
      >
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
      <IconButton
        label={t('details', { name: item.name })}
        onPress={() => onDetails(item.id)}
        className={styles['more']}
      >
        <EllipsisVertical aria-hidden size={20} />
      </IconButton>
    </li>
  );
});
