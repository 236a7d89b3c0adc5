import { createStore } from 'zustand/vanilla';
import { refuse } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { AckFrame, RejectFrame, ServerFrame } from '../../shared/wire.ts';
import type { Client, Connection, MirrorState, Outcome, Reply, SignedIn } from './contract.ts';
import { isRecord } from './guards.ts';
import { Link } from './link.ts';
import {
  applyEvents,
  applySnapshotPage,
  applyWelcome,
  EMPTY_MIRROR,
  type Step,
  type Mirror,
} from './mirror.ts';
import { Outbox } from './outbox.ts';
import type { Clock, Http, SocketFactory, TextStorage, Timers, WakeUps } from './ports.ts';
import { Requests, unreachable } from './requests.ts';
import { SessionKeeper } from './session-keeper.ts';
import { toRefusal } from './to-refusal.ts';

export interface ClientOptions {
  /** Name of the page (`pos`, `kds`, `board`): its token and its waiting orders are kept under it. */
  readonly page: string;
  /** The broker's WebSocket, `ws://host/ws`. */
  readonly url: string;
  readonly storage: TextStorage;
  /** Storage of this tab alone, for who is signed in. Without one a reload asks for the PIN again. */
  readonly session?: TextStorage;
  readonly http: Http;
  readonly socketFactory: SocketFactory;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly wakeUps: WakeUps;
}

/** Differences of the two clocks below this are the network's, not the clocks'. Milliseconds. */
const CLOCK_TOLERANCE_MS = 250;

const LIVE: Connection = { state: 'live' };

