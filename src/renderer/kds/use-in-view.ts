import { useEffect, type RefObject } from 'react';
import type { ShownReporter } from './shown-reporter.ts';
import type { Page } from './paging.ts';

/** How much of a card must be in view to count as seen. */
const ENOUGH = 0.5;

/** Tells the reporter which orders' cards (elements with `data-order`) can really be seen. */
export function useInView(
  area: RefObject<HTMLElement | null>,
  page: Page | undefined,
  reporter: ShownReporter,
): void {
  useEffect(() => {
    const seen = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const id = target instanceof HTMLElement ? target.dataset['order'] : undefined;
          if (id === undefined) continue;
          if (isIntersecting) seen.add(id);
          else seen.delete(id);
        }
        reporter.setInView(seen);
      },
      { threshold: ENOUGH },
    );
    const cards = area.current?.querySelectorAll('[data-order]') ?? [];
    if (cards.length === 0) reporter.setInView([]);
    for (const card of cards) observer.observe(card);
    return () => {
      observer.disconnect();
    };
  }, [area, page, reporter]);
}
