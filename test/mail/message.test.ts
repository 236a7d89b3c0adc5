import fc from 'fast-check';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../src/shared/languages.ts';
import { SERVICES } from '../../src/shared/order-states.ts';
import type { MailJob } from '../../src/main/core/broker/ports.ts';
import { createEmlTransport } from '../../src/main/core/mail/eml-transport.ts';
import { toMailOptions } from '../../src/main/core/mail/mime.ts';
import { messageComposer } from '../../src/main/core/mail/message.ts';
import { loadMailTemplates } from '../../src/main/core/mail/templates.ts';
import { fakeBroker, mailJob, QUEUED_AT } from './support/fake-broker.ts';
import { mailRig, mailSettings, RESOURCES, temporaryFolder } from './support/rig.ts';

const never = new AbortController().signal;
const templates = loadMailTemplates(RESOURCES);
const compose = messageComposer(mailSettings(), templates);

/** The message of a job, through a file and back. */
async function overFile(job: MailJob, shop?: string) {
  const settings = mailSettings();
  if (shop !== undefined) settings.shop.name = shop;
  const dir = join(temporaryFolder(), 'mail');
  const message = messageComposer(settings, templates)(job);
  expect(await createEmlTransport(dir).send(message, never)).toEqual({ outcome: 'sent' });
  const raw = readFileSync(join(dir, `${message.key}.eml`), 'utf8');
  return { raw, mail: await PostalMime.parse(raw) };
}

test('[MAIL10] without a mail server each message becomes one readable file, for the owner alone', async () => {
  const job = mailJob(1);
  const { broker, runner, mailDir } = mailRig({ broker: fakeBroker([job]) });
  runner.start();
  await runner.drain();
  expect(broker.outcomes).toEqual([{ jobId: 1, outcome: { state: 'sent' } }]);
  expect(readdirSync(mailDir)).toEqual([`order-${job.orderId}-1.eml`]);
  const path = join(mailDir, `order-${job.orderId}-1.eml`);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);

  const raw = readFileSync(path);
  expect(raw.includes(Buffer.from('\r\n\r\n'))).toBe(true);
  expect(/[^\r]\n/.test(raw.toString('utf8'))).toBe(false);
  const mail = await PostalMime.parse(raw);
  expect({
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    messageId: mail.messageId,
    date: mail.date,
    parts: mail.headers.find(({ key }) => key === 'content-type')?.value.split(';')[0],
  }).toEqual({
    from: { name: 'Cantina do Largo', address: 'comanda@localhost' },
    to: [{ name: 'Ana Souza', address: 'ana@example.com' }],
    subject: 'Pedido #042 pronto — Cantina do Largo',
    messageId: `<order-${job.orderId}-1@comanda.local>`,
    date: new Date(QUEUED_AT).toISOString(),
    parts: 'multipart/alternative',
  });
});

test('[MAIL10] a repeat replaces the file, and a draft left by a crash is in nobody’s way', async () => {
  const dir = join(temporaryFolder(), 'mail');
  const files = createEmlTransport(dir);
  const message = compose(mailJob(1));
  await files.send(message, never);
  const first = readFileSync(join(dir, `${message.key}.eml`), 'utf8');
  writeFileSync(join(dir, `${message.key}.eml.tmp`), 'half a mess', { mode: 0o644 });
  expect(await files.send(message, never)).toEqual({ outcome: 'sent' });
  expect(readdirSync(dir)).toEqual([`${message.key}.eml`]);
  expect(readFileSync(join(dir, `${message.key}.eml`), 'utf8')).toBe(first);
});

test('[MAIL10] a recall before the file has its name leaves no file', async () => {
  const dir = join(temporaryFolder(), 'mail');
  const message = compose(mailJob(1));
  expect(await createEmlTransport(dir).send(message, AbortSignal.abort())).toEqual({
    outcome: 'withdrawn',
  });
  expect(readdirSync(dir)).toEqual([]);
});

test('[MAIL10] a folder that cannot be written delays the message and says why', async () => {
  const dir = join(temporaryFolder(), 'mail');
  writeFileSync(dir, 'a file in the way');
  const delivery = await createEmlTransport(dir).send(compose(mailJob(1)), never);
  expect(delivery).toMatchObject({ outcome: 'refused', permanent: false });
  expect('error' in delivery && delivery.error).toMatch(/^mail file not written \(E[A-Z]+\)$/);
});

test('[MAIL11] the customer’s language is spoken, else the shop’s', () => {
  const subjects = [null, ...LANGUAGES].map(
    (language) => compose(mailJob(1, { language })).subject,
  );
  expect(subjects).toEqual([
    'Pedido #042 pronto — Cantina do Largo',
    'Pedido #042 pronto — Cantina do Largo',
    'Order #042 ready — Cantina do Largo',
    'Pedido #042 listo — Cantina do Largo',
  ]);
});

test.each(LANGUAGES)('[MAIL11] the whole message is in %s', (language) => {
  const job = mailJob(1, { language, lines: [{ name: 'Fish & "Chips"', quantity: 3 }] });
  const { text } = compose(job);
  expect(text).toMatchSnapshot();
  expect(compose({ ...job, customerName: null }).text).not.toContain('Ana');
});

