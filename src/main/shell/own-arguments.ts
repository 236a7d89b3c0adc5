const WITH_VALUE: ReadonlySet<string> = new Set(['--port', '--host', '--data-dir']);
const ALONE: ReadonlySet<string> = new Set(['--no-sample']);

/**
 * The product's own options out of an Electron command line. The rest is Chromium's, or the desktop's that starts the
 * app, and none of it can be listed here: so what the headless product would refuse as unknown is passed over.
 */
export function ownArguments(argv: readonly string[]): string[] {
  const own: string[] = [];
  for (const [index, argument] of argv.entries()) {
    const [name = ''] = argument.split('=', 1);
    if (ALONE.has(argument) || (WITH_VALUE.has(name) && argument !== name)) {
      own.push(argument);
    } else if (WITH_VALUE.has(argument)) {
      own.push(argument, ...argv.slice(index + 1, index + 2));
    }
  }
  return own;
}
