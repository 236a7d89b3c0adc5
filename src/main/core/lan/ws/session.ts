import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { mayCommand, mayDo } from '../../../../shared/command-roles.ts';
import { type Refusal, refuse } from '../../../../shared/errors.ts';
import { newId } from '../../../../shared/ids.ts';
import type { Role } from '../../../../shared/roles.ts';
import type { ClientFrame } from '../../../../shared/wire.ts';
import type { Device } from '../../broker/ports.ts';
import { type Audience, audienceFor } from '../audience.ts';
import type { LanContext } from '../context.ts';
import type { DropReason } from '../counters.ts';
import type { TokenBucket } from '../token-bucket.ts';
import { ackFrame, isCommandType, readCommand, readFrame, rejectFrame } from './frames.ts';
import { Outgoing } from './outgoing.ts';
import { SnapshotPages } from './snapshot-pages.ts';
import { snapshotWelcome, welcomeBack } from './welcome.ts';

/** How long a new socket may be silent before it must have said hello. Milliseconds. */
export const HELLO_WITHIN_MS = 10_000;

/** What may wait to be read, in bytes; a reader further behind is dropped and comes back by `since`. */
export const MAX_BUFFERED = 1024 * 1024;

/** A WebSocket's `readyState` before either side has begun to close it. */
const OPEN = 1;

/** WebSocket close codes (RFC 6455, section 7.4.1). */
const GOING_AWAY = 1001;
const UNSUPPORTED = 1003;
const POLICY = 1008;

type CommandFrame = Extract<ClientFrame, { t: 'command' }>;

/** Events in order, without a gap. */
export interface Batch {
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Their frames, one after the other, as an audience may see them. */
  frames(audience: Audience): Buffer;
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
  readonly #outgoing: Outgoing;
  readonly #context: LanContext;
  readonly #audience: Audience;
  readonly #patience: TokenBucket;
  readonly #cancelHello: () => void;
  #state: 'greeting' | 'paging' | 'live' | 'closed' = 'greeting';
  /** The last event that this session was sent or holds back. */
  #seq = 0;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #heldEvents = 0;
  #alive = true;
  /** Commands that the broker has and has not answered. */
  #inFlight = 0;
  #settled: (() => void) | null = null;

  constructor(ws: WebSocket, socket: Duplex, device: Device, context: LanContext) {
    this.#ws = ws;
    this.#outgoing = new Outgoing(socket, () => ws.readyState === OPEN);
    this.device = device;
    this.#context = context;
    this.#audience = audienceFor(device.role, context.shop.board);
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
    const count = batch.lastSeq - batch.firstSeq + 1;
    if (this.#state === 'live') {
      this.#sendEvents(frames, count);
      return;
    }
    this.#held.push(frames);
    this.#heldBytes += frames.byteLength;
    this.#heldEvents += count;
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
  settle(): Promise<void> {
    if (this.#inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#settled = resolve;
    });
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
    const id = frame.id ?? newId();
    try {
      this.#command(id, frame);
    } catch (error) {
      this.#context.log.error({ err: error, type: frame.type }, 'a command failed');
      this.#send(rejectFrame(id, refuse('internal', 'Something failed that should not.', {})));
    }
  }

  /** Reads the state and begins to listen in the same tick: no event falls between. */
  #welcome(since: number | null): void {
    this.#cancelHello();
    const { broker } = this.#context;
    this.#seq = broker.view.seq;
    const back = welcomeBack(this.#context, this.device, since);
    if (back !== null) {
      this.#state = 'live';
      this.#send(back);
      return;
    }
    // A number that is cancelled leaves a board at once: nobody takes note of it there.
    const { view } = broker;
    const orders = this.device.role === 'board' ? view.openOrders() : view.ordersInUse();
    const pages = new SnapshotPages(this.#audience, orders);
    const seq = this.#seq;
    const first = snapshotWelcome(this.#context, this.device, pages);
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
    if (this.#held.length > 0) this.#sendEvents(Buffer.concat(this.#held), this.#heldEvents);
    this.#held = [];
  }

  #command(id: string, { type, data, ...words }: CommandFrame): void {
    const refusal = this.#admit(type);
    if (refusal) {
      this.#refuse(id, refusal);
      return;
    }
    const caller = this.#context.signIns.caller(this.device, words, type);
    if ('code' in caller) {
      // Sessions end while orders are on their way: that is no flood.
      this.#send(rejectFrame(id, caller));
      return;
    }
    const command = isCommandType(type) ? readCommand(type, data) : unknownType(type);
    if ('code' in command) {
      this.#refuse(id, command);
      return;
    }
    if (!mayDo(this.device.role, command)) {
      this.#refuse(id, forbidden(this.device.role, type));
      return;
    }
    this.#inFlight += 1;
    this.#context.broker.ask(caller, id, command, (answer) => {
      this.#inFlight -= 1;
      this.#send(
        answer.ok ? ackFrame(this.#audience, id, answer) : rejectFrame(id, answer.refusal),
      );
      if (this.#inFlight === 0) this.#settled?.();
    });
  }

  #refuse(id: string, refusal: Refusal): void {
    this.#send(rejectFrame(id, refusal));
    this.#lose();
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

  #sendEvents(frames: Buffer, count: number): void {
    if (this.#isBehind()) return;
    this.#outgoing.frames(frames);
    this.#context.counters.eventsSent += count;
  }

  #send(text: string, sent?: () => void): void {
    if (!this.#isBehind()) this.#outgoing.text(text, sent);
  }

  #isBehind(): boolean {
    // Nothing follows a closing frame (RFC 6455, section 5.5.1), whoever sent the first.
    if (this.#state === 'closed' || this.#ws.readyState !== OPEN) return true;
    // What this turn wrote has not yet been offered to the system: how fast it is read, the next turn will show.
    if (this.#outgoing.isDue) return false;
    if (this.#ws.bufferedAmount <= MAX_BUFFERED) return false;
    this.#terminate('slow');
    return true;
  }

  #drop(reason: DropReason, code: number, why: string): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#cancelHello();
    this.#context.counters.drop(reason);
    this.#context.log.info({ deviceId: this.device.id, reason, why }, 'session closed');
    this.#outgoing.flush();
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
