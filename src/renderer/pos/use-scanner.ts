import { useEffect, useEffectEvent } from 'react';
import { isDialogOpen } from './use-shortcuts.ts';
import { createScanner } from './scanner.ts';

type TextInput = HTMLInputElement | HTMLTextAreaElement;

/** What the page was like before the first character of a code. */
interface Before {
  readonly focused: Element | null;
  readonly values: readonly (readonly [field: TextInput, value: string])[];
}

/**
 * Listens for a barcode scanner wherever the focus is, except in a sheet or dialog. The digits land where the cursor is
 * until the end of the code shows what they are: then they are taken out again, and the focus goes back.
 */
export function useScanner(onCode: (code: string) => void): void {
  // One scanner for as long as the page is drawn: what a digit changes on it must not cost the ones before.
  const onWhole = useEffectEvent(onCode);
  useEffect(() => {
    const scanner = createScanner();
    let before: Before | null = null;
    const onKey = (event: KeyboardEvent): void => {
      const isOther = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
      if (isOther || event.repeat || isDialogOpen()) {
        scanner.reset();
        return;
      }
      // When the key was pressed: a busy page hears of several at once.
      const heard = scanner.key(event.key, event.timeStamp);
      if (heard.kind === 'begins') before = remember();
      if (heard.kind !== 'code') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (before) bringBack(before);
      onWhole(heard.code);
    };
    // Ahead of the page's own keys, for which the end of a code is Enter.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

function remember(): Before {
  const fields = document.querySelectorAll<TextInput>(
    'input:not([type=radio], [type=checkbox]), textarea',
  );
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
