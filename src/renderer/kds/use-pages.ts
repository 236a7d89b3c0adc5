import { useDeferredValue, useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { canvasMeasure, CARD, heightsFor } from './card-metrics.ts';
import { factsText } from './facts-text.ts';
import type { Layout } from './device-choices.ts';
import { columnsFor, flowPages, gridPages, rowsFor } from './layouts.ts';
import { createSplitter, type Page } from './paging.ts';
import type { Ticket } from './tickets.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The inner size of an element in whole CSS pixels; null before it is drawn. */
function useSize(ref: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const read = (): void => {
      const style = getComputedStyle(element);
      const width =
        element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      const height =
        element.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
      setSize((before) =>
        before?.width === width && before.height === height ? before : { width, height },
      );
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

/** Counts up when the fonts have arrived: texts that were measured before are measured anew. */
function useFontEpoch(): number {
  const [epoch, setEpoch] = useState(0);
  useLayoutEffect(() => {
    let current = true;
    const arrived = (): void => {
      if (current) setEpoch((before) => before + 1);
    };
    void document.fonts.ready.then(arrived);
    document.fonts.addEventListener('loadingdone', arrived);
    return () => {
      current = false;
      document.fonts.removeEventListener('loadingdone', arrived);
    };
  }, []);
  return epoch;
}

/** A column is never planned lower than this, in CSS pixels: on a low screen the page of cards scrolls instead. */
const LEAST_ROOM = 420;

/** So many tickets are laid out before anything is drawn: more than a page holds, and far fewer than a full house has. */
const FIRST_LOOK = 40;

/** The pages of a queue, and the sizes of what they are made of. */
export interface Pages {
  readonly pages: readonly Page[];
  readonly columns: number;
  /** The height that columns, or all rows of a grid together, may have, in CSS pixels. */
  readonly room: number;
  /** The height of one cell of a grid, in CSS pixels. */
  readonly cell: number;
  /** True when the room is more than the element shows at once. */
  readonly scrolls: boolean;
}

/** The pages of a queue for the room that an element has. */
export function usePages(
  tickets: readonly Ticket[],
  layout: Layout,
  ref: RefObject<HTMLElement | null>,
): Pages {
  const size = useSize(ref);
  const { t } = useTranslation('kds');
  const epoch = useFontEpoch();
  const [split] = useState(createSplitter);
  // A page that opens shows its first cards before it has counted its last ones.
  const isOpen = useDeferredValue(true, false);
  const queue = useMemo(() => (isOpen ? tickets : tickets.slice(0, FIRST_LOOK)), [isOpen, tickets]);
  const columns = size ? columnsFor(size.width) : 1;
  const cardWidth = size ? (size.width - CARD.gap * (columns - 1)) / columns : 0;
  const heights = useMemo(() => {
    // The measure remembers widths of one set of fonts only.
    void epoch;
    const family = getComputedStyle(document.body).fontFamily;
    if (cardWidth <= 0) return null;
    const facts = (order: Order): string => {
      const text = factsText(order, t);
      return order.channel === 'counter' ? text : `${t(`channels.${order.channel}`)} ${text}`;
    };
    return heightsFor(cardWidth, canvasMeasure(family), facts);
  }, [cardWidth, epoch, t]);
  const inView = size?.height ?? 0;
  const room = inView > 0 ? Math.max(inView, LEAST_ROOM) : 0;
  const rows = rowsFor(room, CARD.gap);
  const cell = Math.floor((room - CARD.gap * (rows - 1)) / rows);
  const pages = useMemo(() => {
    if (!heights || room === 0) return [];
    return layout === 'grid'
      ? gridPages(queue, { columns, rows }, split(cell, heights))
      : flowPages(queue, { columns, height: room, gap: CARD.gap }, split(room, heights));
  }, [queue, layout, heights, room, cell, rows, columns, split]);
  return { pages, columns, room, cell, scrolls: room > inView };
}
