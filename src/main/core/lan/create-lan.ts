import type { FastifyBaseLogger } from 'fastify';
import type { PairableRole } from '../../../shared/roles.ts';
import { businessDay } from '../broker/business-day.ts';
import type { Broker } from '../broker/ports.ts';
import type { PinCost } from '../people/pin.ts';
import { SignIns } from '../people/sign-ins.ts';
import type { Settings } from '../settings.ts';
import { Arrivals } from './arrivals.ts';
import { type Clock, systemClock } from './clock.ts';
import { CONNECTION_LIMITS, type ConnectionLimits, limitConnections } from './connections.ts';
import { type LanContext, shopOf } from './context.ts';
import { Counters } from './counters.ts';
import { DeviceRates } from './device-rates.ts';
import { GuessGuard } from './guess-guard.ts';
import { HostGuard } from './hosts.ts';
import { type App, createApp } from './http/app.ts';
import { addCustomerRoutes } from './http/customer-routes.ts';
import { addDeviceRoutes } from './http/device-routes.ts';
import { addDocs, recordRoutes } from './http/docs.ts';
import { addEventRoutes } from './http/event-routes.ts';
import { addFigureRoutes } from './http/figure-routes.ts';
import { addGuard } from './http/guard.ts';
import { addMenuRoutes } from './http/menu-routes.ts';
import { addOrderChangeRoutes } from './http/order-change-routes.ts';
import { addOrderRoutes } from './http/order-routes.ts';
import { addPages } from './http/pages.ts';
import { addPaymentRoutes } from './http/payment-routes.ts';
import { addPedidoRoutes } from './http/pedido-routes.ts';
import { addPeopleRoutes } from './http/people-routes.ts';
import { addLastWords, addRequestChecks } from './http/request-checks.ts';
import { addSecurityHeaders } from './http/security-headers.ts';
import { addShiftRoutes } from './http/shift-routes.ts';
import { addSignInRoutes } from './http/sign-in-routes.ts';
import { addSystemRoutes } from './http/system-routes.ts';
import { PairingCodes } from './pairing-codes.ts';
import { PairingLinks } from './pairing-links.ts';
import { Hub } from './ws/hub.ts';
import { addUpgrades } from './ws/upgrade.ts';

/** Wrong pairing codes: ten, then one in six seconds. 40 bits are not guessed at that pace. */
const PAIRING_GUESSES = {
  each: { perSecond: 1 / 6, burst: 10 },
  all: { perSecond: 1, burst: 60 },
};

/** Unknown tokens: generous to a page whose token was withdrawn and that keeps trying. */
const TOKEN_GUESSES = {
  each: { perSecond: 5, burst: 100 },
  all: { perSecond: 50, burst: 1000 },
};

/** How long a stop waits for requests that are still being answered, in milliseconds. */
const STOP_WITHIN_MS = 5000;

export interface LanOptions {
  readonly broker: Broker;
  readonly settings: Settings;
  /** Key of the tokens of who is signed in. */
  readonly sessionKey: Buffer;
  /** Address or name to bind. */
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** The built pages; where the folder is missing, only the API is served. */
  readonly pagesDir: string;
  readonly version: string;
  readonly log: FastifyBaseLogger;
  /** Default: the real one. */
  readonly clock?: Clock;
  /** Default: {@link CONNECTION_LIMITS}. */
  readonly connectionLimits?: ConnectionLimits;
  /** How long a connection may take to its first request's headers, in milliseconds. Default: 5,000. */
  readonly headersWithinMs?: number;
  /** Of new hashes of PINs. Default: `PIN_COST`. */
  readonly pinCost?: PinCost;
}

