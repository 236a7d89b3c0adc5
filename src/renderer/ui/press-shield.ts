import { createContext, useContext } from 'react';
import { browserTimers } from '../client/browser.ts';
import type { Timers } from '../client/ports.ts';

/** A finger that taps twice where one tap closed a sheet has landed by then. Milliseconds. */
export const CLOSED_MS = 400;

/** A person who meant the button that was there has noticed by then that another has taken its place. Milliseconds. */
export const REPLACED_MS = 600;

/** A part of the page, as `getBoundingClientRect` tells it. CSS pixels. */
export type Place = Pick<DOMRectReadOnly, 'x' | 'y' | 'width' | 'height'>;

/**
 * Swallows presses for a moment: when something under a finger goes away, its second tap must not land on what
 * comes to light there.
 */
export interface PressShield {
  /**
   * Takes all presses of Enter and Space for the next `ms` milliseconds, and those of the pointer at these places;
   * without any, everywhere.
   */
  raise(ms: number, places?: readonly Place[]): void;
}

/** Stays alive above an open sheet, and counts as no touch beside it. */
const TOP_LAYER = 'data-react-aria-top-layer';

const POINTER = ['pointerdown', 'mousedown', 'click', 'contextmenu'] as const;

/** Shields over the document: elements that nobody sees, above all others. Each stands for its own time. */
export function createPressShield(timers: Timers): PressShield {
  let raised = 0;

  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') swallow(event);
  };
  const cover = (place: Readonly<Record<string, string>>): HTMLElement => {
    const shield = document.createElement('div');
    shield.setAttribute(TOP_LAYER, 'true');
    shield.setAttribute('aria-hidden', 'true');
    shield.setAttribute('data-press-shield', '');
    Object.assign(shield.style, { position: 'fixed', zIndex: '1000', ...place });
    for (const name of POINTER) shield.addEventListener(name, swallow);
    document.body.append(shield);
    return shield;
  };
  return {
    raise(ms, places) {
      const shields = places?.map(({ x, y, width, height }) =>
        cover({ left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` }),
      ) ?? [cover({ inset: '0' })];
      if (raised === 0) window.addEventListener('keydown', onKey, true);
      raised += 1;
      timers.after(ms, () => {
        for (const shield of shields) shield.remove();
        raised -= 1;
        if (raised === 0) window.removeEventListener('keydown', onKey, true);
      });
    },
  };
}

export const PressShieldContext = createContext<PressShield>(createPressShield(browserTimers));

/** The page's shield. */
export function usePressShield(): PressShield {
  return useContext(PressShieldContext);
}
