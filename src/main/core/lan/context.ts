import type { FastifyBaseLogger } from 'fastify';
import type { Shop } from '../../../shared/shop.ts';
import type { Broker } from '../broker/ports.ts';
import { counterRulesOf, pixPayeeOf } from '../counter-rules.ts';
import type { SignIns } from '../people/sign-ins.ts';
import type { Settings } from '../settings.ts';
import type { Clock } from './clock.ts';
import type { Counters } from './counters.ts';
import type { DeviceRates } from './device-rates.ts';
import type { GuessGuard } from './guess-guard.ts';
import type { HostGuard } from './hosts.ts';
import type { PairingCodes } from './pairing-codes.ts';
import type { PairingLinks } from './pairing-links.ts';

/** What every part of one LAN server shares. */
export interface LanContext {
  readonly broker: Broker;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly version: string;
  readonly shop: Shop;
  readonly hosts: HostGuard;
  readonly rates: DeviceRates;
  /** Unknown tokens, by where they come from. */
  readonly tokenGuesses: GuessGuard;
  /** Wrong pairing codes, by where they come from. */
  readonly pairingGuesses: GuessGuard;
  /** Who is at a device, proved by a PIN. */
  readonly signIns: SignIns;
  readonly pairing: PairingCodes;
  readonly links: PairingLinks;
  readonly counters: Counters;
  /** True once the server is on its way down. */
  readonly stopping: () => boolean;
}

/** What screens need to know of the shop, out of the owner's settings. */
export function shopOf(settings: Settings): Shop {
  const { shop, kitchen, board } = settings;
  return {
    name: shop.name,
    language: shop.language,
    currency: shop.currency,
    timeZone: shop.timeZone,
    ageThresholds: kitchen.ageThresholds,
    board: { names: board.names, readySeconds: board.readyMinutes * 60 },
    counter: counterRulesOf(settings),
    pix: pixPayeeOf(settings),
    receiptLines: shop.receiptLines,
  };
}
