import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useMirror } from '../client/client-context.tsx';
import { ConnectionBar } from '../ui/connection.tsx';
import { cx } from '../ui/cx.ts';
import { ArrivedBar } from './arrived-bar.tsx';
import { CategoryRail, FAVOURITES } from './category-rail.tsx';
import { useCounter } from './counter-context.tsx';
import styles from './counter-page.module.css';
import { DrawerFlow } from './drawer-flow.tsx';
import { EditFlow } from './edit-flow.tsx';
import { HistoryFlow } from './history-flow.tsx';
import { PaymentFlow } from './payment-flow.tsx';
import { PeopleFlow } from './people-flow.tsx';
import { ReceiptFlow } from './receipt-flow.tsx';
import type { CustomerField } from './customer-sheet.tsx';
import { activeOf } from './draft-store.ts';
import { HelpDialog } from './help-dialog.tsx';
import { ItemGrid } from './item-grid.tsx';
import { LineSheet, type LineSheetTarget } from './line-sheet.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { OrderPanel } from './order-panel.tsx';
import { OrderSheet } from './order-sheet.tsx';
import { OrdersSheet } from './orders-sheet.tsx';
import { OrdersStrip } from './orders-strip.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { nextStepOf } from './next-step.ts';
import { parseQuery, searchItems } from './search.ts';
import { TopBar } from './top-bar.tsx';
import { useAdding } from './use-adding.ts';
import { useOrderGone } from './use-order-gone.ts';
import { usePlacing } from './use-placing.ts';
import { useScanner } from './use-scanner.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** Lays out the counter and holds what is open on it. */
export function CounterPage() {
  const { t } = useTranslation('pos');
  const client = useClient();
  const { drafts, flows } = useCounter();
  const menu = useMirror((state) => state.menu);
  const searchInput = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const { quantity, text } = parseQuery(query);
  const [chosen, setCategory] = useState<string>(FAVOURITES);
  const [lineTarget, setLineTarget] = useState<LineSheetTarget | null>(null);
  const [listOpen, setListOpen] = useState(false);
  const [customerAt, setCustomerAt] = useState<CustomerField | null>(null);
  const [helpOpen, setHelpOpen] = useState(false);
  const [panelOpen, setPanelOpen] = useState(false);

  useEffect(() => {
    document.title = `${t('title')} · Comanda`;
  }, [t]);

  const category = useMemo(() => {
    if (!menu) return FAVOURITES;
    const exists =
      chosen === FAVOURITES
        ? menu.items.some(({ favourite }) => favourite)
        : menu.categories.some(({ id }) => id === chosen);
    return exists ? chosen : (menu.categories[0]?.id ?? FAVOURITES);
  }, [menu, chosen]);

  const items = useMemo(() => {
    if (!menu) return [];
    if (text !== '') return searchItems(menu, text);
    return menu.items.filter((item) =>
      category === FAVOURITES ? item.favourite : item.categoryId === category,
    );
  }, [menu, text, category]);

  const typed = useRef('');
  const onQuery = useCallback((next: string): void => {
    typed.current = next;
    setQuery(next);
  }, []);
  const takeQuantity = useCallback((): number | null => {
    const wanted = parseQuery(typed.current).quantity;
    // A name that was searched for stays while several are tapped; a number is for one item.
    if (wanted !== null) onQuery('');
    return wanted;
  }, [onQuery]);
  const { add, tap, scan, ignoreScan } = useAdding({ onDetails: setLineTarget, takeQuantity });
  useScanner({ onCode: scan, onIgnored: ignoreScan });
  useOrderGone(useCallback(() => onQuery(''), [onQuery]));

  const place = usePlacing(useCallback(() => setCustomerAt('email'), []));
  const onDetails = useCallback((itemId: string) => setLineTarget({ kind: 'new', itemId }), []);
  const onCategory = useCallback(
    (id: string) => {
      onQuery('');
      setCategory(id);
    },
    [onQuery],
  );
  const onOpenList = useCallback(() => setListOpen(true), []);
  const onOpenDraft = useCallback(() => setPanelOpen(true), []);
  const onOpenOrder = useCallback(
    (id: string) => flows.getState().open({ kind: 'order', orderId: id }),
    [flows],
  );
  useShortcuts(
    useMemo(
      () => ({
        send: () => {
          const step = nextStepOf(client.store.getState(), drafts.getState());
          // What was sent is not taken for sent again, and its number not hidden by a key that is held too long.
          if (step.kind !== 'pay' && step.kind !== 'next') {
            place({ toPay: step.kind === 'pay_first' });
          }
        },
        receive: () => {
          const step = nextStepOf(client.store.getState(), drafts.getState());
          if (step.kind === 'pay') {
            flows.getState().open({ kind: 'payment', orderId: step.order.id });
          } else if (step.kind !== 'next') place({ toPay: true });
        },
        hold: () => place({ hold: true }),
        customer: () => {
          if (!activeOf(drafts.getState()).sending) setCustomerAt('name');
        },
        lines: () => [...document.querySelectorAll<HTMLElement>('[data-line]')].at(-1)?.focus(),
        help: () => setHelpOpen(true),
        search: () => searchInput.current?.focus(),
      }),
      [client, drafts, flows, place],
    ),
  );

  if (!menu) return null;
  return (
    <div className={styles['page']}>
      <div className={styles['columns']}>
        <CategoryRail
          categories={menu.categories}
          withFavourites={menu.items.some(({ favourite }) => favourite)}
          selected={text === '' ? category : null}
          onSelect={onCategory}
          onOpenOrders={onOpenList}
        />
        <main className={styles['centre']}>
          {/* The order, whose heading is the page's, is away while a phone shows the menu. */}
          {panelOpen ? null : <h1 className={styles['phoneTitle']}>{t('entry.menu')}</h1>}
          <TopBar
            inputRef={searchInput}
            query={query}
            onQuery={onQuery}
            onEnter={() => {
              const [first] = items;
              if (!first || text === '') return;
              if (add(first, quantity ?? 1)) onQuery('');
            }}
            onHelp={() => setHelpOpen(true)}
          />
          <p role="status" className={styles['times']}>
            {quantity === null ? null : t('entry.times', { count: quantity })}
          </p>
          <ItemGrid
            items={items}
            query={text}
            title={menu.categories.find(({ id }) => id === category)?.name ?? t('favourites')}
            emptyMenu={menu.items.length === 0}
            onAdd={tap}
            onDetails={onDetails}
          />
          {/* Over the items and not above them: nothing moves under a finger when contact is lost. */}
          <div className={styles['connection']}>
            <ConnectionBar>{t('orderKept')}</ConnectionBar>
          </div>
          <ArrivedBar />
          <OrdersStrip onOpen={onOpenOrder} onOpenDraft={onOpenDraft} onOpenList={onOpenList} />
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
      <PhoneBar onOpenPanel={onOpenDraft} onOpenOrders={onOpenList} />
      <NoticeBar />
      <LineSheet target={lineTarget} onClose={() => setLineTarget(null)} />
      <OrdersSheet
        open={listOpen}
        onClose={() => setListOpen(false)}
        onOpen={(id) => {
          setListOpen(false);
          onOpenOrder(id);
        }}
        onOpenDraft={() => {
          setListOpen(false);
          setPanelOpen(true);
        }}
      />
      <HelpDialog open={helpOpen} onClose={() => setHelpOpen(false)} />
      <OrderSheet />
      <EditFlow />
      <HistoryFlow />
      <PaymentFlow />
      <ReceiptFlow />
      <DrawerFlow />
      <PeopleFlow />
    </div>
  );
}
