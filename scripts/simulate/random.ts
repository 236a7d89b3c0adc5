/** Chance that can be had again: the same seed gives the same numbers on every machine. */
export interface Random {
  /** 0 to below 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** True this often: 0 never, 1 always. */
  chance(probability: number): boolean;
  /** One of these. @throws RangeError when there is none */
  pick<T>(from: readonly T[]): T;
  /** Chance of its own, so that one part's use of it does not change what another part gets. */
  fork(name: string | number): Random;
}

/** mulberry32: 32 bits of state, good enough to shuffle customers, and short enough to be read. */
export function seeded(seed: number | string): Random {
  const name = String(seed);
  let state = hash(name);
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const random: Random = {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => {
      const chosen = from[Math.floor(next() * from.length)];
      if (chosen === undefined) throw new RangeError('There is nothing to pick from.');
      return chosen;
    },
    fork: (part) => seeded(`${name}/${part}`),
  };
  return random;
}

/** FNV-1a over the characters: near seeds give far states. */
function hash(text: string): number {
  let value = 0x81_1c_9d_c5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93);
  }
  return value;
}
