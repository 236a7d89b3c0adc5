/**
 * What the desktop shell gives a page beside the web platform, as `window.desktop`. Pages opened in a browser do
 * not have it and must work without it.
 */
export interface Bridge {
  /** The operating system, as Node names it: `win32`, `darwin`, `linux`. */
  readonly platform: string;
  /** Version of the installed app. */
  readonly version: string;
}