/** Puts the link, the mirror and the outbox together; see `Client` for what comes out. */
export function createClient(options: ClientOptions): Client {
  const { storage, http, clock } = options;
  const tokenKey = `comanda.${options.page}.token`;
  let token = storage.getItem(tokenKey);
  let mirror: Mirror = EMPTY_MIRROR;
  let running = false;
  /** The sequence number of the last tick: by the next one, the mirror must have come so far. */
  let promised = 0;

  const store = createStore<MirrorState>()(() => ({
    connection: { state: token === null ? 'unpaired' : 'connecting' },
    lastWordAt: null,
    clockOffsetMs: 0,
    seq: 0,
    role: null,
    deviceId: null,
    shop: null,
    menu: null,
    stock: {},
    orders: {},
    mail: {},
    shifts: {},
    people: [],
    signedIn: null,
    outgoing: {},
    unheard: [],
  }));

  const sessions = new SessionKeeper({
    ...options,
    onChange: (signedIn) => store.setState({ signedIn }),
  });
  store.setState({ signedIn: sessions.person });

  const requests = new Requests({
    http,
    token: () => token,
    session: () => sessions.token,
    // Unless another has signed in since it was asked, nobody is any more.
    onSignInRequired: (session) => {
      if (session === sessions.token) sessions.drop();
    },
    signedIn: () =>
      new Promise((resolve) => {
        const stop = store.subscribe(({ signedIn, people }) => {
          if (signedIn === null && people.some(({ active }) => active)) return;
          stop();
          resolve();
        });
      }),
    onUnauthorized: (asked) => {
      if (token === asked) forget();
    },
  });

  const link = new Link({
    ...options,
    token: () => token,
    since: () => (mirror.menu === null ? null : mirror.seq),
    onFrame,
    onDown,
  });

  const outbox = new Outbox({
    ...options,
    transmit: (frame) => link.send(frame),
    onChange: (outgoing) => store.setState({ outgoing }),
    onUnheard: (one) => store.setState(({ unheard }) => ({ unheard: [...unheard, one] })),
    // Also where another has signed in meanwhile: what waits must not become theirs without their knowing.
    onSignInRequired: () => sessions.drop(),
  });

  function onFrame(frame: ServerFrame): void {
    const lastWordAt = clock();
    switch (frame.t) {
      case 'welcome':
        store.setState({
          lastWordAt,
          role: frame.role,
          deviceId: frame.deviceId,
          ...offset(frame.serverTime, lastWordAt),
        });
        promised = 0;
        take(applyWelcome(mirror, frame));
        break;
      case 'snapshot':
        store.setState({ lastWordAt });
        take(applySnapshotPage(mirror, frame));
        break;
      case 'event':
        store.setState({ lastWordAt });
        take(applyEvents(mirror, [frame]));
        break;
      case 'tick':
        store.setState({ lastWordAt, ...offset(frame.serverTime, lastWordAt) });
        // What the tick before spoke of has had its time to arrive.
        if (mirror.seq < promised) take({ mirror, verdict: 'gap' });
        else promised = frame.seq;
        break;
      case 'ack':
      case 'reject':
        store.setState({ lastWordAt });
        settle(frame);
        break;
    }
  }

  function take({ mirror: next, verdict }: Step): void {
    const wasWhole = store.getState().connection.state === 'live';
    mirror = verdict === 'restart' ? EMPTY_MIRROR : next;
    if (verdict !== 'ok') {
      lose();
      link.reconnect();
      return;
    }
    if (mirror.arriving) return;
    const { arriving: _, ...shown } = mirror;
    const { people } = store.getState();
    store.setState(wasWhole ? shown : { ...shown, connection: LIVE });
    if (mirror.people !== people) {
      sessions.check(mirror.people);
      // Nobody has to sign in any more: what waited for it need not.
      if (wasWhole && !mirror.people.some(({ active }) => active)) outbox.resend();
    }
    if (!wasWhole) outbox.resend();
  }

  function settle(frame: AckFrame | RejectFrame): void {
    if (frame.t === 'ack') {
      outbox.answer(frame.id, { ok: true, seq: frame.seq, data: frame.data });
      return;
    }
    const { t: _, id, ...refusal } = frame;
    if (id === null) console.error(`The broker could not read a frame of this page: ${frame.code}`);
    else outbox.answer(id, { ok: false, refusal });
  }

  function offset(serverTime: string, now: number): Partial<MirrorState> {
    const measured = Date.parse(serverTime) - now;
    const known = store.getState();
    const first = known.lastWordAt === null;
    const moved = Math.abs(measured - known.clockOffsetMs) > CLOCK_TOLERANCE_MS;
    return first || moved ? { clockOffsetMs: measured } : {};
  }

  function lose(): void {
    const { connection, lastWordAt } = store.getState();
    if (connection.state !== 'live') return;
    store.setState({ connection: { state: 'lost', since: lastWordAt ?? clock() } });
  }

  function onDown(welcomed: boolean): void {
    lose();
    // A refused upgrade looks like a dead host to a page: ask which of the two it was.
    if (!welcomed) void checkToken();
  }

  async function checkToken(): Promise<void> {
    const asked = token;
    if (asked === null) return;
    // No answer at all means that the broker is away: the link goes on trying.
    const answer = await http('GET', '/api/v1/me', { token: asked }).catch(() => null);
    if (answer?.status === 401 && token === asked) forget();
  }

  function forget(): void {
    token = null;
    storage.removeItem(tokenKey);
    sessions.drop();
    link.stop();
    store.setState({ connection: { state: 'unpaired' } });
  }

  async function pair(code: string, name: string): ReturnType<Client['pair']> {
    const body = { code: code.trim(), name: name.trim() };
    const answer = await http('POST', '/api/v1/pairing', { body }).catch(() => null);
    if (!answer) return { ok: false, refusal: unreachable() };
    const made = isRecord(answer.body) ? answer.body['token'] : undefined;
    if (answer.status !== 201 || typeof made !== 'string') {
      return { ok: false, refusal: toRefusal(answer.body) };
    }
    outbox.disownTransmitted();
    sessions.drop();
    token = made;
    storage.setItem(tokenKey, made);
    mirror = EMPTY_MIRROR;
    // Under another token the page may be of another role, and a connection of the old one ends.
    store.setState({
      connection: { state: 'connecting' },
      role: null,
      deviceId: null,
      menu: null,
    });
    link.stop();
    if (running) link.start();
    return { ok: true };
  }

  async function signIn(personId: string, pin: string): Promise<Outcome<SignedIn>> {
    const outcome = await requests.ask('POST', '/api/v1/sessions', { personId, pin });
    if (!outcome.ok) return outcome;
    const value = sessions.take(outcome.value);
    const { token: session } = sessions;
    if (!value || session === null) return { ok: false, refusal: refuse('internal', '', {}) };
    outbox.signedIn(session);
    return { ok: true, value };
  }

  const approve: Client['approve'] = async (personId, pin, actions) => {
    const body = { personId, pin, action: actions };
    const outcome = await requests.ask('POST', '/api/v1/approvals', body);
    if (!outcome.ok) return outcome;
    const value = isRecord(outcome.value) ? outcome.value['approval'] : undefined;
    return typeof value === 'string'
      ? { ok: true, value }
      : { ok: false, refusal: refuse('internal', '', {}) };
  };

  return {
    store,
    send(type, data, id = newId(), approval): Promise<Reply> {
      const { token: session } = sessions;
      return outbox.add(id, type, data, {
        ...(session === null ? {} : { session }),
        ...(approval === undefined ? {} : { approval }),
      });
    },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- page and broker are of one version
    read: async <T>(path: string) => (await requests.read(path)) as Outcome<T>,
    write: async <T>(method: 'POST' | 'PUT', path: string, body: unknown) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same
      (await requests.ask(method, path, body)) as Outcome<T>,
    download: (path) => requests.file(path),
    signIn,
    signOut: () => sessions.drop(),
    approve,
    pair,
    start() {
      running = true;
      if (token !== null) link.start();
    },
    stop() {
      running = false;
      link.stop();
    },
  };
}
