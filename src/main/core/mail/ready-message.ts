import type { MailJob } from '../broker/ports.ts';
import type { Settings } from '../settings.ts';
import { parseMailbox } from './mailbox.ts';
import { singleLine } from './single-line.ts';
import type { RenderReadyMail } from './templates.ts';
import type { Mailbox, ReadyMessage } from './transport.ts';

/** Composes the message of a job. The same job always gives the same message. */
export type ComposeReadyMessage = (job: MailJob) => ReadyMessage;

/** Domain of Message-IDs: `.local` names are never anybody's on the Internet (RFC 6762). */
const MESSAGE_ID_DOMAIN = 'comanda.local';

/** Sender of messages that only ever become files. */
const LOCAL_SENDER = 'comanda@localhost';

/**
 * Prepares the composing of "ready" messages for one shop.
 * @param settings checked ones: `mail.from` is a mailbox or null
 */
export function readyMessageComposer(
  settings: Pick<Settings, 'shop' | 'mail'>,
  render: RenderReadyMail,
): ComposeReadyMessage {
  const shop = singleLine(settings.shop.name);
  const from = sender(settings.mail.from, shop);

  return (job) => {
    const language = job.language ?? settings.shop.language;
    const name = singleLine(job.customerName ?? '');
    const key = `order-${job.orderId}-${job.readiness}`;
    const mail = render(language, {
      shop,
      number: `#${String(job.orderNumber).padStart(3, '0')}`,
      name: name === '' ? null : name,
      lines: job.lines.map((line) => ({ name: singleLine(line.name), quantity: line.quantity })),
    });
    return {
      messageId: `<${key}@${MESSAGE_ID_DOMAIN}>`,
      key,
      from,
      to: { name, address: job.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
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
