/** How soon an orphan is noticed. Milliseconds. */
const LOOK_EVERY_MS = 250;

/**
 * Calls back once when the process that started this one is gone. npm puts a shell between itself and a script, and a
 * SIGTERM to npm ends that shell but goes no further: the script would run on with nobody to stop it. Started in any
 * other way, or on Windows, where a parent's number does not change, nothing is watched: a service may well outlive what
 * started it.
 * @returns the way to stop watching
 */
export function whenOrphaned(
  callback: () => void,
  env: Readonly<Record<string, string | undefined>>,
): () => void {
  if (env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
