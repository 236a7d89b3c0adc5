import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { MailRunner, MailRunnerOptions } from '../../../src/main/core/mail/mail-runner.ts';
import { createMailRunner } from '../../../src/main/core/mail/mail-runner.ts';
// Loaded by a runner with its first message. The first time that takes longer than the turn which tests wait for.
import '../../../src/main/core/mail/templates.ts';
import type { Settings } from '../../../src/main/core/settings.ts';
import { settingsSchema } from '../../../src/main/core/settings.ts';
import type { FakeBroker } from './fake-broker.ts';
import { fakeBroker, QUEUED_AT } from './fake-broker.ts';
import type { HandClock } from './hand-clock.ts';
import { handClock } from './hand-clock.ts';

export const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));

export interface Rig {
  readonly broker: FakeBroker;
  readonly clock: HandClock;
  readonly runner: MailRunner;
  readonly mailDir: string;
  /** Everything that was logged, as the text a log file would hold. */
  readonly logged: () => string;
}

/** A folder for one test. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'comanda-mail-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function mailSettings(mail: Partial<Settings['mail']> = {}): Settings {
  return settingsSchema.parse({ shop: { name: 'Cantina do Largo' }, mail });
}

/** A runner, not yet started, on a clock that stands still at the moment the jobs are due. */
export function mailRig(
  options: Partial<MailRunnerOptions> & {
    readonly mail?: Partial<Settings['mail']>;
    readonly broker?: FakeBroker;
  } = {},
): Rig {
  const { mail = {}, ...rest } = options;
  const settings = mailSettings({ graceSeconds: 0, ...mail });
  const broker = options.broker ?? fakeBroker();
  const clock = handClock(QUEUED_AT);
  const mailDir = join(temporaryFolder(), 'mail');
  const lines: string[] = [];
  const log = (data: object, message: string) => lines.push(`${JSON.stringify(data)} ${message}`);
  const runner = createMailRunner({
    settings,
    mailDir,
    resourcesDir: RESOURCES,
    now: clock.now,
    timer: clock.timer,
    log: { info: log, warn: log, error: log },
    random: () => 0.5,
    ...rest,
    broker,
  });
  onTestFinished(() => runner.stop());
  return { broker, clock, runner, mailDir, logged: () => lines.join('\n') };
}
