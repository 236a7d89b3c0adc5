import type { DisplaysCounts } from './displays.ts';
import type { Metrics, Sample } from './gauges.ts';
import type { Ledger } from './ledger.ts';
import { growthOf, JUDGED_FROM, MOST_WAL } from './memory.ts';
import type { Stored } from './stored.ts';

/** What a soak has to show, and whether it did. */
export interface Check {
  readonly name: string;
  readonly state: 'held' | 'broken' | 'not judged';
  readonly detail: string;
}

/** All that a soak has seen. */
export interface Seen {
  readonly seconds: number;
  readonly ledger: Ledger;
  readonly stored: Stored;
  /** The line of `npm run verify`, and whether it found no difference. */
  readonly verify: { readonly ok: boolean; readonly line: string };
  readonly displays: { readonly counts: DisplaysCounts; readonly faults: readonly string[] };
  readonly samples: readonly Sample[];
  /** The product's own counts at the end of the load. */
  readonly metrics: Metrics;
  /** Backups that were made meanwhile. */
  readonly backups: number;
  /** Messages that arrived. */
  readonly messages: number;
  readonly polls: number;
  /** What the product put down in its own log as an error. */
  readonly errors: readonly string[];
  readonly exitCode: number | null;
  readonly complaints: string;
}

/** Why the server may end a session here: the display that hangs is given up for either. */
const STALLING = ['slow', 'silent'] as const;

/** Holds what was seen against what is promised. */
export function judge(seen: Seen): Check[] {
  return [
    nothingLost(seen),
    verified(seen),
    nothingRefused(seen),
    displaysAgree(seen),
    messagesArrived(seen),
    backedUp(seen),
    stalledGivenUp(seen),
    walBounded(seen),
    memoryFlat(seen),
    endedWell(seen),
  ];
}

function check(name: string, faults: readonly string[], detail: string): Check {
  if (faults.length === 0) return { name, state: 'held', detail };
  const more = faults.length > 3 ? ` (and ${faults.length - 3} more)` : '';
  return { name, state: 'broken', detail: `${faults.slice(0, 3).join('; ')}${more}` };
}

function nothingLost({ ledger, stored }: Seen): Check {
  const detail = `${stored.orders} orders, each acknowledged and there once`;
  return check(
    'nothing lost, nothing twice',
    stored.faults,
    detail + `; ${ledger.repeats} repeats`,
  );
}

function verified({ verify, ledger }: Seen): Check {
  const { ok, line } = verify;
  const faults = ok ? [] : [line];
  if (ok && !line.includes(` ${ledger.orders.size} orders:`)) {
    faults.push(`${ledger.orders.size} orders were acknowledged, and it says "${line}"`);
  }
  return check('the log agrees with the tables', faults, line);
}

function nothingRefused({ ledger, metrics, polls }: Seen): Check {
  const faults = [...ledger.faults];
  for (const [why, times] of ledger.again) faults.push(`sent again ${times} times: ${why}`);
  for (const name of ['comanda_rate_limited_total', 'comanda_connections_refused_total']) {
    if (metrics.sum(name) > 0) faults.push(`${name} is ${metrics.sum(name)}`);
  }
  const meant = [...ledger.meant].map(([code, times]) => `${times} ${code}`).join(', ');
  const detail = `${ledger.answered} commands answered, refused as meant: ${meant || 'none'}; ${polls} polls`;
  return check('nothing refused but what was meant', faults, detail);
}

function displaysAgree({ displays, metrics }: Seen): Check {
  const { counts } = displays;
  const faults = [...displays.faults];
  const gaps = metrics.one('comanda_sessions_dropped_total{reason="gap"}');
  if (gaps > 0) faults.push(`${gaps} sessions had a gap`);
  const detail =
    `${counts.events} events heard, ${counts.left} left and came back ` +
    `(${counts.resumed} by events, ${counts.snapshots} snapshots), ${counts.dropped} dropped`;
  return check('every display shows what is', faults, detail);
}

function messagesArrived({ messages, stored, metrics }: Seen): Check {
  const faults: string[] = [];
  const pending = metrics.one('comanda_mail_pending');
  if (pending > 0) faults.push(`${pending} messages never left`);
  if (messages !== stored.sent)
    faults.push(`${messages} arrived of ${stored.sent} put down as sent`);
  return check('each message arrived', faults, `${messages} messages`);
}

function backedUp({ backups }: Seen): Check {
  const detail = `${backups} made under load`;
  return check('a backup is made meanwhile', backups === 0 ? [detail] : [], detail);
}

function stalledGivenUp({ displays, metrics, seconds }: Seen): Check {
  const name = 'the display that hangs is given up';
  const given = STALLING.map((reason) => {
    const times = metrics.one(`comanda_sessions_dropped_total{reason="${reason}"}`);
    return { reason, times };
  });
  const detail =
    `it stalled ${displays.counts.stalls} times, dropped as ` +
    given.map(({ reason, times }) => `${reason} ${times}`).join(', ');
  // It is borne with for half a minute.
  if (seconds < 60) return { name, state: 'not judged', detail };
  const faults = given.some(({ times }) => times > 0) ? [] : [detail];
  return check(name, faults, detail);
}

function walBounded({ samples }: Seen): Check {
  const most = Math.max(0, ...samples.map(({ wal }) => wal));
  const faults = most > MOST_WAL ? [`${most.toFixed(1)} MiB`] : [];
  return check(`the log stays below ${MOST_WAL} MiB`, faults, `at most ${most.toFixed(1)} MiB`);
}

function memoryFlat({ samples }: Seen): Check {
  const growth = growthOf(samples);
  const name = 'memory is flat';
  if (!growth) {
    return { name, state: 'not judged', detail: `under ${JUDGED_FROM / 60} minutes` };
  }
  const { from, to, grown, allowed, commands, heapFrom, heapTo } = growth;
  const detail =
    `second half: ${from.toFixed(0)} to ${to.toFixed(0)} MiB (${grown.toFixed(1)}), ` +
    `allowed ${allowed.toFixed(0)} for ${commands} commands; heap ${heapFrom.toFixed(0)} to ${heapTo.toFixed(0)} at the least`;
  return check(name, grown > allowed ? [detail] : [], detail);
}

function endedWell({ exitCode, complaints, errors, samples }: Seen): Check {
  const faults = [...errors];
  if (exitCode !== 0) faults.push(`exit code ${String(exitCode)}`);
  if (complaints !== '') faults.push(complaints.trim());
  const last = samples.at(-1);
  if (last && last.queued > 0) faults.push(`${last.queued} commands were still waiting`);
  return check('it complains of nothing, and ends well', faults, 'SIGTERM, exit code 0');
}
