import type { TextStorage } from '../client/ports.ts';
import type { Departure } from './departed.ts';

/**
 * What this display keeps for itself over a reload: its stations, its sound, and the cancelled tickets that nobody
 * has confirmed yet. All else comes from the broker.
 */
export interface DeviceChoices {
  readonly stations: readonly string[];
  readonly sound: boolean;
  readonly departed: readonly Departure[];
}

const KEY = 'comanda.kds.choices.v1';
const NOTHING: DeviceChoices = { stations: [], sound: false, departed: [] };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Enough to draw the card; the text was written by this page, this only guards against damage. */
function isDeparture(value: unknown): value is Departure {
  if (!isRecord(value) || (value['notice'] !== 'cancelled' && value['notice'] !== 'gone'))
    return false;
  const { order } = value as { order?: unknown };
  return (
    isRecord(order) &&
    typeof order['id'] === 'string' &&
    typeof order['number'] === 'number' &&
    typeof order['placedAt'] === 'string' &&
    typeof order['service'] === 'string' &&
    Array.isArray(order['lines']) &&
    order['lines'].every((line) => isRecord(line) && Array.isArray(line['modifiers']))
  );
}

/** What was kept; nothing when there is none or it can't be read. */
export function readChoices(storage: TextStorage): DeviceChoices {
  let kept: unknown;
  try {
    kept = JSON.parse(storage.getItem(KEY) ?? 'null');
  } catch {
    // Damaged, or storage is blocked: a display with default choices works all the same.
    return NOTHING;
  }
  if (!isRecord(kept)) return NOTHING;
  const { stations, sound, departed } = kept;
  return {
    stations: Array.isArray(stations)
      ? stations.filter((station): station is string => typeof station === 'string')
      : [],
    sound: sound === true,
    departed: Array.isArray(departed) ? departed.filter(isDeparture) : [],
  };
}

/** Keeps the choices; where storage is full or blocked they last until the page closes. */
export function writeChoices(storage: TextStorage, choices: DeviceChoices): void {
  try {
    storage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // See above: nothing the cook could do about it, and nothing lost but a convenience.
  }
}
