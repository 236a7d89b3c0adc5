import type { MailJob } from '../broker/ports.ts';
import type { Settings } from '../settings.ts';
import { parseMailbox } from './mailbox.ts';
import { readyMailData } from './ready-mail.ts';
import { receiptMailData } from './receipt-mail.ts';
import { singleLine } from './single-line.ts';
import type { MailTemplates } from './templates.ts';
import type { Mailbox, MailMessage } from './transport.ts';
import { fill } from './words.ts';

/** Composes the message of a job. The same job always gives the same message. */
export type ComposeMessage = (job: MailJob) => MailMessage;

/** Domain of Message-IDs: `.local` names are never anybody's on the Internet (RFC 6762). */
const MESSAGE_ID_DOMAIN = 'comanda.local';

/** Sender of messages that only ever become files. */
const LOCAL_SENDER = 'comanda@localhost';

/** What a Message-ID begins with. */
const KEYS = { ready: 'order', receipt: 'receipt' } as const;

/**
 * Prepares the composing of messages for one shop.
 * @param settings checked ones: `mail.from` is a mailbox or null
 */
export function messageComposer(
  settings: Pick<Settings, 'shop' | 'mail' | 'pix'>,
  templates: MailTemplates,
): ComposeMessage {
  const shop = singleLine(settings.shop.name);
  const from = sender(settings.mail.from, shop);

  return (job) => {
    const language = job.language ?? settings.shop.language;
    const words = templates.words(language);
    const name = singleLine(job.customerName ?? '');
    const key = `${KEYS[job.kind]}-${job.orderId}-${job.readiness}`;
    const common = {
      language,
      shop,
      number: `#${String(job.orderNumber).padStart(3, '0')}`,
      hello: name === '' ? words.hello : fill(words.helloName, { name }),
      order: words.order,
      linesTitle: words.lines,
      footer: fill(words.footer, { shop }),
    };
    const body = () => {
      if (job.kind === 'ready') {
        const data = readyMailData(job, words, common);
        return { subject: data.subject, ...templates.ready(data) };
      }
      const data = receiptMailData(job, words, common, settings);
      return { subject: data.subject, ...templates.receipt(data) };
    };
    return {
      messageId: `<${key}@${MESSAGE_ID_DOMAIN}>`,
      key,
      from,
      to: { name, address: job.to },
      ...body(),
      language,
      date: job.queuedAt,
    };
  };
}

function sender(from: string | null, shop: string): Mailbox {
  if (from === null) return { name: shop, address: LOCAL_SENDER };
  const mailbox = parseMailbox(from);
  if (!mailbox)
    throw new Error('mail.from is not a mailbox; settings are checked before they come here');
  return { name: mailbox.name === '' ? shop : mailbox.name, address: mailbox.address };
}
