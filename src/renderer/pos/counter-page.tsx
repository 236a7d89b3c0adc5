import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useMirror } from '../client/client-context.tsx';
import { ConnectionBar } from '../ui/connection.tsx';
import { cx } from '../ui/cx.ts';
import { ArrivedBar } from './arrived-bar.tsx';
import { availabilityOf } from './availability.ts';
import { CategoryRail, FAVOURITES } from './category-rail.tsx';
import { useCounter } from './counter-context.tsx';
import styles from './counter-page.module.css';
import { DrawerFlow } from './drawer-flow.tsx';
import { EditFlow } from './edit-flow.tsx';
import { HistoryFlow } from './history-flow.tsx';
import { PaymentFlow } from './payment-flow.tsx';
import { PeopleFlow } from './people-flow.tsx';
import { ReceiptFlow } from './receipt-flow.tsx';
import { emailErrorOf } from './customer-errors.ts';
import type { CustomerField } from './customer-sheet.tsx';
import { addLine, mustChoose } from './draft.ts';
import { activeOf } from './draft-store.ts';
import { ItemGrid } from './item-grid.tsx';
import { LineSheet, type LineSheetTarget } from './line-sheet.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { OrderPanel } from './order-panel.tsx';
import { OrderSheet } from './order-sheet.tsx';
import { OrdersSheet } from './orders-sheet.tsx';
import { OrdersStrip } from './orders-strip.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { searchItems } from './search.ts';
import { placeDraft } from './sender.ts';
import { TopBar } from './top-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** Lays out the counter and holds what is open on it. */
export function CounterPage() {
  const { t } = useTranslation('pos');
  const client = useClient();
  const { drafts, actions } = useCounter();
  const menu = useMirror((state) => state.menu);
  const stock = useMirror((state) => state.stock);
  const searchInput = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [wanted, setCategory] = useState<string>(FAVOURITES);
  const [lineTarget, setLineTarget] = useState<LineSheetTarget | null>(null);
  const [orderId, setOrderId] = useState<string | null>(null);
  const [listOpen, setListOpen] = useState(false);
  const [customerAt, setCustomerAt] = useState<CustomerField | null>(null);
  const [panelOpen, setPanelOpen] = useState(false);

  useEffect(() => {
    document.title = `${t('title')} · Comanda`;
  }, [t]);

  const category = useMemo(() => {
    if (!menu) return FAVOURITES;
    const exists =
      wanted === FAVOURITES
        ? menu.items.some(({ favourite }) => favourite)
        : menu.categories.some(({ id }) => id === wanted);
    return exists ? wanted : (menu.categories[0]?.id ?? FAVOURITES);
  }, [menu, wanted]);

  const items = useMemo(() => {
    if (!menu) return [];
    if (query.trim() !== '') return searchItems(menu, query);
    return menu.items.filter((item) =>
      category === FAVOURITES ? item.favourite : item.categoryId === category,
    );
  }, [menu, query, category]);

  const add = useCallback(
    (itemId: string) => {
      const item = menu?.items.find(({ id }) => id === itemId);
      if (!menu || !item) return;
      if (mustChoose(menu, item)) {
        setLineTarget({ kind: 'new', itemId });
        return;
      }
      const content = { itemId, quantity: 1, modifiers: [], note: '' };
      drafts.getState().edit((draft) => addLine(draft, content));
    },
    [menu, drafts],
  );

  const place = useCallback(
    (hold: boolean) => {
      if (emailErrorOf(activeOf(drafts.getState()))?.kind === 'form') setCustomerAt('email');
      else placeDraft(client, drafts, drafts.getState().activeId, { hold });
    },
    [client, drafts],
  );
  useShortcuts({
    send: useCallback(() => place(false), [place]),
    hold: useCallback(() => place(true), [place]),
    search: useCallback(() => {
      searchInput.current?.focus();
    }, []),
  });

  if (!menu) return null;
  return (
    <div className={styles['page']}>
      <div className={styles['columns']}>
        <CategoryRail
          categories={menu.categories}
          withFavourites={menu.items.some(({ favourite }) => favourite)}
          selected={query === '' ? category : null}
          onSelect={(id) => {
            setQuery('');
            setCategory(id);
          }}
          onOpenOrders={() => setListOpen(true)}
        />
        <main className={styles['centre']}>
          <TopBar
            inputRef={searchInput}
            query={query}
            onQuery={setQuery}
            onEnter={() => {
              const [first] = items;
              if (!first || query.trim() === '') return;
              if (availabilityOf(first, stock).state !== 'on_sale') {
                actions.getState().notify({ kind: 'unavailable', name: first.name });
                return;
              }
              add(first.id);
              setQuery('');
            }}
          />
          <ItemGrid
            items={items}
            query={query}
            title={menu.categories.find(({ id }) => id === category)?.name ?? t('favourites')}
            emptyMenu={menu.items.length === 0}
            onAdd={add}
            onDetails={(itemId) => setLineTarget({ kind: 'new', itemId })}
          />
          {/* Over the items and not above them: nothing moves under a finger when contact is lost. */}
          <div className={styles['connection']}>
            <ConnectionBar>{t('orderKept')}</ConnectionBar>
          </div>
          <ArrivedBar />
          <OrdersStrip
            onOpen={setOrderId}
            onOpenDraft={() => setPanelOpen(true)}
            onOpenList={() => setListOpen(true)}
          />
        </main>
        <OrderPanel
          className={cx(styles['panel'], panelOpen && styles['panelOpen'])}
          onOpenLine={(lineId) => setLineTarget({ kind: 'line', lineId })}
          customerAt={customerAt}
          onCustomer={setCustomerAt}
          onPlace={place}
          onBack={() => setPanelOpen(false)}
        />
      </div>
      <PhoneBar onOpenPanel={() => setPanelOpen(true)} onOpenOrders={() => setListOpen(true)} />
      <NoticeBar />
      <LineSheet target={lineTarget} onClose={() => setLineTarget(null)} />
      <OrdersSheet
        open={listOpen}
        onClose={() => setListOpen(false)}
        onOpen={(id) => {
          setListOpen(false);
          setOrderId(id);
        }}
        onOpenDraft={() => {
          setListOpen(false);
          setPanelOpen(true);
        }}
      />
      <OrderSheet orderId={orderId} onClose={() => setOrderId(null)} />
      <EditFlow />
      <HistoryFlow />
      <PaymentFlow />
      <ReceiptFlow />
      <DrawerFlow />
      <PeopleFlow />
    </div>
  );
}
