import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import { toMailOptions } from './mime.ts';
import type { Delivery, MailTransport, MailMessage } from './transport.ts';

/**
 * Writes each message as an `.eml` file, which any mail program opens. The file's name follows the Message-ID,
 * so that a repeat replaces the file instead of adding one; only the owner of the process may read it.
 * @param mailDir made when it is missing
 */
export function createEmlTransport(mailDir: string): MailTransport {
  return {
    kind: 'file',

    async send(message: MailMessage, withdrawn: AbortSignal): Promise<Delivery> {
      const path = join(mailDir, `${message.key}.eml`);
      const draft = `${path}.tmp`;
      try {
        const content = await new MailComposer({ ...toMailOptions(message), newline: 'win' })
          .compile()
          .build();
        await mkdir(mailDir, { recursive: true, mode: 0o700 });
        await rm(draft, { force: true }); // a left-over would keep its own mode
        const file = await open(draft, 'wx', 0o600);
        try {
          await file.writeFile(content);
          await file.sync();
        } finally {
          await file.close();
        }
        if (withdrawn.aborted) {
          await rm(draft, { force: true });
          return { outcome: 'withdrawn' };
        }
        await rename(draft, path);
        await syncFolder(mailDir);
        return { outcome: 'sent' };
      } catch (error) {
        return {
          outcome: 'refused',
          permanent: false,
          error: `mail file not written${code(error)}`,
        };
      }
    },

    close() {
      // Nothing is held open between messages.
    },
  };
}

/** Makes the new name itself durable, where the system lets a folder be synced (Windows does not). */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function code(error: unknown): string {
  const known = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z][A-Z0-9_]{1,40}$/.test(known) ? ` (${known})` : '';
}
