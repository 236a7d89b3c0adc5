import { useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import { canvasMeasure, CARD, heightsFor } from './card-metrics.ts';
import { columnsFor, createSplitter, paginate, type Page } from './paging.ts';
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

/** The pages of a queue for the room that an element has, and how many columns they have. */
export function usePages(
  tickets: readonly Ticket[],
  ref: RefObject<HTMLElement | null>,
): {
  readonly pages: readonly Page[];
  readonly columns: number;
  /** The height that columns may have, in CSS pixels. */
  readonly room: number;
  /** True when that is more than the element shows at once. */
  readonly scrolls: boolean;
} {
  const size = useSize(ref);
  const epoch = useFontEpoch();
  const [split] = useState(createSplitter);
  const columns = size ? columnsFor(size.width) : 1;
  const cardWidth = size ? (size.width - CARD.gap * (columns - 1)) / columns : 0;
  const heights = useMemo(() => {
    // The measure remembers widths of one set of fonts only.
    void epoch;
    const family = getComputedStyle(document.body).fontFamily;
    return cardWidth > 0 ? heightsFor(cardWidth, canvasMeasure(family)) : null;
  }, [cardWidth, epoch]);
  const inView = size?.height ?? 0;
  const height = inView > 0 ? Math.max(inView, LEAST_ROOM) : 0;
  const pages = useMemo(
    () =>
      heights && height > 0
        ? paginate(split(tickets, height, heights), { columns, height, gap: CARD.gap })
        : [],
    [tickets, heights, height, columns, split],
  );
  return { pages, columns, room: height, scrolls: height > inView };
}
