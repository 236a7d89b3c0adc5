import type { Running } from './core/create-core.ts';

/** What start-up says on the terminal, a line each; the first carries the base address for programs to read. */
export function announcement(running: Running): string[] {
  const { url, lanUrls, pairingLinks } = running;
  const lines = [`Comanda ready at ${url}`];
  if (lanUrls !== null) {
    const where = lanUrls.length > 0 ? ` at ${lanUrls.join(', ')}` : '';
    lines.push(
      `  Open to the network${where}: every device there can reach it, only paired ones get in.`,
    );
  }
  // The counter is mostly here; the other screens are elsewhere, where 127.0.0.1 would be themselves.
  const elsewhere = (link: string): string => link.replace(url, lanUrls?.[0] ?? url);
  lines.push(
    `  Counter  ${pairingLinks.counter}`,
    `  Kitchen  ${elsewhere(pairingLinks.kitchen)}`,
    `  Board    ${elsewhere(pairingLinks.board)}`,
    '  Each link pairs one screen, once, within 15 minutes. For more: npm run pair -- --role kitchen',
  );
  return lines;
}

/** The one line for an error of the start. Expected ones say themselves what to do. */
export function explainStart(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.replaceAll(/\s*\n\s*/g, ' ');
  return error instanceof Error && (error.name === 'StartError' || error.name === 'SettingsError')
    ? `Comanda cannot start: ${line}`
    : `Comanda cannot start because of an unexpected error: ${line}`;
}
