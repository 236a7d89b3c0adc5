import type { Session, WebContents } from 'electron';
import type { ShellLog } from './shell-log.ts';
import { mayLoad, mayNavigate, mayUse } from './own-origin.ts';

/** Only the place is put down: a query or a fragment may carry a pairing code. */
function place(url: string): string {
  return URL.parse(url)?.origin ?? 'an unreadable address';
}

/**
 * Keeps whatever is shown in a window on our own pages: no other address, no further window, no webview. Links
 * elsewhere are refused rather than handed to the system's browser: a till is no place to start browsing from.
 */
export function lockNavigation(contents: WebContents, origin: string, log: ShellLog): void {
  const guard = (event: { readonly url: string; preventDefault(): void }): void => {
    if (mayNavigate(event.url, origin)) return;
    event.preventDefault();
    log.warn({ to: place(event.url) }, 'A page was kept from leaving for another address');
  };
  contents.on('will-navigate', guard);
  contents.on('will-frame-navigate', guard);
  contents.on('will-redirect', guard);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    log.warn({ to: place(url) }, 'A page was kept from opening a further window');
    return { action: 'deny' };
  });
}

/** Lets pages load from our own server only, and grants only the few permissions they need. */
export function lockSession(session: Session, origin: string, log: ShellLog): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const allowed = mayLoad(url, origin);
    if (!allowed) log.warn({ to: place(url) }, 'A page was kept from loading from another address');
    answer({ cancel: !allowed });
  });
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUse(permission, details.requestingUrl, origin));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    mayUse(permission, requestingOrigin, origin),
  );
  // USB, serial and HID devices are asked for here, whatever was said above.
  session.setDevicePermissionHandler(() => false);
}
