import { createTransport } from 'nodemailer';
import type { SMTPPoolOptions } from 'nodemailer';
import { PassThrough } from 'node:stream';
import { toMailOptions } from './mime.ts';
import { describeSmtpFailure } from './smtp-failure.ts';
import type { SmtpServer } from './smtp-url.ts';
import { isLoopbackHost } from './smtp-url.ts';
import {
  type Delivery,
  type MailTransport,
  type MailMessage,
  SMTP_CONNECTIONS,
} from './transport.ts';

/**
 * How the mail server is spoken to. Credentials leave this machine only under TLS; a server on this machine may
 * show any certificate, since nobody stands in between.
 */
export function smtpOptions(server: SmtpServer): SMTPPoolOptions & { readonly pool: true } {
  const loopback = isLoopbackHost(server.host);
  return {
    pool: true,
    host: server.host,
    port: server.port,
    secure: server.secure,
    ...(server.auth ? { auth: { user: server.auth.user, pass: server.auth.pass } } : {}),
    requireTLS: server.auth !== null && !server.secure && !loopback,
    tls: { rejectUnauthorized: !loopback },
    maxConnections: SMTP_CONNECTIONS,
    // The runner alone repeats a message: it knows whether it is still wanted.
    maxRequeues: 0,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    dnsTimeout: 15_000,
    socketTimeout: 60_000,
    // An idle connection is let go soon: a shop sends a few messages an hour, and servers close theirs unasked.
    idleTimeout: 20_000,
    logger: false,
    debug: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Hands messages to a mail server. */
export function createSmtpTransport(
  options: SMTPPoolOptions & { readonly pool: true },
): MailTransport {
  const pool = createTransport(options);
  /** Called by Message-ID once a connection is ready and begins with that message. */
  const onHandover = new Map<string, () => void>();

  pool.use('stream', (mail, done) => {
    // The message is first read when its connection stands and is signed in: from here on it is as good as gone.
    mail.message.transform(() => {
      onHandover.get(mail.message.messageId())?.();
      return new PassThrough();
    });
    done();
  });
  // Errors of single messages come back through `send`; those of idle connections concern nobody.
  pool.on('error', () => undefined);

  return {
    kind: 'smtp',

    async send(message: MailMessage, withdrawn: AbortSignal): Promise<Delivery> {
      if (withdrawn.aborted) return { outcome: 'withdrawn' };
      const attempt = new AbortController();
      const giveUp = () => attempt.abort();
      withdrawn.addEventListener('abort', giveUp);
      onHandover.set(message.messageId, () => withdrawn.removeEventListener('abort', giveUp));
      try {
        await pool.sendMail({ ...toMailOptions(message), signal: attempt.signal });
        return { outcome: 'sent' };
      } catch (error) {
        return attempt.signal.aborted ? { outcome: 'withdrawn' } : describeSmtpFailure(error);
      } finally {
        withdrawn.removeEventListener('abort', giveUp);
        onHandover.delete(message.messageId);
      }
    },

    close() {
      pool.close({ force: true });
    },
  };
}
