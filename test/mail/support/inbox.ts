import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Email } from 'postal-mime';
import PostalMime from 'postal-mime';
import type { SMTPServerOptions } from 'smtp-server';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that keeps what it is given. */
export interface Inbox {
  readonly port: number;
  readonly url: string;
  /** Everything that was accepted, parsed, in order of arrival. */
  readonly received: Received[];
  /** Resolves with the n-th accepted message (from 1), at once when it is there already. */
  arrival(n: number): Promise<Received>;
  close(): Promise<void>;
}

export interface Received {
  /** As in RCPT TO, which is where the message goes whatever its headers say. */
  readonly recipients: readonly string[];
  readonly sender: string;
  readonly raw: string;
  readonly mail: Email;
}

/** An SMTP answer with its code, for the server to give in the place of "250". */
export function reply(responseCode: number, sentence: string): Error {
  return Object.assign(new Error(sentence), { responseCode });
}

/**
 * Starts one.
 * @param options over the defaults: no credentials asked, no STARTTLS offered
 * @param judge called with each complete message before it is kept; an error it gives refuses the message
 */
export async function openInbox(
  options: SMTPServerOptions & { readonly port?: number } = {},
  judge: (received: Received) => Error | null = () => null,
): Promise<Inbox> {
  const received: Received[] = [];
  const arrivals = new Map<number, PromiseWithResolvers<Received>>();
  const arrival = (n: number) => {
    const known = arrivals.get(n) ?? Promise.withResolvers<Received>();
    arrivals.set(n, known);
    return known;
  };
  const keep = (message: Received) => {
    received.push(message);
    arrival(received.length).resolve(message);
  };
  const { port, ...serverOptions } = options;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 1, // a pooled connection that is still open must not hold up the end of a test
    onData(stream, session, callback) {
      const { mailFrom, rcptTo } = session.envelope;
      void (async () => {
        const raw = await text(stream);
        const message: Received = {
          recipients: rcptTo.map(({ address }) => address),
          sender: mailFrom ? mailFrom.address : '',
          raw,
          mail: await PostalMime.parse(raw),
        };
        const refusal = judge(message);
        if (!refusal) keep(message);
        callback(refusal);
      })();
    },
    ...serverOptions,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port ?? 0, '127.0.0.1', () => {
      server.off('error', reject);
      // A client that goes away in the middle is part of these tests.
      server.on('error', () => undefined);
      resolve();
    });
  });
  const address = server.server.address() as AddressInfo;
  return {
    port: address.port,
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    arrival: (n) => arrival(n).promise,
    async close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    },
  };
}
