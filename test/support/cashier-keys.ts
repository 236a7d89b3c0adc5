import type { BrowserContext, Locator, Page } from 'playwright-core';

/** A quick typist: slower than any scanner. Milliseconds between two keys. */
const TYPING_MS = 55;

/** A scanner: far below what fingers can do. Milliseconds between two characters. */
const SCANNING_MS = 4;

/** More presses of Tab than any sheet needs. */
const MOST_TABS = 60;

/** A hand that has nothing but a keyboard. */
export function keysAt(page: Page) {
  const { keyboard } = page;
  return {
    type: (text: string): Promise<void> => keyboard.type(text, { delay: TYPING_MS }),

    press: async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await keyboard.press(key);
    },

    /** Walks there with Tab. */
    tabTo: async (target: Locator): Promise<void> => {
      await target.waitFor();
      for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
        if ((await target.and(page.locator(':focus')).count()) > 0) return;
        await keyboard.press('Tab');
      }
      throw new Error(`Tab does not lead to ${String(target)}`);
    },

    /**
     * A scanner reads this code. Its keys bear the times of its own clock, however busy the machine is when they come in.
     */
    scan: async (code: string): Promise<void> => {
      const session = await page.context().newCDPSession(page);
      let at = Date.now();
      const strike = async (key: string, text: string): Promise<void> => {
        at += SCANNING_MS;
        const struck = { key, windowsVirtualKeyCode: text.charCodeAt(0), timestamp: at / 1000 };
        await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...struck });
        await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...struck });
      };
      for (const character of code) await strike(character, character);
      await strike('Enter', '\r');
      await session.detach();
    },

    /** What closed has swallowed the second of two presses by now: a person is slower than that. */
    settle: async (): Promise<void> => {
      // There may be several, each over the place of one press: without a first there is none.
      await page.locator('[data-press-shield]').first().waitFor({ state: 'detached' });
    },
  };
}

/** Writes down every touch of finger or mouse that a page hears of, as `pointersSeen`. */
export async function countPointers(context: BrowserContext): Promise<void> {
  await context.addInitScript(`
    globalThis.pointersSeen = [];
    for (const name of ['pointerdown', 'pointermove', 'mousedown', 'touchstart', 'wheel']) {
      addEventListener(name, () => pointersSeen.push(name), { capture: true, passive: true });
    }
  `);
}
