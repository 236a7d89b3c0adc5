/** A test of the suite that faults are held against, in its short form. */
export interface Check {
  /** From the root of the project. */
  readonly file: string;
  /** How the names of the tests begin that are run. */
  readonly tests: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Seeds that decide by themselves are held fast: what is caught today is caught tomorrow. */
export const CHECKS = {
  'power cuts': {
    file: 'test/chaos/faults/power-cuts.test.ts',
    tests: '[DSK1] after a power cut every acknowledged order is there',
    env: { COMANDA_POWER_SEED: '20261' },
  },
  'failing fsyncs': {
    file: 'test/chaos/faults/failing-fsync.test.ts',
    tests: '[DSK2] whichever fsync fails',
  },
  'failed once': {
    file: 'test/chaos/mutants/failed-once.test.ts',
    tests: '[BRK15] a commit that got in although it was said to have failed',
  },
  'kill storm': {
    file: 'test/chaos/kill/kill.test.ts',
    tests: '[KILL1] [KILL2] [KILL3] killed at random',
  },
  'kills among messages': {
    file: 'test/chaos/kill/kill.test.ts',
    tests: '[KILL3] killed while a mail server is being spoken to',
  },
  model: { file: 'test/core/model.test.ts', tests: '[BRK19]', env: { COMANDA_MODEL_RUNS: '40' } },
  poison: { file: 'test/core/broker-faults.test.ts', tests: '[BRK13]' },
  uncommitted: {
    file: 'test/core/broker-faults.test.ts',
    tests: '[BRK16] nothing uncommitted is ever seen',
  },
  'failed beneath': {
    file: 'test/core/broker-faults.test.ts',
    tests: '[BRK17] what was decided on top of a batch that fails',
  },
  sockets: {
    file: 'test/lan/websocket.test.ts',
    tests: '[WS3] every event comes once and in order',
  },
  'stalled reader': {
    file: 'test/chaos/overload.test.ts',
    tests: '[LOAD3] a display that stops reading',
  },
  soak: { file: 'test/chaos/soak/soak.test.ts', tests: '[SOAK1]' },
} as const satisfies Readonly<Record<string, Check>>;

export type CheckName = keyof typeof CHECKS;
