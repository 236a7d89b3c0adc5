import { useEffect, useEffectEvent } from 'react';
import { browserTimers } from '../client/browser.ts';
import { createKeyHold } from './key-hold.ts';
import { placeInFront } from './scan-places.ts';
import { createScanner } from './scanner.ts';
import { isDialogOpen } from './use-shortcuts.ts';

type TextInput = HTMLInputElement | HTMLTextAreaElement;

const TEXT_INPUTS = 'input:not([type=radio], [type=checkbox]), textarea';

/** What the page was like before the first character of a code. */
interface Before {
  readonly focused: Element | null;
  readonly values: readonly (readonly [field: TextInput, value: string])[];
}

export interface Scans {
  /** A whole code, read while nothing was open over the page. */
  readonly onCode: (code: string) => void;
  /** A whole code, read where it means nothing: in a sheet that takes none. */
  readonly onIgnored: () => void;
}

/**
 * Listens for a barcode scanner wherever the focus is. Digits in a text field stand there until the end of the code
 * shows what they are: then they are taken out again, and the focus goes back. In a sheet or dialog, where a keypad would
 * take them and Enter would confirm, all other keys are held back until it is known whose they are.
 */
export function useScanner(scans: Scans): void {
  // One scanner for as long as the page is drawn: what a digit changes on it must not cost the ones before.
  const onCode = useEffectEvent(scans.onCode);
  const onIgnored = useEffectEvent(scans.onIgnored);
  useEffect(() => {
    const scanner = createScanner();
    const hold = createKeyHold(browserTimers);
    let before: Before | null = null;
    const onKey = (event: KeyboardEvent): void => {
      if (hold.isReleased(event)) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) {
        hold.release();
        scanner.reset();
        return;
      }
      // When the key was pressed: a busy page hears of several at once.
      const heard = scanner.key(event.key, event.timeStamp);
      if (heard.kind === 'begins') {
        hold.release();
        before = remember();
      }
      if (heard.kind === 'code') {
        event.preventDefault();
        event.stopPropagation();
        hold.drop();
        if (before) bringBack(before);
        const place = placeInFront();
        if (place) place.scan(heard.code);
        else if (isDialogOpen()) onIgnored();
        else onCode(heard.code);
      } else if (isDialogOpen() && canHold(event)) {
        hold.keep(event);
      } else if (event.key !== 'Shift') {
        hold.release();
      }
    };
    const onPointer = (): void => hold.release();
    // Ahead of the page's own keys, for which the end of a code is Enter.
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', onPointer, true);
    return () => {
      hold.drop();
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', onPointer, true);
    };
  }, []);
}

/** What a browser itself does with a key (a character in a field, Space on a button) cannot be done later. */
function canHold({ key, target }: KeyboardEvent): boolean {
  if (key.length !== 1 || key === ' ') return false;
  return !(target instanceof HTMLElement && target.matches(`${TEXT_INPUTS}, select`));
}

function remember(): Before {
  const fields = document.querySelectorAll<TextInput>(TEXT_INPUTS);
  return {
    focused: document.activeElement,
    values: [...fields].map((field) => [field, field.value] as const),
  };
}

function bringBack({ focused, values }: Before): void {
  for (const [field, value] of values) if (field.value !== value) write(field, value);
  if (document.activeElement === focused) return;
  if (focused instanceof HTMLElement && focused !== document.body) focused.focus();
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** As if it had been typed: past React, which compares with what it wrote itself. */
function write(field: TextInput, value: string): void {
  Reflect.set(Object.getPrototypeOf(field), 'value', value, field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
