const COUNTER_LINK = /https?:\/\/\S+\/pos#pair=\S+/;

/**
 * Picks the one address to open in a browser from what the server prints at its start: the counter, with the code that
 * pairs it.
 * @returns a function that gives the address at the line that holds it, once, and null for every other line
 */
export function addressToOpen(): (line: string) => string | null {
  let found = false;
  return (line) => {
    const link = found ? null : COUNTER_LINK.exec(line);
    if (link) found = true;
    return link?.[0] ?? null;
  };
}