/** The one port of the product: pages, HTTP API and WebSocket. */
export interface Lan {
  /**
   * Binds and serves.
   * @throws what `listen` throws, with its `code`: EADDRINUSE, EACCES, EADDRNOTAVAIL
   */
  start(): Promise<{ readonly port: number }>;
  /** Takes nothing new, finishes what was taken, closes every connection. The broker stops after it. */
  stop(): Promise<void>;
  readonly pairing: PairingCodes;
  /** Base URLs without a final slash, once started: the best for this machine first, then those for others. */
  origins(): readonly string[];
  /** A link that opens the page of a role and pairs it: made of a new code, good once, for 15 minutes. */
  pairingUrl(role: PairableRole): string;
}

export function createLan(options: LanOptions): Lan {
  const { broker, settings, host, log } = options;
  const clock = options.clock ?? systemClock;
  let port = options.port;
  let stopping = false;
  let stopped: Promise<void> | null = null;
  let running: { readonly app: App; readonly hub: Hub; readonly arrivals: Arrivals } | null = null;

  const context: LanContext = {
    broker,
    clock,
    log,
    version: options.version,
    shop: shopOf(settings),
    hosts: new HostGuard(host, settings.lan.allowedHosts),
    rates: new DeviceRates(clock),
    tokenGuesses: new GuessGuard(TOKEN_GUESSES, clock),
    pairingGuesses: new GuessGuard(PAIRING_GUESSES, clock),
    signIns: new SignIns(broker, options.sessionKey, clock, options.pinCost),
    pairing: new PairingCodes(clock, () => broker.now()),
    links: new PairingLinks(host, () => port),
    counters: new Counters(),
    stopping: () => stopping,
  };

  async function stop(): Promise<void> {
    stopping = true;
    if (!running) return;
    const { app, hub, arrivals } = running;
    // Who is in the middle of a request gets this long; then its connection is cut.
    const cancel = clock.after(STOP_WITHIN_MS, () => app.server.closeAllConnections());
    // What has come so far is read first: from here on the answer is that the server is stopping.
    await arrivals.read();
    await Promise.all([hub.stop(), app.close()]);
    cancel();
  }

  return {
    pairing: context.pairing,
    origins: () => context.links.origins(),
    pairingUrl: (role) => context.links.url(role, context.pairing.issue(role).code),

    async start() {
      const newApp = () =>
        createApp({ log, clock, headersWithinMs: options.headersWithinMs ?? 5000 });
      /** For what is set up when it is asked for. Its requests come through the checks of the first one. */
      const newLaterApp = () => {
        const later = newApp();
        addLastWords(later, context);
        return later;
      };
      const app = newApp();
      addSecurityHeaders(app);
      addRequestChecks(app, context);
      const routes = recordRoutes(app);
      const hub = new Hub(context);
      const dayOf = businessDay(settings.shop.timeZone, settings.shop.dayStartsAt);
      const today = (): string => dayOf(broker.now());
      await app.register(async (api: App) => {
        addGuard(api, context);
        addSystemRoutes(api, context, () => hub.byRole());
        addOrderRoutes(api, context);
        addOrderChangeRoutes(api, context);
        addPaymentRoutes(api, context);
        addShiftRoutes(api, context);
        addFigureRoutes(api, context, today);
        addCustomerRoutes(api, context);
        addMenuRoutes(api, context);
        addEventRoutes(api, context);
        addDeviceRoutes(api, context);
        addSignInRoutes(api, context);
        addPeopleRoutes(api, context);
        addPedidoRoutes(api, context);
      });
      addDocs(app, routes, newLaterApp, options.version);
      addPages(app, options.pagesDir, newLaterApp);
      addUpgrades(app.server, context, hub);
      const limits = options.connectionLimits ?? CONNECTION_LIMITS;
      limitConnections(app.server, limits, () => (context.counters.connectionsRefused += 1));
      running = { app, hub, arrivals: new Arrivals(app.server) };
      await app.listen({ host, port: options.port });
      const address = app.server.address();
      if (address !== null && typeof address === 'object') ({ port } = address);
      return { port };
    },

    stop: () => (stopped ??= stop()),
  };
}
