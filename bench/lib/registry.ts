/** Everyone who is measured: what each promises, whether it is installed, and where it is found. */
import { openBrokerHttp } from '../contestants/broker-http.ts';
import { openBrokerInProcess } from '../contestants/broker-in-process.ts';
import { openBrokerWebSocket } from '../contestants/broker-websocket.ts';
import { openSqliteAlone } from '../contestants/sqlite-alone.ts';
import { openBullmq } from '../peers/bullmq.ts';
import { openPgBoss } from '../peers/pg-boss.ts';
import { openPlainjob } from '../peers/plainjob.ts';
import { openPostgresFunction } from '../peers/postgres-function.ts';
import { postgresMissing } from '../peers/postgres-server.ts';
import { openRabbitmq, rabbitmqMissing } from '../peers/rabbitmq.ts';
import { openRedisScript } from '../peers/redis-script.ts';
import { redisMissing } from '../peers/redis-server.ts';
import type { OpenContestant } from './contestant.ts';

export interface Entry {
  readonly title: string;
  readonly kind: 'limit' | 'product' | 'peer';
  /** What it does with an order beside keeping it. */
  readonly dedupes: boolean;
  readonly takesStock: boolean;
  /** Null when it can run here, else how to get it. */
  readonly missing: () => string | null;
  /** Whether it is also measured on the slow disk. */
  readonly slow: boolean;
  readonly open: OpenContestant;
}

const here = (): null => null;

const product = { kind: 'product', dedupes: true, takesStock: true, missing: here } as const;

export const CONTESTANTS: Readonly<Record<string, Entry>> = {
  'sqlite-alone': {
    title: 'better-sqlite3 alone',
    kind: 'limit',
    dedupes: false,
    takesStock: true,
    missing: here,
    slow: true,
    open: openSqliteAlone,
  },
  'broker-inline': {
    ...product,
    title: 'Comanda in process, inline writer',
    slow: true,
    open: openBrokerInProcess('inline'),
  },
  'broker-careless': {
    ...product,
    kind: 'limit',
    title: 'the same, not durable (synchronous=NORMAL)',
    slow: true,
    open: openBrokerInProcess('careless'),
  },
  'broker-thread': {
    ...product,
    title: 'Comanda in process, writer thread',
    slow: true,
    open: openBrokerInProcess('thread'),
  },
  websocket: {
    ...product,
    title: 'Comanda over one WebSocket',
    slow: true,
    open: openBrokerWebSocket(1),
  },
  'websocket-8': {
    ...product,
    title: 'Comanda over 8 WebSockets, all events to each',
    slow: false,
    open: openBrokerWebSocket(8),
  },
  http: { ...product, title: 'Comanda over HTTP', slow: false, open: openBrokerHttp },
  'rabbitmq-quorum': {
    title: 'RabbitMQ, quorum queue',
    kind: 'peer',
    dedupes: false,
    takesStock: false,
    missing: rabbitmqMissing,
    slow: true,
    open: openRabbitmq('quorum'),
  },
  'rabbitmq-classic': {
    title: 'RabbitMQ, classic queue',
    kind: 'peer',
    dedupes: false,
    takesStock: false,
    missing: rabbitmqMissing,
    slow: false,
    open: openRabbitmq('classic'),
  },
  bullmq: {
    title: 'BullMQ on Redis',
    kind: 'peer',
    dedupes: true,
    takesStock: false,
    missing: redisMissing,
    slow: false,
    open: openBullmq,
  },
  'redis-script': {
    title: 'Redis, Lua script',
    kind: 'peer',
    dedupes: true,
    takesStock: true,
    missing: redisMissing,
    slow: true,
    open: openRedisScript,
  },
  'postgres-function': {
    title: 'PostgreSQL, function',
    kind: 'peer',
    dedupes: true,
    takesStock: true,
    missing: postgresMissing,
    slow: true,
    open: openPostgresFunction,
  },
  'pg-boss': {
    title: 'pg-boss on PostgreSQL',
    kind: 'peer',
    dedupes: true,
    takesStock: false,
    missing: postgresMissing,
    slow: false,
    open: openPgBoss,
  },
  plainjob: {
    title: 'plainjob on SQLite',
    kind: 'peer',
    dedupes: false,
    takesStock: false,
    missing: here,
    slow: false,
    open: openPlainjob,
  },
};
