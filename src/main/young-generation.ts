import { setFlagsFromString } from 'node:v8';

/** By how much V8 makes the room for new objects larger at a time; 2 is its default. */
const GROWTH = '--semi-space-growth-factor=';

/**
 * Keeps the room for new objects as small as it is now. V8 would let it grow to 128 MB for the sake of programs that do
 * nothing but make objects, and hardly ever shrink it. It has flags for the most it may grow to, but those count on the
 * command line alone. docs/decisions/0050-start-and-memory.md.
 */
export function holdYoungGeneration(): void {
  setFlagsFromString(`${GROWTH}1`);
}

/** Does something under V8's own flags: what it then says of them (in a code cache, say) holds for the next start. */
export function underOwnFlags(action: () => void): void {
  setFlagsFromString(`${GROWTH}2`);
  try {
    action();
  } finally {
    holdYoungGeneration();
  }
}
