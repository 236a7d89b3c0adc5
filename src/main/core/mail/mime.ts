import type { SendMailOptions } from 'nodemailer';
import type { MailMessage } from './transport.ts';

/**
 * A message as the MIME library wants it. Addresses go in as objects, so that nothing in a name can turn into a
 * second recipient, and content is never read from a path or a URL.
 */
export function toMailOptions(message: MailMessage): SendMailOptions {
  return {
    messageId: message.messageId,
    date: new Date(message.date),
    from: { name: message.from.name, address: message.from.address },
    to: [{ name: message.to.name, address: message.to.address }],
    subject: message.subject,
    text: message.text,
    html: message.html,
    headers: {
      // RFC 3834: no vacation responder shall answer this.
      'Auto-Submitted': 'auto-generated',
      'Content-Language': message.language,
    },
    xMailer: false,
    baseBoundary: message.key,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
