import type { Checks, StockRow } from './audit.ts';
import type { SimulationOptions } from './options.ts';
import type { RunResult } from './run.ts';

/** What `--json` prints. docs/SIMULATOR.md describes each member. */
export interface Report {
  readonly passed: boolean;
  readonly interrupted: boolean;
  readonly simulation: {
    readonly customers: number;
    readonly orders: number;
    readonly processors: number;
    /** Units that each product was set to; null when the token could not set the stock. */
    readonly stock: number | null;
    readonly seed: number;
    readonly url: string;
  };
  readonly checks: Checks;
  /** One sentence for each thing that is wrong. */
  readonly failures: readonly string[];
  readonly orders: {
    readonly sent: number;
    readonly accepted: number;
    readonly refused: number;
    readonly unanswered: number;
    /** Brought to `completed` by the processors. */
    readonly processed: number;
    readonly refusals: Readonly<Record<string, number>>;
  };
  /** Commands sent again under the same id, by reason. */
  readonly retries: Readonly<Record<string, number>>;
  readonly stock: readonly StockRow[];
  /** From the first order sent to the last one processed, in milliseconds. */
  readonly elapsedMs: number;
  /** Answered orders per second while customers were ordering, refusals included. */
  readonly ordersPerSecond: number;
  /** From sending an order until its answer, in milliseconds. */
  readonly latencyMs: {
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly max: number;
  };
}

/** Sums a run up. It passed when nothing is wrong and nothing was left without an answer. */
export function reportOf(
  options: SimulationOptions,
  url: string,
  { ledger, verdict, orderingMs, elapsedMs, stockWasSet }: RunResult,
  interrupted: boolean,
): Report {
  const accepted = ledger.accepted().length;
  const unanswered = ledger.unanswered();
  const outcomes = [...ledger.processed.values()];
  const handled = outcomes.filter((outcome) => outcome !== 'unanswered').length;
  const failures = [...verdict.failures];
  if (unanswered > 0) failures.push(`${unanswered} orders never got an answer.`);
  // What is lost is told above already.
  if (handled + verdict.checks.lost < accepted) {
    failures.push(`${accepted - handled} accepted orders were not processed.`);
  }
  const ms = ledger.placingMs.toSorted((a, b) => a - b);
  return {
    passed: failures.length === 0,
    interrupted,
    simulation: {
      customers: options.customers,
      orders: options.orders,
      processors: options.processors,
      stock: stockWasSet ? options.stock : null,
      seed: Number(options.seed),
      url,
    },
    checks: verdict.checks,
    failures,
    orders: {
      sent: ledger.entries.length,
      accepted,
      refused: ledger.entries.length - accepted - unanswered,
      unanswered,
      processed: outcomes.filter((outcome) => outcome === 'completed').length,
      refusals: Object.fromEntries(ledger.refused()),
    },
    retries: Object.fromEntries(ledger.retries),
    stock: verdict.stock,
    elapsedMs: round(elapsedMs),
    ordersPerSecond: round((ms.length / orderingMs) * 1000),
    latencyMs: {
      p50: percentile(ms, 0.5),
      p95: percentile(ms, 0.95),
      p99: percentile(ms, 0.99),
      max: percentile(ms, 1),
    },
  };
}

/** Nearest rank; 0 when there is nothing to rank. */
function percentile(sorted: readonly number[], share: number): number {
  return round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0);
}

function round(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 10) / 10 : 0;
}
