import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { mayCommand, mayDo } from '../../../../shared/commands.ts';
import { type Refusal, refuse } from '../../../../shared/errors.ts';
import { newId } from '../../../../shared/ids.ts';
import type { Role } from '../../../../shared/roles.ts';
import type { Device } from '../../broker/ports.ts';
import { AUDIENCES, type Audience, ackFor } from '../audience.ts';
import type { LanContext } from '../context.ts';
import type { DropReason } from '../counters.ts';
import type { TokenBucket } from '../token-bucket.ts';
import { isCommandType, readCommand, readFrame, rejectFrame } from './frames.ts';
import { SnapshotPages } from './snapshot-pages.ts';
import { snapshotWelcome, welcomeBack } from './welcome.ts';

/** How long a new socket may be silent before it must have said hello. Milliseconds. */
export const HELLO_WITHIN_MS = 10_000;

/** What may wait to be read, in bytes; a reader further behind is dropped and comes back by `since`. */
export const MAX_BUFFERED = 1024 * 1024;

/** WebSocket close codes (RFC 6455, section 7.4.1). */
const GOING_AWAY = 1001;
const UNSUPPORTED = 1003;
const POLICY = 1008;

/** Frames of events in order, serialised for this session's audience. */
export interface Batch {
  readonly firstSeq: number;
  readonly lastSeq: number;
  frames(audience: Audience): readonly Buffer[];
}

/**
 * One screen's or program's conversation: hello, welcome, then events in order without a gap, and answers to
 * its commands. `greeting` until the welcome, `paging` while a long snapshot is on its way, then `live`.
 */
export class Session {
  readonly device: Device;
  /** Resolves when the socket is closed, whoever closed it. */
  readonly closed: Promise<void>;
  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  readonly #context: LanContext;
  readonly #audience: Audience;
  readonly #patience: TokenBucket;
  readonly #inFlight = new Set<Promise<void>>();
  readonly #cancelHello: () => void;
  #state: 'greeting' | 'paging' | 'live' | 'closed' = 'greeting';
  /** The last event that this session was sent or holds back. */
  #seq = 0;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #corked = false;
  #alive = true;