test.each(LANGUAGES)(
  '[MAIL15] the ready e-mail says where the food goes next in %s',
  (language) => {
    const bodies = SERVICES.map((service) => compose(mailJob(1, { language, service })));
    const next = bodies.map(({ text }) => text.split('\n').filter((line) => /[.!]$/.test(line)));
    expect(next).toMatchSnapshot();
    for (const { text, html } of bodies) {
      const [, ready = '', then = ''] = text.split('\n').filter((line) => /[.!]$/.test(line));
      expect(html).toContain(`${ready} ${then}`);
    }
  },
);

test('[MAIL15] a job from before the service was kept speaks of picking up', () => {
  expect(compose(mailJob(1)).text).toBe(compose(mailJob(1, { service: 'counter' })).text);
});

test('[MAIL1] lines all of which were taken off are not in the message', () => {
  const lines = [
    { name: 'Pizza', quantity: 1 },
    { name: 'Suco', quantity: 0 },
  ];
  const { text, html } = compose(mailJob(1, { lines }));
  for (const body of [text, html]) {
    expect(body).toContain('Pizza');
    expect(body).not.toContain('Suco');
  }
});

test('[MAIL11] numbers have at least three digits, as on the board', () => {
  const subject = (orderNumber: number) => compose(mailJob(1, { orderNumber })).subject;
  expect([1, 42, 999, 1234].map(subject)).toEqual(
    ['#001', '#042', '#999', '#1234'].map((n) => `Pedido ${n} pronto — Cantina do Largo`),
  );
});

test('[MAIL12] markup in a name is shown, not obeyed', () => {
  const hostile = '<img src=x onerror="alert(1)"> & {shop} <%= 1 %>';
  const { html, text } = compose(
    mailJob(1, { customerName: hostile, lines: [{ name: hostile, quantity: 1 }] }),
  );
  expect(html).not.toContain('<img');
  expect(
    html.split('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; {shop} &lt;%= 1 %&gt;'),
  ).toHaveLength(3);
  expect(text).toContain(`1 × ${hostile}`);
});

test.each([
  'Ana\r\nBcc: mallory@evil.example\r\n\r\nBuy now',
  'Ana\nSubject: gotcha',
  'mallory@evil.example, Ana',
  '"Ana" <mallory@evil.example>',
  'Ana>, <mallory@evil.example',
  '=?utf-8?q?=0D=0ABcc:_mallory@evil.example?=',
  'Ana\u2028Bcc: mallory@evil.example',
  'Ana\u0000\u001b[31m',
  'Ana \u202Ellaerg',
])('[MAIL12] a hostile name cannot add a header or a recipient: %j', async (hostile) => {
  const job = mailJob(1, { customerName: hostile });
  const { raw, mail } = await overFile(job, hostile);
  const calm = await overFile(mailJob(1));
  expect(mail.headers.map(({ key }) => key)).toEqual(calm.mail.headers.map(({ key }) => key));
  expect(mail.to?.map(({ address }) => address)).toEqual(['ana@example.com']);
  expect(mail.from?.address).toBe('comanda@localhost');
  expect(mail.cc ?? mail.bcc).toBeUndefined();
  expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^(bcc|cc):/im);
});

test('[MAIL12] what would break or turn a line is a space before anything is made of it', () => {
  const customerName = ' Ana\r\n\tSouza\u2028da\u0000\u0085 Silva \u202E';
  const { to, text } = compose(mailJob(1, { customerName }));
  expect(to.name).toBe('Ana Souza da Silva');
  expect(text).toContain('Olá, Ana Souza da Silva!');
});

test('[MAIL12] no name whatsoever adds a header or a recipient', async () => {
  const { mail: calm } = await overFile(mailJob(1));
  const keys = calm.headers.map(({ key }) => key);
  const unit = fc.constantFrom(
    '\r',
    '\n',
    '\0',
    ':',
    '<',
    '>',
    '@',
    ',',
    '"',
    '=',
    '?',
    'á',
    'a ',
    '\\',
    '(',
    '\u2028',
  );
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({ unit, minLength: 1, maxLength: 40 }),
  );
  await fc.assert(
    fc.asyncProperty(name, async (customerName) => {
      const settings = mailSettings();
      settings.shop.name = `Cantina ${customerName}`;
      const message = messageComposer(settings, templates)(mailJob(1, { customerName }));
      // Without a file in between: so many of them would take seconds.
      const mail = await PostalMime.parse(
        await new MailComposer(toMailOptions(message)).compile().build(),
      );
      expect(mail.headers.map(({ key }) => key)).toEqual(keys);
      expect(mail.to?.map(({ address }) => address)).toEqual(['ana@example.com']);
      expect(mail.from?.address).toBe('comanda@localhost');
      expect(mail.html).toContain('#042');
    }),
    { numRuns: 80 },
  );
});

test('[MAIL12] names in every script arrive as they were given', async () => {
  for (const customerName of [
    'João d’Ávila',
    '山田 太郎',
    'Ζωή',
    '👩‍🍳 Bia',
    'Ana “Aninha” O’Hara',
  ]) {
    const { mail } = await overFile(mailJob(1, { customerName }));
    expect(mail.to).toEqual([{ name: customerName, address: 'ana@example.com' }]);
    expect(mail.text).toContain(customerName);
    expect(mail.html).toContain('#042');
  }
});

test('[MAIL10] the folder is made when it is missing, for the owner alone', async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'data'));
  await createEmlTransport(join(home, 'data', 'mail')).send(compose(mailJob(1)), never);
  if (process.platform !== 'win32') {
    expect(statSync(join(home, 'data', 'mail')).mode & 0o777).toBe(0o700);
  }
});
