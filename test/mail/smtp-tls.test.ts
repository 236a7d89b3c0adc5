import { expect, onTestFinished, test } from 'vitest';
import { createSmtpTransport, smtpOptions } from '../../src/main/core/mail/smtp-transport.ts';
import { parseSmtpUrl } from '../../src/main/core/mail/smtp-url.ts';
import type { MailMessage } from '../../src/main/core/mail/transport.ts';
import { QUEUED_AT } from './support/fake-broker.ts';
import { openInbox } from './support/inbox.ts';

const MESSAGE: MailMessage = {
  messageId: '<order-1-1@comanda.local>',
  key: 'order-1-1',
  from: { name: 'Cantina', address: 'pedidos@cantina.example' },
  to: { name: '', address: 'ana@example.com' },
  subject: 'Pedido',
  text: 'Pedido',
  html: '<p>Pedido</p>',
  language: 'pt-BR',
  date: QUEUED_AT,
};

/**
 * Sends with what is used for this host, led to a server of our own that asks for credentials.
 * @returns what it came to, and whom the server heard sign in, over TLS or not
 */
async function signIn(host: string, offers: { readonly tls: boolean }) {
  const heard: string[] = [];
  const box = await openInbox({
    authOptional: false,
    allowInsecureAuth: true,
    // The certificate is one that the server package brings: nobody vouches for it.
    disabledCommands: offers.tls ? [] : ['STARTTLS'],
    onAuth: ({ username }, session, callback) => {
      heard.push(`${username} ${session.secure ? 'over TLS' : 'in the clear'}`);
      callback(null, { user: 1 });
    },
  });
  onTestFinished(() => box.close());
  const server = parseSmtpUrl(`smtp://caixa:segredo@${host}:${box.port}`);
  if (!server) throw new Error('the URL is good');
  const transport = createSmtpTransport({ ...smtpOptions(server), host: '127.0.0.1' });
  onTestFinished(() => transport.close());
  const delivery = await transport.send(MESSAGE, new AbortController().signal);
  return { delivery, heard, received: box.received.length };
}

test('[MAIL9] credentials are not told to a distant server that offers no TLS', async () => {
  expect(await signIn('mail.example', { tls: false })).toEqual({
    delivery: {
      outcome: 'refused',
      permanent: false,
      error: 'mail server answered 500 to STARTTLS',
    },
    heard: [],
    received: 0,
  });
});

test('[MAIL9] credentials are not told to a distant server that nobody vouches for', async () => {
  const { delivery, heard, received } = await signIn('mail.example', { tls: true });
  expect(delivery).toMatchObject({ outcome: 'refused', permanent: false });
  expect({ heard, received }).toEqual({ heard: [], received: 0 });
});

test.each([
  [true, 'caixa over TLS'],
  [false, 'caixa in the clear'],
])('[MAIL9] a server on this very machine is trusted as it is (TLS: %j)', async (tls, heard) => {
  expect(await signIn('localhost', { tls })).toEqual({
    delivery: { outcome: 'sent' },
    heard: [heard],
    received: 1,
  });
});
