import { describe, expect, it } from 'vitest';
import { mayLoad, mayNavigate, mayUse } from '../../src/main/shell/own-origin.ts';

const ORIGIN = 'http://127.0.0.1:4700';

const ELSEWHERE = [
  'https://example.com/',
  'http://127.0.0.1:4701/pos',
  'http://localhost:4700/pos',
  'https://127.0.0.1:4700/pos',
  'http://127.0.0.1:4700@example.com/pos',
  'http://127.0.0.1:4700.example.com/pos',
  'http://127.0.0.1/pos',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'about:blank',
  'not an address',
  '',
];

describe('what a window may show', () => {
  it.each(['/pos', '/kds?station=grill', '/pos#pair=ABCD', ''])(
    '[DESK3] a window may go to %o of its own server',
    (path) => {
      expect(mayNavigate(ORIGIN + path, ORIGIN)).toBe(true);
    },
  );

  it.each([...ELSEWHERE, `blob:${ORIGIN}/1`, 'data:text/html,x', 'ws://127.0.0.1:4700/ws'])(
    '[DESK3] a window may not go to %o',
    (url) => {
      expect(mayNavigate(url, ORIGIN)).toBe(false);
    },
  );

  it.each([`${ORIGIN}/healthz`, 'ws://127.0.0.1:4700/ws', `blob:${ORIGIN}/1`, 'data:image/png,x'])(
    '[DESK4] a page may load %o',
    (url) => {
      expect(mayLoad(url, ORIGIN)).toBe(true);
    },
  );

  it.each([...ELSEWHERE, 'wss://127.0.0.1:4700/ws', 'ws://example.com/'])(
    '[DESK4] a page may not load %o',
    (url) => {
      expect(mayLoad(url, ORIGIN)).toBe(false);
    },
  );

  it('[DESK4] a page is granted the full screen and a screen that stays awake, and no device or sensor', () => {
    const granted = [
      'fullscreen',
      'screen-wake-lock',
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'clipboard-read',
      'usb',
      'unknown',
    ].filter((permission) => mayUse(permission, `${ORIGIN}/kds`, ORIGIN));

    expect(granted).toEqual(['fullscreen', 'screen-wake-lock']);
    expect(mayUse('fullscreen', 'https://example.com/', ORIGIN)).toBe(false);
  });
});
