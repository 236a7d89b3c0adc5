/** A process of our own that answers questions: the asking side and the answering side. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

/** Longest wait for one answer, in milliseconds: filling a million orders takes the longest. */
const ANSWER_WITHIN_MS = 600_000;

const questionSchema = z.object({ id: z.int(), name: z.string(), argument: z.unknown() });

const answerSchema = z.object({
  id: z.int(),
  value: z.unknown().optional(),
  error: z.string().optional(),
});

/** The asking side. */
export interface Child {
  /** @throws what the other side threw, as a text */
  ask<T>(name: string, argument: unknown, answer: z.ZodType<T>): Promise<T>;
  /** Ends it; resolves when it is gone. */
  end(): Promise<void>;
}

/** Starts a module as a process that {@link answerQuestions}. */
export function startChild(
  module: URL,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Child {
  const child = fork(module, args, { env: { ...process.env, ...env } });
  const waiting = new Map<number, (answer: z.infer<typeof answerSchema>) => void>();
  let lastId = 0;
  child.on('message', (message) => {
    const answer = answerSchema.parse(message);
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const ended = once(child, 'exit').then(() => {
    for (const [id, settle] of waiting) settle({ id, error: `${args.join(' ')}: it has ended` });
    waiting.clear();
  });
  return {
    ask: async (name, argument, schema) => {
      lastId += 1;
      const id = lastId;
      const answer = await new Promise<z.infer<typeof answerSchema>>((resolve) => {
        const overdue = setTimeout(() => child.kill('SIGKILL'), ANSWER_WITHIN_MS);
        waiting.set(id, (came) => {
          clearTimeout(overdue);
          resolve(came);
        });
        child.send({ id, name, argument });
      });
      if (answer.error !== undefined) throw new Error(answer.error);
      return schema.parse(answer.value);
    },
    end: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/**
 * The answering side: answers questions one at a time until the other side hangs up, then closes and ends.
 * @param close undoes what was opened
 */
export function answerQuestions(
  handlers: Readonly<Record<string, (argument: unknown) => unknown>>,
  close: () => Promise<void>,
): void {
  let last = Promise.resolve();
  const answer = async (message: unknown): Promise<void> => {
    const { id, name, argument } = questionSchema.parse(message);
    try {
      const handler = handlers[name];
      if (!handler) throw new Error(`There is no question ${name}.`);
      process.send?.({ id, value: await handler(argument) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? '') : String(error) });
    }
  };
  process.on('message', (message) => {
    last = last.then(() => answer(message));
  });
  process.on('disconnect', () => {
    last.then(close).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  // Ctrl+C reaches the whole group; the one at its head hangs up when it has tidied.
  process.on('SIGINT', () => undefined);
}
