import type { Language } from '../../../shared/languages.ts';
import type { ReadyMailJob } from '../broker/ports.ts';
import { singleLine } from './single-line.ts';
import { fill, type MailWords } from './words.ts';

/** What every layout is filled with. Plain text: each layout escapes as its format needs. */
export interface CommonMailData {
  readonly language: Language;
  readonly subject: string;
  readonly shop: string;
  /** As on the board: `#042`. */
  readonly number: string;
  readonly hello: string;
  readonly order: string;
  readonly linesTitle: string;
  readonly footer: string;
}

/** What the layout of the "ready" e-mail is filled with. */
export interface ReadyMailData extends CommonMailData {
  readonly ready: string;
  readonly next: string;
  readonly badge: string;
  readonly lines: readonly { readonly name: string; readonly quantity: number }[];
}

/** The "ready" e-mail of a job: it says where the food goes next, by the service of the order. */
export function readyMailData(
  job: ReadyMailJob,
  words: MailWords,
  common: Omit<CommonMailData, 'subject'>,
): ReadyMailData {
  const { subject, badge, services } = words.ready;
  // A job from before the service was kept says what all of them said then.
  const { ready, next } = services[job.service ?? 'counter'];
  return {
    ...common,
    subject: fill(subject, { number: common.number, shop: common.shop }),
    ready,
    next,
    badge,
    lines: job.lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ name, quantity }) => ({ name: singleLine(name), quantity })),
  };
}
