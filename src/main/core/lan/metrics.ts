import type { Registry } from 'prom-client';
import { ORDER_STATUSES, isOpen } from '../../../shared/order-states.ts';
import type { LanContext } from './context.ts';

interface Collected {
  readonly registry: Registry;
  /** Reads the state anew into the registry's measures. */
  readonly collect: (sessions: ReadonlyMap<string, number>) => void;
}

const collected = new WeakMap<LanContext, Promise<Collected>>();

/** The measures as Prometheus reads them. The library is loaded at the first scrape: most shops never have one. */
export async function renderMetrics(
  context: LanContext,
  sessions: ReadonlyMap<string, number>,
): Promise<{ readonly contentType: string; readonly text: string }> {
  let making = collected.get(context);
  if (!making) {
    making = makeCollector(context);
    collected.set(context, making);
    // The next scrape may have more luck.
    making.catch(() => collected.delete(context));
  }
  const { registry, collect } = await making;
  collect(sessions);
  return { contentType: registry.contentType, text: await registry.metrics() };
}

async function makeCollector({ broker, counters, version }: LanContext): Promise<Collected> {
  const { collectDefaultMetrics, Counter, Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const measure = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers });

  const total = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) => {
    const counter = new Counter({ name, help, labelNames: [...labelNames], registers });
    // The numbers are kept where they are counted; here they are only copied.
    return (value: number, labels: Partial<Record<L, string>> = {}) => {
      counter.remove(labels);
      counter.inc(labels, value);
    };
  };

  measure('comanda_info', 'The version, as a label.', ['version']).set({ version }, 1);
  const commands = total('comanda_commands_total', 'Commands since the start, by how they ended.', [
    'result',
  ]);
  const commits = total('comanda_commits_total', 'Transactions since the start.');
  const queued = measure('comanda_queue_length', 'Commands that wait for the disk.');
  const seq = measure('comanda_seq', 'Number of the last event.');
  const open = measure('comanda_open_orders', 'Open orders by state.', ['status']);
  const oldest = measure(
    'comanda_oldest_unmade_order_seconds',
    'Age of the oldest order that the kitchen has and has not made, by the broker’s clock.',
  );
  const mail = measure('comanda_mail_pending', 'E-mails still to be sent.');
  const sockets = measure('comanda_sessions', 'Open WebSocket sessions by role.', ['role']);
  const dropped = total(
    'comanda_sessions_dropped_total',
    'Sessions that the server ended, by why.',
    ['reason'],
  );
  const sent = total('comanda_events_sent_total', 'Event frames sent to sessions.');
  const limited = total('comanda_rate_limited_total', 'Requests and commands refused by rate.');
  const turnedAway = total(
    'comanda_connections_refused_total',
    'Connections closed at once because there were too many.',
  );
  const requests = total('comanda_http_requests_total', 'Finished HTTP requests.', [
    'method',
    'route',
    'status',
  ]);

  return {
    registry,
    collect(sessions) {
      const { stats, view } = broker;
      commands(stats.accepted, { result: 'accepted' });
      commands(stats.refused, { result: 'refused' });
      commands(stats.replayed, { result: 'replayed' });
      commits(stats.commits);
      queued.set(stats.queued);
      seq.set(view.seq);
      const orders = view.openOrders();
      for (const status of ORDER_STATUSES.filter(isOpen)) {
        open.set({ status }, orders.filter((order) => order.status === status).length);
      }
      const waiting = orders
        .filter(({ status }) => status === 'pending' || status === 'preparing')
        .map(({ sentAt, placedAt }) => Date.parse(sentAt ?? placedAt));
      oldest.set(
        waiting.length === 0 ? 0 : Math.max(0, broker.now() - Math.min(...waiting)) / 1000,
      );
      mail.set(broker.pendingMail().length);
      sockets.reset();
      for (const [role, count] of sessions) sockets.set({ role }, count);
      for (const [reason, count] of counters.dropped) dropped(count, { reason });
      sent(counters.eventsSent);
      limited(counters.rateLimited);
      turnedAway(counters.connectionsRefused);
      for (const [key, count] of counters.requests) {
        const [method = '', route = '', status = ''] = key.split(' ');
        requests(count, { method, route, status });
      }
    },
  };
}
