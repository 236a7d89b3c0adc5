/** What the client needs of the world, as narrow as it uses it: real in a page, in memory in a test. */

/** One WebSocket, already opening. */
export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

/** Opens a socket; throws only on a malformed address. */
export type SocketFactory = (url: string, protocols: readonly string[]) => Socket;

/** `localStorage`, or anything that holds text by name. Writing may throw (quota, private mode). */
export interface TextStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Timers {
  /** Runs `task` once after `ms` milliseconds; the answer cancels it. */
  after(ms: number, task: () => void): () => void;
}

/** Milliseconds since the epoch by this machine's clock. */
export type Clock = () => number;

/** Moments at which trying again at once is worth it: the network is back, the page is looked at. */
export type WakeUps = (wake: () => void) => () => void;

export interface HttpAnswer {
  readonly status: number;
  /** The JSON of the answer; undefined when it is none. */
  readonly body: unknown;
  /** The answer byte for byte, for what is kept as a file. */
  readonly blob?: Blob;
}

/** One HTTP call to the page's own origin. Rejects when there is no answer at all. */
export type Http = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  options: { readonly token?: string; readonly session?: string; readonly body?: unknown },
) => Promise<HttpAnswer>;
