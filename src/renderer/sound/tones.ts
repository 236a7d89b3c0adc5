/** One note: hertz, and when it begins and how long it rings, in seconds. */
export interface Note {
  readonly hertz: number;
  readonly at: number;
  readonly lasts: number;
}

/**
 * The product's sounds as notes: no files, so nothing to load and nothing to fail. Told apart by shape, not by
 * loudness: new rises, changed answers itself, late insists, ready rings like a counter bell.
 */
export const TONES = {
  new: [
    { hertz: 659.25, at: 0, lasts: 0.22 },
    { hertz: 987.77, at: 0.14, lasts: 0.4 },
  ],
  changed: [
    { hertz: 783.99, at: 0, lasts: 0.16 },
    { hertz: 587.33, at: 0.16, lasts: 0.16 },
    { hertz: 783.99, at: 0.32, lasts: 0.3 },
  ],
  late: [
    { hertz: 880, at: 0, lasts: 0.14 },
    { hertz: 880, at: 0.2, lasts: 0.14 },
    { hertz: 880, at: 0.4, lasts: 0.14 },
    { hertz: 698.46, at: 0.6, lasts: 0.5 },
  ],
  ready: [
    { hertz: 1046.5, at: 0, lasts: 0.9 },
    { hertz: 1318.51, at: 0.18, lasts: 1.1 },
  ],
} as const satisfies Readonly<Record<string, readonly Note[]>>;

export type Tone = keyof typeof TONES;
