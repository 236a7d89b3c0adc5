import type { KeyAction } from './keys.ts';

/** What the keyboard can come to. */
const REACHABLE = 'button, a[href], [tabindex="0"]';

/** How far one press scrolls what is only to be read, in CSS pixels. */
const SCROLL_STEP = 120;

/**
 * Walks through the open panel by the keys of the cards: a bump bar has neither Tab nor, perhaps, Enter.
 * @returns true when the key was used
 */
export function walkPanel(action: KeyAction): boolean {
  const active = document.activeElement;
  const panel = active?.closest('[role="dialog"], [role="alertdialog"]');
  if (!(active instanceof HTMLElement) || !panel) return false;
  if (action.kind === 'bump') {
    if (!active.matches('button')) return false;
    active.click();
    return true;
  }
  if (action.kind !== 'move') return false;
  const by = action.columns + action.rows;
  if (active.matches('[role="region"]') && scrolled(active, panel, by)) return true;
  const all = [...panel.querySelectorAll<HTMLElement>(REACHABLE)].filter(
    (each) => each.tabIndex >= 0 && !each.matches(':disabled') && each.offsetParent !== null,
  );
  const at = all.indexOf(active);
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.focus();
  return next !== undefined;
}

/** Scrolls what holds an element; false when there is nothing left in that direction. */
function scrolled(element: HTMLElement, within: Element, by: number): boolean {
  for (
    let each: Element | null = element;
    each && within.contains(each);
    each = each.parentElement
  ) {
    const before = each.scrollTop;
    each.scrollBy({ top: by * SCROLL_STEP, behavior: 'instant' });
    if (each.scrollTop !== before) return true;
  }
  return false;
}
