import ChefHat from 'lucide-react/icons/chef-hat';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CardPage } from './card-page.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { keyLabel } from './key-labels.ts';
import { keyAt, type KeyAction } from './keys.ts';
import { useChoices, useKitchen, useKitchenState, useSpeakerState } from './kitchen-context.tsx';
import styles from './kitchen-page.module.css';
import { firstCall } from './off-page.ts';
import { walkPanel } from './panel-keys.ts';
import { Panels, type Panel } from './panels.tsx';
import type { Part } from './paging.ts';
import { Refusals } from './refusals.tsx';
import { inQueue, nextCourse, nextStep, toldHere, type Ticket } from './tickets.ts';
import { TOTALS_BESIDE, TotalsPanel } from './totals.tsx';
import { Troubles } from './troubles.tsx';
import { useCardFocus } from './use-card-focus.ts';
import { useFirstPage } from './use-first-page.ts';
import { useInView } from './use-in-view.ts';
import { useKeys } from './use-keys.ts';
import { useMedia } from './use-media.ts';
import { usePages } from './use-pages.ts';
import { useQueue } from './use-queue.ts';
import { useReady } from './use-ready.ts';

/** The whole display: header, the page of cards in view, footer, and what opens over them. */
export function KitchenPage() {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const { tickets, doneHere } = useQueue();
  const area = useRef<HTMLElement>(null);
  const { layout, keys, directBump, totals, totalsOf } = useChoices();
  const { pages, columns, room, cell, scrolls } = usePages(tickets, layout, area);
  const [wanted, setWanted] = useState(0);
  const [panel, setPanel] = useState<Panel | null>(null);
  const pageIndex = Math.min(wanted, Math.max(0, pages.length - 1));
  const page = pages[pageIndex];
  const close = useCallback(() => setPanel(null), []);
  // The keyboard is there, but a key pressed twice was meant for the card that has left.
  const slidTo = useCallback((id: string) => kitchen.guard.hold(id, 'moved'), [kitchen]);
  const isOwnDeed = useCallback((id: string) => kitchen.isOwnDeed(id), [kitchen]);
  const focus = useCardFocus(area, page, isOwnDeed, slidTo);
  const ready = useReady();
  const sound = useSpeakerState();
  const hasRoomBeside = useMedia(TOTALS_BESIDE);
  // Behind a panel that is open nobody sees a card.
  useInView(area, panel === null ? page : undefined, kitchen.shown);

  const { parts, here, firsts, keyOf, unseen } = useMemo(
    () => lookedAt(page?.flat() ?? [], tickets),
    [tickets, page],
  );
  const printed = useCallback(
    (part: Part) => {
      const position = keyOf.get(part);
      const key = position === undefined ? null : keyAt(position, keys);
      return key === null ? null : keyLabel(key);
    },
    [keyOf, keys],
  );
  const counted = totalsOf === 'page' ? here : tickets;

  useLayoutEffect(() => {
    const placed = here.map((ticket) => ({
      id: ticket.order.id,
      number: ticket.order.number,
      step: nextStep(ticket)?.kind ?? null,
      told: toldHere(ticket),
    }));
    kitchen.guard.laidOut(placed);
  }, [kitchen, here]);

  const turnTo = (next: number): void => {
    if (next >= 0 && next < pages.length) setWanted(next);
  };
  useFirstPage(pageIndex > 0 && panel === null, () => setWanted(0));
  const toggle = (next: Panel): void => setPanel(panel === next ? null : next);
  const toggleTotals = (): void => {
    if (hasRoomBeside) kitchen.choose({ totals: !totals });
    else toggle('totals');
  };

  /** Does what no button of the card is pressed for: as a touch, and once. */
  const onChosen = ({ order: { id } }: Ticket, deed: () => void): void => {
    if (!kitchen.guard.mayPress(id)) return;
    deed();
    kitchen.guard.hold(id, 'changed');
  };

  const onCards = (action: KeyAction): boolean => {
    const chosen = parts[focus.position() ?? -1]?.ticket;
    switch (action.kind) {
      case 'select': {
        const meant = here[action.position];
        // Who presses the key of a card means the card that has it now.
        if (meant) kitchen.guard.mean(meant.order.id);
        focus.select(firsts[action.position] ?? -1);
        if (directBump && meant) focus.press();
        return true;
      }
      case 'bump':
        return focus.press();
      case 'move':
        focus.move(action);
        return true;
      case 'page':
        turnTo(pageIndex + action.by);
        return true;
      case 'rush':
        // What comes first is for who sees all of it.
        if (chosen?.whole) onChosen(chosen, () => kitchen.rush(chosen.order));
        return true;
      case 'fire':
        if (chosen && nextCourse(chosen.lines) !== null)
          onChosen(chosen, () => kitchen.fire(chosen));
        return true;
      case 'undo':
        kitchen.undo();
        return true;
      case 'recall':
        kitchen.recallLast();
        return true;
      case 'close':
        focus.release();
        return true;
      default:
        return false;
    }
  };

  useKeys(keys, (action) => {
    switch (action.kind) {
      case 'ready-list':
      case 'figures':
      case 'display':
      case 'help':
        toggle(action.kind);
        return true;
      case 'totals':
        toggleTotals();
        return true;
      case 'sound':
        kitchen.choose({ sound: sound !== 'on' });
        return true;
      default:
        // A panel that is open has the keyboard to itself.
        return panel === null ? onCards(action) : walkPanel(action);
    }
  });

  return (
    <div className={styles['page']}>
      <Header tickets={tickets} onOpen={setPanel} />
      <div className={styles['middle']}>
        <main ref={area} aria-label={t('orders')} className={styles['grid']} data-scrolls={scrolls}>
          <CardPage
            {...{ page, layout, columns, room, cell }}
            number={pageIndex + 1}
            keyOf={printed}
          />
          {tickets.length === 0 ? <NothingToCook /> : null}
        </main>
        {totals && hasRoomBeside ? <TotalsPanel tickets={counted} /> : null}
      </div>
      <Footer
        {...{ counted, unseen, page: pageIndex, pages: pages.length }}
        totalsShown={hasRoomBeside ? totals : null}
        readyCount={ready.length + doneHere.length}
        onPage={turnTo}
        onCall={() => turnTo(firstCall(pages, unseen) ?? pageIndex)}
        onTotals={toggleTotals}
        onReadyList={() => setPanel('ready-list')}
      />
      <Troubles />
      <Refusals area={area} />
      <Panels open={panel} onOpen={setPanel} onClose={close} {...{ counted, ready, doneHere }} />
    </div>
  );
}

/** What of a queue is on the page in view, and what is not. */
function lookedAt(parts: readonly Part[], tickets: readonly Ticket[]) {
  const set = new Set(parts.map((part) => part.ticket));
  const here = [...set];
  // Keys number orders: a torn ticket has one, on its first card of the page.
  const firsts = here.map((ticket) => parts.findIndex((part) => part.ticket === ticket));
  const keyOf = new Map(firsts.map((card, position) => [parts[card], position]));
  return { parts, here, firsts, keyOf, unseen: tickets.filter((ticket) => !set.has(ticket)) };
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
