/** `npm run chaos:kill -- [--cycles 50] [--seed N]`: the kill tests at length. Exit 1 at the first broken promise. */
import { parseArgs } from 'node:util';
import { temporaryDataDir } from '../../../scripts/simulate/product.ts';
import { runPost } from './post.ts';
import { runStorm } from './storm.ts';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** Another program to kill, to see that its faults are found. */
    entry: { type: 'string' },
  },
});
const cycles = Number(values.cycles);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

for (const [part, kind] of (['file', 'smtp'] as const).entries()) {
  const seed = Number(values.seed) + part;
  const dataDir = temporaryDataDir();
  const entry = values.entry === undefined ? {} : { entry: values.entry };
  try {
    say(`seed ${seed}`);
    const storm = await runStorm({
      seed,
      cycles: Math.ceil(cycles / (part + 1)),
      clients: 16,
      dataDir: dataDir.path,
      onCycle: say,
      ...entry,
    });
    const { messages, ...counts } = storm;
    say(JSON.stringify({ ...counts, messages: messages.length }));
    const kills = Math.max(1, Math.ceil(cycles / 5));
    const arrived = await runPost(kind, { seed, kills, dataDir: dataDir.path, messages, ...entry });
    say(
      `${kind}: ${messages.length} messages, none lost, none sent for nothing, ` +
        `${arrived.length - messages.length} repeated over ${kills} kills`,
    );
  } finally {
    dataDir.remove();
  }
}
