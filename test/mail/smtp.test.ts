import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fakeBroker, mailJob, QUEUED_AT } from './support/fake-broker.ts';
import type { Inbox } from './support/inbox.ts';
import { openInbox, reply } from './support/inbox.ts';
import { mailRig } from './support/rig.ts';

const FROM = 'Cantina <pedidos@cantina.example>';

async function inbox(...args: Parameters<typeof openInbox>): Promise<Inbox> {
  const opened = await openInbox(...args);
  onTestFinished(() => opened.close());
  return opened;
}

test('[MAIL1] a pending job becomes one message to the right address, with number, lines and language', async () => {
  const box = await inbox();
  const job = mailJob(1, { language: 'en' });
  const { broker, runner } = mailRig({
    broker: fakeBroker([job]),
    mail: { smtpUrl: box.url, from: FROM },
  });
  runner.start();
  await runner.drain();

  expect(box.received).toHaveLength(1);
  const { recipients, sender, mail } = await box.arrival(1);
  expect({
    recipients,
    sender,
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    messageId: mail.messageId,
    date: mail.date,
    autoSubmitted: mail.headers.find(({ key }) => key === 'auto-submitted')?.value,
    language: mail.headers.find(({ key }) => key === 'content-language')?.value,
  }).toEqual({
    recipients: ['ana@example.com'],
    sender: 'pedidos@cantina.example',
    from: { name: 'Cantina', address: 'pedidos@cantina.example' },
    to: [{ name: 'Ana Souza', address: 'ana@example.com' }],
    subject: 'Order #042 ready — Cantina do Largo',
    messageId: `<order-${job.orderId}-1@comanda.local>`,
    date: new Date(QUEUED_AT).toISOString(),
    autoSubmitted: 'auto-generated',
    language: 'en',
  });
  for (const body of [mail.text, mail.html]) {
    expect(body).toContain('Hello, Ana Souza!');
    expect(body).toContain('#042');
    expect(body).toContain('Pizza Margherita');
    expect(body).toContain('Guaraná Lata');
  }
  expect(broker.outcomes).toEqual([{ jobId: 1, outcome: { state: 'sent' } }]);
});

test('[MAIL1] a job that is queued while the runner runs leaves without being asked for', async () => {
  const box = await inbox();
  const { broker, runner } = mailRig({ mail: { smtpUrl: box.url, from: FROM } });
  runner.start();
  broker.queue({ id: 7 });
  await runner.drain();
  expect(box.received.map(({ mail }) => mail.subject)).toEqual([
    'Pedido #048 pronto — Cantina do Largo',
  ]);
});

test('[MAIL4] a 4yz answer is tried again after a pause, under the same Message-ID', async () => {
  const seen: (string | undefined)[] = [];
  const box = await inbox({}, ({ mail }) => {
    seen.push(mail.messageId);
    return seen.length === 1 ? reply(451, '4.3.0 try again later') : null;
  });
  const { broker, clock, runner } = mailRig({
    broker: fakeBroker([mailJob(1)]),
    mail: { smtpUrl: box.url, from: FROM },
  });
  runner.start();
  await runner.drain();
  expect(broker.outcomes).toEqual([
    {
      jobId: 1,
      outcome: {
        state: 'retrying',
        nextAttemptAt: QUEUED_AT + 5000,
        error: 'mail server answered 451 4.3.0 to DATA',
      },
    },
  ]);

  clock.advance(4999);
  await runner.drain();
  expect(box.received).toHaveLength(0);
  clock.advance(1);
  await runner.drain();
  expect(box.received).toHaveLength(1);
  expect(new Set(seen).size).toBe(1);
  expect(broker.outcomes.at(-1)).toEqual({ jobId: 1, outcome: { state: 'sent' } });
});

test.each([
  ['RCPT TO', 550],
  ['DATA', 554],
])('[MAIL5] a 5yz answer to %s fails the job at once', async (verb, code) => {
  const box = await inbox(
    {
      onRcptTo: (_address, _session, callback) =>
        callback(verb === 'RCPT TO' ? reply(code, '5.1.1 no such mailbox') : null),
    },
    () => reply(code, '5.7.1 not wanted here'),
  );
  const { broker, clock, runner } = mailRig({
    broker: fakeBroker([mailJob(1)]),
    mail: { smtpUrl: box.url, from: FROM },
  });
  runner.start();
  await runner.drain();
  const enhanced = verb === 'RCPT TO' ? '5.1.1' : '5.7.1';
  const error = `mail server answered ${code} ${enhanced} to ${verb}`;
  expect(broker.outcomes).toEqual([{ jobId: 1, outcome: { state: 'failed', error } }]);
  expect(clock.pending()).toEqual([]);
});

