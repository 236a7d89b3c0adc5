import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { TextField } from '../ui/text-field.tsx';
import { availabilityOf } from './availability.ts';
import { FAVOURITES } from './category-rail.tsx';
import { useCounter } from './counter-context.tsx';
import { addLine, mustChoose } from './draft.ts';
import styles from './edit-finder.module.css';
import { ItemGrid } from './item-grid.tsx';
import { listenForScans } from './scan-places.ts';
import { itemByBarcode, searchItems } from './search.ts';

export interface EditFinderProps {
  readonly isDisabled: boolean;
  /** Opens the options of an item that is to be added. */
  readonly onDetails: (itemId: string) => void;
}

/** Where items are found that are added to an order: by typing, or by category. */
export function EditFinder({ isDisabled, onDetails }: EditFinderProps) {
  const { t } = useTranslation('pos');
  const { drafts } = useCounter();
  const menu = useMirror((state) => state.menu);
  const stock = useMirror((state) => state.stock);
  const [query, setQuery] = useState('');
  const [wanted, setWanted] = useState<string>(FAVOURITES);
  const withFavourites = menu?.items.some(({ favourite }) => favourite) ?? false;
  const category =
    wanted === FAVOURITES && !withFavourites ? (menu?.categories[0]?.id ?? wanted) : wanted;
  const items = useMemo(() => {
    if (!menu) return [];
    if (query.trim() !== '') return searchItems(menu, query);
    return menu.items.filter((item) =>
      category === FAVOURITES ? item.favourite : item.categoryId === category,
    );
  }, [menu, query, category]);
  const root = useRef<HTMLElement>(null);
  const [scanned, setScanned] = useState<string | null>(null);
  const add = (itemId: string): void => {
    setScanned(null);
    const item = menu?.items.find(({ id }) => id === itemId);
    if (!menu || !item || availabilityOf(item, stock).state !== 'on_sale') return;
    if (mustChoose(menu, item)) {
      onDetails(itemId);
      return;
    }
    const content = { itemId, quantity: 1, modifiers: [], note: '' };
    drafts.getState().edit((draft) => addLine(draft, content));
  };
  const onScan = useEffectEvent((code: string) => {
    const item = menu ? itemByBarcode(menu, code) : undefined;
    if (!item) setScanned(t('entry.unknownCode', { code: code.slice(0, 40) }));
    else if (availabilityOf(item, stock).state !== 'on_sale')
      setScanned(t('soldOutNamed', { name: item.name }));
    else add(item.id);
  });
  useEffect(
    () =>
      listenForScans({
        root: () => (isDisabled ? null : root.current),
        scan: (code) => onScan(code),
      }),
    [isDisabled],
  );
  if (!menu) return null;

  const tabs = [
    ...(withFavourites ? [{ id: FAVOURITES, name: t('favourites') }] : []),
    ...menu.categories,
  ];
  return (
    <section
      ref={root}
      aria-label={t('orders.edit.find')}
      className={styles['finder']}
      inert={isDisabled}
    >
      <TextField
        label={t('orders.edit.find')}
        placeholder={t('search')}
        value={query}
        onChange={(next) => {
          setScanned(null);
          setQuery(next);
        }}
        autoComplete="off"
        spellCheck="false"
        onKeyDown={(event) => {
          const [first] = items;
          if (event.key !== 'Enter' || !first || query.trim() === '') {
            // Escape is the sheet's, as are all keys that mean nothing here.
            event.continuePropagation();
            return;
          }
          event.preventDefault();
          if (availabilityOf(first, stock).state !== 'on_sale') return;
          add(first.id);
          setQuery('');
        }}
      />
      {scanned === null ? null : (
        <p role="alert" className={styles['scanned']}>
          {scanned}
        </p>
      )}
      <ToggleButtonGroup
        aria-label={t('categories')}
        selectionMode="single"
        selectedKeys={query.trim() === '' ? [category] : []}
        onSelectionChange={(keys) => {
          const [chosen = category] = keys;
          setQuery('');
          if (typeof chosen === 'string') setWanted(chosen);
        }}
        className={styles['categories'] ?? ''}
      >
        {tabs.map(({ id, name }) => (
          <ToggleButton key={id} id={id} className={styles['category'] ?? ''}>
            {name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className={styles['items']}>
        <ItemGrid
          items={items}
          query={query}
          title={tabs.find(({ id }) => id === category)?.name ?? ''}
          emptyMenu={menu.items.length === 0}
          onAdd={add}
          onDetails={onDetails}
        />
      </div>
    </section>
  );
}
