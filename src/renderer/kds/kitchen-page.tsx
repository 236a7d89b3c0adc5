import ChefHat from 'lucide-react/icons/chef-hat';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { AllDaySheet } from './all-day-sheet.tsx';
import { CardPage } from './card-page.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { moveOnPage, POSITION_KEYS } from './keys.ts';
import {
  useChoices,
  useKitchen,
  useKitchenState,
  useSpeakerState,
  useTicketRules,
} from './kitchen-context.tsx';
import styles from './kitchen-page.module.css';
import { readyOrders } from './kitchen-state.ts';
import type { Part } from './paging.ts';
import { READY_LISTED, ReadySheet } from './ready-sheet.tsx';
import { inQueue, nextStep, toldHere, toTicket } from './tickets.ts';
import { Troubles } from './troubles.tsx';
import { useCardFocus } from './use-card-focus.ts';
import { useInView } from './use-in-view.ts';
import { useKeys } from './use-keys.ts';
import { usePages } from './use-pages.ts';
import { useQueue } from './use-queue.ts';

type Panel = 'all-day' | 'ready-list' | 'help';

/** The whole display: header, the page of cards in view, footer, and what opens over them. */
export function KitchenPage() {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const { tickets, doneHere } = useQueue();
  const area = useRef<HTMLElement>(null);
  const { layout } = useChoices();
  const { pages, columns, room, cell, scrolls } = usePages(tickets, layout, area);
  const [wanted, setWanted] = useState(0);
  const [panel, setPanel] = useState<Panel | null>(null);
  const pageIndex = Math.min(wanted, Math.max(0, pages.length - 1));
  const page = pages[pageIndex];
  const close = useCallback(() => setPanel(null), []);
  const help = useCallback(() => setPanel('help'), []);
  // The keyboard is there, but a key pressed twice was meant for the card that has left.
  const slidTo = useCallback((id: string) => kitchen.guard.hold(id, 'moved'), [kitchen]);
  const focus = useCardFocus(area, page, slidTo);
  const ready = useReady();
  const sound = useSpeakerState();
  useInView(area, page, kitchen.shown);

  useLayoutEffect(() => {
    const here = new Set(page?.flat().map((part) => part.ticket));
    const placed = [...here].map((ticket) => ({
      id: ticket.order.id,
      step: nextStep(ticket)?.kind ?? null,
      told: toldHere(ticket),
    }));
    kitchen.guard.laidOut(placed);
  }, [kitchen, page]);

  const { firsts, keyOf, unseen } = useMemo(() => {
    const cards = page?.flat() ?? [];
    const here = new Set(cards.map((part) => part.ticket));
    // Keys number orders: a torn ticket has one, on its first card of the page.
    const heads = [...here].map((ticket) => cards.findIndex((part) => part.ticket === ticket));
    const keys = new Map(
      heads.map((card, position) => [cards[card], POSITION_KEYS[position] ?? null]),
    );
    return {
      firsts: heads,
      keyOf: (part: Part) => keys.get(part) ?? null,
      unseen: tickets.filter((ticket) => !here.has(ticket)),
    };
  }, [tickets, page]);

  const turnTo = (next: number): void => {
    if (next >= 0 && next < pages.length) setWanted(next);
  };
  useKeys((action) => {
    if (action.kind === 'all-day' || action.kind === 'ready-list' || action.kind === 'help') {
      setPanel(panel === action.kind ? null : action.kind);
      return true;
    }
    // A panel that is open has the keyboard to itself.
    if (panel !== null) return false;
    switch (action.kind) {
      case 'select':
        focus.select(firsts[action.position] ?? -1);
        return true;
      case 'move': {
        const lengths = page?.map((track) => track.length) ?? [];
        // Of a grid the tracks are rows: what is down on the screen is the next track.
        const move = layout === 'grid' ? { columns: action.rows, rows: action.columns } : action;
        const to = moveOnPage(focus.position(), move, lengths);
        if (to !== null) focus.select(to);
        return true;
      }
      case 'page':
        turnTo(pageIndex + action.by);
        return true;
      case 'undo':
        kitchen.undo();
        return true;
      case 'recall-last':
        kitchen.recallLast();
        return true;
      case 'sound':
        kitchen.choose({ sound: sound !== 'on' });
        return true;
      case 'close':
        focus.release();
        return true;
      case 'advance':
        // The selected card's button has the focus: the key presses it by itself.
        return false;
    }
  });

  return (
    <div className={styles['page']}>
      <Header tickets={tickets} onHelp={help} />
      <main ref={area} aria-label={t('orders')} className={styles['grid']} data-scrolls={scrolls}>
        <CardPage {...{ page, layout, columns, room, cell }} keyOf={keyOf} />
        {tickets.length === 0 ? <NothingToCook /> : null}
      </main>
      <Footer
        {...{ tickets, unseen, page: pageIndex, pages: pages.length }}
        readyCount={Math.min(ready.length, READY_LISTED) + doneHere.length}
        onPage={turnTo}
        onAllDay={() => setPanel('all-day')}
        onReadyList={() => setPanel('ready-list')}
      />
      <Troubles />
      {panel === 'all-day' ? <AllDaySheet onClose={close} tickets={tickets} /> : null}
      {panel === 'ready-list' ? (
        <ReadySheet onClose={close} orders={ready} doneHere={doneHere} />
      ) : null}
      {panel === 'help' ? <HelpDialog onClose={close} /> : null}
    </div>
  );
}

/** Ready orders of this display, the last one first. */
function useReady(): readonly Order[] {
  const orders = useKitchenState((state) => state.orders);
  const rules = useTicketRules();
  return useMemo(
    () =>
      readyOrders(orders).filter(
        (order) => rules && toTicket({ ...order, status: 'preparing' }, rules) !== null,
      ),
    [orders, rules],
  );
}

/** A calm screen: nothing waits, and that is known to be true. */
function NothingToCook() {
  const { t } = useTranslation('kds');
  const elsewhere = useKitchenState(({ orders }) => Object.values(orders).filter(inQueue).length);
  return (
    <div className={styles['empty']}>
      <ChefHat aria-hidden size={96} strokeWidth={1.25} />
      <p className={styles['emptyTitle']}>{t('empty.title')}</p>
      <p className={styles['emptyText']}>
        {elsewhere > 0 ? t('empty.elsewhere', { count: elsewhere }) : t('empty.text')}
      </p>
    </div>
  );
}
