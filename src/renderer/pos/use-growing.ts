import { startTransition, useCallback, useState, type RefCallback } from 'react';

/** How far below what is in view the next part of a list is drawn, in CSS pixels: a good swipe. */
const AHEAD = '0px 0px 900px 0px';

export interface Growing<T> {
  readonly shown: readonly T[];
  /** The key of an element behind the last one that is drawn; null once all are. */
  readonly end: string | null;
  /** The ref of that element. */
  readonly watchEnd: RefCallback<HTMLElement>;
}

/**
 * The first part of a long list, and more of it as its end comes near: what nobody scrolls to is never drawn.
 * @param step how many are drawn at once, and added each time
 */
export function useGrowing<T>(all: readonly T[], step: number): Growing<T> {
  const [grown, setGrown] = useState({ of: all, count: step });
  const count = grown.of === all ? grown.count : step;
  const watchEnd = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      const observer = new IntersectionObserver(
        (entries) => {
          if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
          startTransition(() => setGrown({ of: all, count: count + step }));
        },
        // The scroller itself: a margin of the window would end at the scroller's edge.
        { root: element.closest('section'), rootMargin: AHEAD },
      );
      observer.observe(element);
      return () => observer.disconnect();
    },
    [all, count, step],
  );
  if (all.length <= count) return { shown: all, end: null, watchEnd };
  return { shown: all.slice(0, count), end: `end-${String(count)}`, watchEnd };
}
