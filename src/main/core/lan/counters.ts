/** What the LAN server counts since its start; /metrics tells it. Plain numbers: counting must cost nothing. */
export class Counters {
  /** Finished HTTP requests by `METHOD route status`. */
  readonly requests = new Map<string, number>();
  /** Sockets closed by the server, by why. */
  readonly dropped = new Map<DropReason, number>();
  rateLimited = 0;
  eventsSent = 0;
  /** Connections closed at once because there were too many. */
  connectionsRefused = 0;

  request(method: string, route: string, status: number): void {
    const key = `${method} ${route} ${status}`;
    this.requests.set(key, (this.requests.get(key) ?? 0) + 1);
  }

  drop(reason: DropReason): void {
    this.dropped.set(reason, (this.dropped.get(reason) ?? 0) + 1);
  }
}

/** Why the server ended a socket. */
export type DropReason = 'slow' | 'silent' | 'policy' | 'size' | 'gap' | 'unpaired' | 'stopping';
