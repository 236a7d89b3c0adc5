import { existsSync } from 'node:fs';

const CANDIDATES = [
  process.env['COMANDA_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The Chromium to test with, or null where there is none. `COMANDA_CHROMIUM` names another one. */
export function chromiumPath(): string | null {
  return CANDIDATES.find((path): path is string => !!path && existsSync(path)) ?? null;
}