test('[MAIL5] a sender that the server does not accept is tried again: the owner can mend that', async () => {
  const box = await inbox({
    onMailFrom: (_address, _session, callback) => callback(reply(550, '5.7.1 who are you')),
  });
  const { broker, runner } = mailRig({
    broker: fakeBroker([mailJob(1)]),
    mail: { smtpUrl: box.url, from: FROM },
  });
  runner.start();
  await runner.drain();
  expect(broker.outcomes.map(({ outcome }) => outcome.state)).toEqual(['retrying']);
});

test('[MAIL4] a server that is down delays the message until it is up', async () => {
  const first = await openInbox();
  const { port, url } = first;
  await first.close();
  const { broker, clock, runner } = mailRig({
    broker: fakeBroker([mailJob(1)]),
    mail: { smtpUrl: url, from: FROM },
  });
  runner.start();
  await runner.drain();
  clock.advance(5000);
  await runner.drain();
  expect(broker.outcomes.map(({ outcome }) => outcome)).toEqual([
    {
      state: 'retrying',
      nextAttemptAt: QUEUED_AT + 5000,
      error: 'mail server not reached (ESOCKET, ECONNREFUSED)',
    },
    {
      state: 'retrying',
      nextAttemptAt: QUEUED_AT + 5000 + 15_000,
      error: 'mail server not reached (ESOCKET, ECONNREFUSED)',
    },
  ]);

  const box = await inbox({ port });
  clock.advance(15_000);
  await runner.drain();
  expect(box.received).toHaveLength(1);
  expect(broker.outcomes.at(-1)?.outcome).toEqual({ state: 'sent' });
});

test('[MAIL3] a recall while the mail server keeps us waiting withdraws the message', async () => {
  const sockets = new Set<Socket>();
  const connected = Promise.withResolvers<Socket>();
  const silent = createServer((socket) => {
    sockets.add(socket);
    connected.resolve(socket);
    socket.on('error', () => undefined);
  });
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
  const { port } = silent.address() as AddressInfo;
  const { broker, runner } = mailRig({
    broker: fakeBroker([mailJob(1)]),
    mail: { smtpUrl: `smtp://127.0.0.1:${port}`, from: FROM },
  });
  runner.start();
  const socket = await connected.promise;
  const hungUp = once(socket, 'close');
  let heard = '';
  socket.on('data', (chunk) => (heard += chunk.toString()));
  broker.withdraw(1);
  await runner.drain();
  await hungUp;
  expect(heard).not.toContain('MAIL FROM');
  expect(broker.outcomes).toEqual([]);
});

test('[MAIL3] a message that is being handed over when the recall comes is put down as sent', async () => {
  const reached = Promise.withResolvers<() => void>();
  const box = await inbox({
    onRcptTo: (_address, _session, callback) => {
      reached.resolve(callback);
    },
  });
  const { broker, runner } = mailRig({
    broker: fakeBroker([mailJob(1)]),
    mail: { smtpUrl: box.url, from: FROM },
  });
  runner.start();
  const goOn = await reached.promise;
  broker.withdraw(1);
  goOn();
  await runner.drain();
  expect(box.received).toHaveLength(1);
  expect(broker.outcomes).toEqual([{ jobId: 1, outcome: { state: 'sent' } }]);
});

test('[MAIL8] neither log nor outcome holds an address, a name or a credential, whatever the server says', async () => {
  const secret = 'p@ss/w0rd';
  const box = await inbox({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, callback) => {
      // Servers that quote what they were told are real.
      if (password !== secret) callback(reply(535, `5.7.8 ${username}:${password} is wrong`));
      else callback(null, { user: 1 });
    },
    onRcptTo: ({ address }, _session, callback) =>
      callback(reply(450, `4.2.0 <${address}> of ${secret} is greylisted`)),
  });
  const broker = fakeBroker([mailJob(1)]);
  const url = (password: string) =>
    `smtp://caixa%40cantina.example:${encodeURIComponent(password)}@127.0.0.1:${box.port}`;
  const wrong = mailRig({ broker, mail: { smtpUrl: url('guess-7'), from: FROM } });
  wrong.runner.start();
  await wrong.runner.drain();
  await wrong.runner.stop();
  const right = mailRig({ broker, mail: { smtpUrl: url(secret), from: FROM } });
  right.clock.advance(5000);
  right.runner.start();
  await right.runner.drain();

  expect(broker.outcomes.map(({ outcome }) => 'error' in outcome && outcome.error)).toEqual([
    'mail server answered 535 5.7.8 to AUTH',
    'mail server answered 450 4.2.0 to RCPT TO',
  ]);
  const said = `${wrong.logged()}\n${right.logged()}\n${JSON.stringify(broker.outcomes)}`;
  for (const hidden of ['guess-7', secret, 'caixa', 'ana@', 'Ana', 'pedidos@', 'example']) {
    expect(said).not.toContain(hidden);
  }
});