  constructor(ws: WebSocket, socket: Duplex, device: Device, context: LanContext) {
    this.#ws = ws;
    this.#socket = socket;
    this.device = device;
    this.#context = context;
    this.#audience = AUDIENCES[device.role];
    this.#patience = context.rates.patience(device.role);
    this.#cancelHello = context.clock.after(HELLO_WITHIN_MS, () =>
      this.#drop('policy', POLICY, 'Say hello first.'),
    );
    ws.on('message', (data, isBinary) => this.#heard(data, isBinary));
    ws.on('pong', () => (this.#alive = true));
    // Answered by ws itself; counted, so that a flood of pings is a flood too.
    ws.on('ping', () => this.#lose());
    ws.on('error', (error) => {
      if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
        context.counters.drop('size');
      }
      context.log.debug({ deviceId: device.id, err: error }, 'socket failed');
    });
    this.closed = new Promise((resolve) => {
      ws.once('close', () => {
        this.#state = 'closed';
        this.#cancelHello();
        this.#held = [];
        resolve();
      });
    });
  }

  /** Sends what was committed, or keeps it until the snapshot before it is through. */
  deliver(batch: Batch): void {
    if (this.#state === 'greeting' || this.#state === 'closed' || batch.lastSeq <= this.#seq)
      return;
    if (batch.firstSeq !== this.#seq + 1) {
      this.#context.log.error(
        { deviceId: this.device.id, have: this.#seq, got: batch.firstSeq },
        'a gap in the events of a session',
      );
      this.#terminate('gap');
      return;
    }
    this.#seq = batch.lastSeq;
    const frames = batch.frames(this.#audience);
    if (this.#state === 'live') {
      this.#sendAll(frames);
      return;
    }
    this.#held.push(...frames);
    for (const { byteLength } of frames) this.#heldBytes += byteLength;
    if (this.#heldBytes > MAX_BUFFERED) this.#terminate('slow');
  }

  /** The broker's clock and how far it is: proof that the line is alive, and that nothing is missing. */
  tick(frame: string): void {
    if (this.#state === 'live') this.#send(frame);
  }

  /** Asks for a sign of life; a peer that gave none since the last time is dropped. */
  ping(): void {
    if (this.#state === 'closed') return;
    if (!this.#alive) {
      this.#terminate('silent');
      return;
    }
    if (!this.#isStillPaired()) return;
    this.#alive = false;
    this.#ws.ping();
  }

  /** Resolves once every command that was taken has its answer on the way. */
  async settle(): Promise<void> {
    await Promise.all(this.#inFlight);
  }

  /** Ends the conversation because the server stops; the client comes back by itself. */
  close(): void {
    this.#drop('stopping', GOING_AWAY, 'The server is stopping.');
  }

  terminate(): void {
    this.#ws.terminate();
  }

  #heard(data: WebSocket.RawData, isBinary: boolean): void {
    if (this.#state === 'closed') return;
    this.#alive = true;
    if (isBinary || !Buffer.isBuffer(data)) {
      this.#drop('policy', UNSUPPORTED, 'Text frames only.');
      return;
    }
    const read = readFrame(data.toString('utf8'));
    if (!read.ok) {
      this.#send(rejectFrame(read.id, read.refusal));
      // A command with a fault gets its answer and the next one its chance; anything else is no client of ours.
      if (read.id === null) this.#drop('policy', POLICY, 'A frame that cannot be read.');
      else this.#lose();
      return;
    }
    const { frame } = read;
    if (frame.t === 'hello') {
      if (this.#state === 'greeting') this.#welcome(frame.since);
      else this.#drop('policy', POLICY, 'Hello was said before.');
      return;
    }
    if (this.#state === 'greeting') {
      this.#drop('policy', POLICY, 'Say hello first.');
      return;
    }
    const running = this.#command(frame.id ?? newId(), frame.type, frame.data);
    this.#inFlight.add(running);
    void running.finally(() => this.#inFlight.delete(running));
  }

  /** Reads the state and begins to listen in the same tick: no event falls between. */
  #welcome(since: number | null): void {
    this.#cancelHello();
    const { broker } = this.#context;
    this.#seq = broker.view.seq;
    const back = welcomeBack(this.#context, this.device.role, since);
    if (back !== null) {
      this.#state = 'live';
      this.#send(back);
      return;
    }
    const pages = new SnapshotPages(this.#audience, broker.view.openOrders());
    const seq = this.#seq;
    const first = snapshotWelcome(this.#context, this.device.role, pages);
    this.#state = pages.done ? 'live' : 'paging';
    this.#send(first, () => this.#nextPage(seq, pages));
  }

  /** Goes on with a long snapshot when the page before has left, then with what happened meanwhile. */
  #nextPage(seq: number, pages: SnapshotPages): void {
    if (this.#state !== 'paging') return;
    const orders = pages.take();
    const frame = `{"t":"snapshot","seq":${seq},"orders":${orders},"more":${!pages.done}}`;
    if (!pages.done) {
      this.#send(frame, () => this.#nextPage(seq, pages));
      return;
    }
    this.#state = 'live';
    this.#send(frame);
    const held = this.#held;
    this.#held = [];
    this.#sendAll(held);
  }

  async #command(id: string, type: string, data: unknown): Promise<void> {
    try {
      const refusal = this.#admit(type);
      const command =
        refusal ?? (isCommandType(type) ? readCommand(type, data) : unknownType(type));
      if ('code' in command) {
        this.#send(rejectFrame(id, command));
        this.#lose();
        return;
      }
      if (!mayDo(this.device.role, command)) {
        this.#send(rejectFrame(id, forbidden(this.device.role, type)));
        this.#lose();
        return;
      }
      const caller = { deviceId: this.device.id, role: this.device.role };
      const answer = await this.#context.broker.submit(caller, id, command);
      if (!answer.ok) {
        this.#send(rejectFrame(id, answer.refusal));
        return;
      }
      const { seq } = answer;
      this.#send(JSON.stringify({ t: 'ack', id, seq, data: ackFor(this.#audience, answer.data) }));
    } catch (error) {
      this.#context.log.error({ err: error, type }, 'a command failed');
      this.#send(rejectFrame(id, refuse('internal', 'Something failed that should not.', {})));
    }
  }

  /** Role, then rate; null when the command may be read. */
  #admit(type: string): Refusal | null {
    if (this.#context.stopping()) {
      return refuse('overloaded', 'The server is stopping.', { retryAfterSeconds: 1 });
    }
    if (isCommandType(type) && !mayCommand(this.device.role, type)) {
      return forbidden(this.device.role, type);
    }
    const wait = this.#context.rates.take(this.device, 'command');
    if (wait === null) return null;
    this.#context.counters.rateLimited += 1;
    return refuse('rate_limited', 'More than this device may ask for.', {
      retryAfterSeconds: wait,
    });
  }

  /** Counts what had to be refused without the broker; who goes on regardless is shown the door. */
  #lose(): void {
    if (this.#patience.take() !== null) this.#drop('policy', POLICY, 'Far too many frames.');
  }

  #isStillPaired(): boolean {
    if (this.#context.broker.view.deviceByTokenHash(this.device.tokenHash)) return true;
    this.#drop('unpaired', POLICY, 'This token is no longer known.');
    return false;
  }

  #sendAll(frames: readonly Buffer[]): void {
    if (this.#isBehind()) return;
    for (const frame of frames) this.#write(frame);
    this.#context.counters.eventsSent += frames.length;
  }

  #send(text: string, sent?: () => void): void {
    if (!this.#isBehind()) this.#write(text, sent);
  }

  #isBehind(): boolean {
    if (this.#state === 'closed') return true;
    // What this turn wrote has not yet been offered to the system: how fast it is read, the next turn will show.
    if (this.#corked) return false;
    if (this.#ws.bufferedAmount <= MAX_BUFFERED) return false;
    this.#terminate('slow');
    return true;
  }

  /** All frames of one turn of the event loop leave in one write to the system. */
  #write(data: string | Buffer, sent?: () => void): void {
    if (!this.#corked) {
      this.#corked = true;
      this.#socket.cork();
      process.nextTick(() => {
        this.#corked = false;
        this.#socket.uncork();
      });
    }
    this.#ws.send(data, { binary: false }, (error) => {
      if (!error) sent?.();
    });
  }

  #drop(reason: DropReason, code: number, why: string): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#cancelHello();
    this.#context.counters.drop(reason);
    this.#context.log.info({ deviceId: this.device.id, reason, why }, 'session closed');
    this.#ws.close(code, why);
  }

  #terminate(reason: DropReason): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#cancelHello();
    this.#context.counters.drop(reason);
    this.#context.log.info({ deviceId: this.device.id, reason }, 'session dropped');
    this.#ws.terminate();
  }
}

function forbidden(role: Role, type: string): Refusal {
  return refuse('forbidden', `Devices of role ${role} may not send ${type} like this.`, {});
}

function unknownType(type: string): Refusal {
  const issues = [{ path: 'type', message: `There is no command ${type.slice(0, 64)}.` }];
  return refuse('invalid_request', 'There is no such command.', { issues });
}
