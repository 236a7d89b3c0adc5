import { describe, expect, test } from 'vitest';
import { runSteps, type Step } from '../../scripts/lib/steps.ts';

const script = (name: string, code: string): Step => ({
  name,
  command: [process.execPath, '-e', code],
});

async function run(steps: readonly Step[], atOnce = 1) {
  const printed: string[] = [];
  let time = 0;
  const failed = await runSteps(steps, {
    atOnce,
    print: (text) => printed.push(text),
    now: () => (time += 1500),
  });
  return { printed, failed };
}

describe('the steps of npm test', () => {
  test('a step that passes is one line, however much it says', async () => {
    const { printed, failed } = await run([script('talks', 'console.log("much to say")')]);
    expect(printed).toEqual(['✓ talks           1.5 s']);
    expect(failed).toEqual([]);
  });

  test('a step that fails prints all it said, on both streams', async () => {
    const { printed, failed } = await run([
      script('fails', 'console.log("here"); console.error("and there"); process.exitCode = 3'),
    ]);
    expect(printed).toHaveLength(1);
    expect(printed[0]).toMatch(/^✗ fails/u);
    expect(printed[0]).toContain('here');
    expect(printed[0]).toContain('and there');
    expect(failed).toEqual(['fails']);
  });

  test('a failure stops no other step, and the failed ones are named in order', async () => {
    const { printed, failed } = await run(
      [script('one', 'process.exit(1)'), script('two', ''), script('three', 'process.exit(1)')],
      2,
    );
    expect(printed).toHaveLength(3);
    expect(failed).toEqual(['one', 'three']);
  });

  test('a tool that is not there is a failure that says so', async () => {
    const { printed, failed } = await run([{ name: 'lost', command: ['./no-such-tool'] }]);
    expect(failed).toEqual(['lost']);
    expect(printed[0]).toContain('ENOENT');
  });

  test('a step ended by a signal is a failure that says so', async () => {
    const { printed, failed } = await run([
      script('killed', 'process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)'),
    ]);
    expect(failed).toEqual(['killed']);
    expect(printed[0]).toContain('SIGKILL');
  });
});
