import type { Http, Socket, SocketFactory, Timers, WakeUps } from './ports.ts';
import { parseJson } from './guards.ts';

/** The client's ports, made of what a browser offers also over plain http on a LAN. */

export const browserSockets: SocketFactory = (url, protocols): Socket => {
  const raw = new WebSocket(url, [...protocols]);
  const socket: Socket = {
    send: (text) => raw.send(text),
    close: () => raw.close(),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  raw.onopen = () => socket.onopen?.();
  raw.onmessage = (event) => socket.onmessage?.(event);
  raw.onclose = () => socket.onclose?.();
  return socket;
};

export const browserTimers: Timers = {
  after(ms, task) {
    const handle = window.setTimeout(task, ms);
    return () => window.clearTimeout(handle);
  },
};

export const browserWakeUps: WakeUps = (wake) => {
  const visible = (): void => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', visible);
  return () => {
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', visible);
  };
};

export const browserHttp: Http = async (method, path, { token, session, body }) => {
  const response = await fetch(path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(session === undefined ? {} : { 'comanda-session': session }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const blob = await response.blob();
  return { status: response.status, body: parseJson(await blob.text()), blob };
};

/** The broker's WebSocket beside the page. */
export function socketUrl({ protocol, host }: Location): string {
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/ws`;
}
