import type { MirrorState } from '../client/contract.ts';
import type { DeviceChoices } from './device-choices.ts';
import { knownStations, type TicketRules } from './tickets.ts';

/** What the tickets of a display are made with; null before the shop and its menu are known. */
export function rulesOf(
  { shop, menu }: Pick<MirrorState, 'shop' | 'menu'>,
  { expediter, stations }: Pick<DeviceChoices, 'expediter' | 'stations'>,
): TicketRules | null {
  if (!shop || !menu) return null;
  return {
    view: { expediter, stations: knownStations(stations, menu) },
    known: new Set(menu.stations.map(({ id }) => id)),
    thresholds: shop.ageThresholds,
  };
}

/** The same, remembered: the same rules as long as nothing that they are made of changes. */
export function createRulesOf(): typeof rulesOf {
  let made: TicketRules | null = null;
  let of: readonly unknown[] = [];
  return (state, choices) => {
    const now = [state.shop, state.menu, choices.expediter, choices.stations];
    if (now.some((part, nth) => part !== of[nth])) {
      made = rulesOf(state, choices);
      of = now;
    }
    return made;
  };
}
