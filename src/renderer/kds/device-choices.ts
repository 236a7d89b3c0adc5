import type { TextStorage } from '../client/ports.ts';
import { DEFAULT_KEYS, isKeyMap, type KeyMap } from './key-map.ts';

/** How cards are laid out: columns filled from top to bottom, or cells of one size in rows. */
export const LAYOUTS = ['flow', 'grid'] as const;

export type Layout = (typeof LAYOUTS)[number];

/** Over which tickets the totals are counted: those of the page in view, or all of this display. */
export const TOTAL_SCOPES = ['page', 'queue'] as const;

/** What a display keeps for itself over a reload. All else comes from the broker. */
export interface DeviceChoices {
  /** Stations that it shows; empty = all. */
  readonly stations: readonly string[];
  /** Shows whole orders, to be handed over. */
  readonly expediter: boolean;
  readonly layout: Layout;
  readonly sound: boolean;
  /** Loudness of its sounds, 1 to 10. */
  readonly volume: number;
  /** A number key does the step of its card at once, instead of selecting it. */
  readonly directBump: boolean;
  /** The totals stand beside the cards. */
  readonly totals: boolean;
  readonly totalsOf: (typeof TOTAL_SCOPES)[number];
  readonly keys: KeyMap;
}

const KEY = 'comanda.kds.choices.v2';

/** Where a display of before kept its stations and its sound: an update must not make it forget what it is for. */
const EARLIER_KEY = 'comanda.kds.choices.v1';

export const DEFAULT_CHOICES: DeviceChoices = {
  stations: [],
  expediter: false,
  layout: 'flow',
  sound: false,
  volume: 7,
  directBump: false,
  totals: false,
  totalsOf: 'page',
  keys: DEFAULT_KEYS,
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

/** What each choice must be to be taken over; the text was written by this page, this guards against damage. */
const IS_SOUND: { readonly [K in keyof DeviceChoices]: (value: unknown) => boolean } = {
  stations: (value) => Array.isArray(value) && value.every(isText),
  expediter: (value) => typeof value === 'boolean',
  layout: (value) => LAYOUTS.some((layout) => layout === value),
  sound: (value) => typeof value === 'boolean',
  volume: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 10,
  directBump: (value) => typeof value === 'boolean',
  totals: (value) => typeof value === 'boolean',
  totalsOf: (value) => TOTAL_SCOPES.some((scope) => scope === value),
  keys: isKeyMap,
};

/** What was kept; the default for what was not, or can't be read. */
export function readChoices(storage: TextStorage): DeviceChoices {
  let kept: unknown;
  try {
    kept = JSON.parse(storage.getItem(KEY) ?? storage.getItem(EARLIER_KEY) ?? 'null');
  } catch {
    // Damaged, or storage is blocked: a display with default choices works all the same.
    return DEFAULT_CHOICES;
  }
  if (!isRecord(kept)) return DEFAULT_CHOICES;
  const sound = Object.entries(IS_SOUND).filter(([key, is]) => is(kept[key]));
  return { ...DEFAULT_CHOICES, ...Object.fromEntries(sound.map(([key]) => [key, kept[key]])) };
}

/** Keeps the choices; where storage is full or blocked they last until the page closes. */
export function writeChoices(storage: TextStorage, choices: DeviceChoices): void {
  try {
    storage.setItem(KEY, JSON.stringify(choices));
    storage.removeItem(EARLIER_KEY);
  } catch {
    // See above: nothing the cook could do about it, and nothing lost but a convenience.
  }
}
