import { createContext, useContext } from 'react';
import { browserTimers } from '../client/browser.ts';
import type { Timers } from '../client/ports.ts';

/** A finger that taps twice where one tap closed a sheet has landed by then. Milliseconds. */
export const CLOSED_MS = 400;

/** A person who meant the button that was there has noticed by then that another has taken its place. Milliseconds. */
export const REPLACED_MS = 600;

/**
 * Swallows presses for a moment: when something under a finger goes away, its second tap must not land on what
 * comes to light there.
 */
export interface PressShield {
  /** Takes all presses of pointer, Enter and Space for the next `ms` milliseconds. */
  raise(ms: number): void;
}

/** Stays alive above an open sheet, and counts as no touch beside it. */
const TOP_LAYER = 'data-react-aria-top-layer';

const POINTER = ['pointerdown', 'mousedown', 'click', 'contextmenu'] as const;

/** A shield over the whole document: an element that nobody sees, above all others. */
export function createPressShield(timers: Timers): PressShield {
  let shield: HTMLElement | null = null;
  let round = 0;

  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') swallow(event);
  };
  const lower = (): void => {
    shield?.remove();
    shield = null;
    window.removeEventListener('keydown', onKey, true);
  };
  return {
    raise(ms) {
      round += 1;
      const mine = round;
      if (!shield) {
        shield = document.createElement('div');
        shield.setAttribute(TOP_LAYER, 'true');
        shield.setAttribute('aria-hidden', 'true');
        shield.setAttribute('data-press-shield', '');
        Object.assign(shield.style, { inset: '0', position: 'fixed', zIndex: '1000' });
        for (const name of POINTER) shield.addEventListener(name, swallow);
        document.body.append(shield);
        window.addEventListener('keydown', onKey, true);
      }
      timers.after(ms, () => {
        // Raised anew meanwhile: the later round lowers it.
        if (mine === round) lower();
      });
    },
  };
}

export const PressShieldContext = createContext<PressShield>(createPressShield(browserTimers));

/** The page's shield. */
export function usePressShield(): PressShield {
  return useContext(PressShieldContext);
}
