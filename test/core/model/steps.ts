import fc from 'fast-check';
import type { OrderAction } from '../../../src/shared/order-states.ts';

/** What may befall a restaurant. Orders and commands are meant by number, counted round. */
export type Step =
  | {
      readonly do: 'place';
      readonly lines: readonly Line[];
      readonly hold: boolean;
      readonly mail: boolean;
      /** At the counter, into its open shift; else by a program. */
      readonly atCounter: boolean;
    }
  | { readonly do: 'act'; readonly order: number; readonly action: Exclude<OrderAction, 'cancel'> }
  | { readonly do: 'cancel'; readonly order: number; readonly reason: CancelReason }
  | KitchenStep
  | { readonly do: 'stock'; readonly item: string; readonly available: number | null }
  | { readonly do: 'sale'; readonly item: string; readonly onSale: boolean }
  | { readonly do: 'repeat' | 'reuse'; readonly sent: number }
  | {
      readonly do: 'change';
      readonly order: number;
      readonly add: readonly Line[];
      readonly off: TakenOff | null;
      readonly table: string | null;
    }
  | { readonly do: 'pay'; readonly order: number; readonly cents: number | 'all' }
  | {
      readonly do: 'refund';
      readonly order: number;
      readonly payment: number;
      readonly cents: number;
    }
  | { readonly do: 'open' | 'take cash'; readonly cents: number }
  | { readonly do: 'close'; readonly leaveUnpaid: boolean };

/** What a cook does at a display, and what the counter tells the kitchen of when it is made. */
export type KitchenStep =
  | { readonly do: 'bump' | 'unbump'; readonly order: number; readonly line: number }
  | {
      readonly do: 'begin' | 'strike' | 'bring back';
      readonly order: number;
      readonly lines: readonly number[];
      readonly stations: Stations;
      /** How many times it has been called back since it was made; null = it does not say. */
      readonly recallsSince: number | null;
    }
  | {
      readonly do: 'confirm';
      readonly order: number;
      readonly lines: readonly { readonly line: number; readonly told: number }[];
      readonly stations: Stations;
    }
  | {
      readonly do: 'show';
      readonly order: number;
      readonly stations: Stations;
      /** How much less the display had been told than there was; null = it does not say. */
      readonly behind: number | null;
    }
  | { readonly do: 'rush'; readonly order: number; readonly rush: boolean }
  | { readonly do: 'fire'; readonly order: number; readonly course: number };

/** The stations of a display; null = it does not say, which means all. */
export type Stations = readonly string[] | null;

/** In words alone, or one of the shop's: `mistyped` gives all back to the stock, `spoiled` nothing. */
export type CancelReason = 'words' | 'mistyped' | 'spoiled';

export interface Line {
  readonly item: string;
  readonly quantity: number;
  readonly course: number;
}

/** Units off a line; `mistyped` gives them back to the stock, `spoiled` does not, null says nothing. */
export interface TakenOff {
  readonly line: number;
  readonly quantity: number;
  readonly reason: 'mistyped' | 'spoiled' | null;
}

/** How the commits of a round go: well, or with what; a crash comes after the round. */
export type Weather = 'fair' | 'full' | 'broken before' | 'broken after' | 'crash' | 'restart';

/** Steps sent at once, and how that goes. */
export interface Round {
  readonly steps: readonly Step[];
  readonly weather: Weather;
}

const index = fc.nat({ max: 20 });
const item = fc.constantFrom('guarana', 'guarana', 'pizza-margherita');
const action = fc.constantFrom<Exclude<OrderAction, 'cancel'>>(
  'send',
  'start',
  'ready',
  'complete',
  'recall',
);

const course = fc.constantFrom(1, 1, 2, 3);
const line = fc.record({ item, quantity: fc.integer({ min: 1, max: 4 }), course });

const place = fc.record({
  do: fc.constant('place' as const),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  hold: fc.boolean(),
  mail: fc.boolean(),
  atCounter: fc.boolean(),
});

const change = fc.record({
  do: fc.constant('change' as const),
  order: index,
  add: fc.array(line, { maxLength: 1 }),
  table: fc.constantFrom(null, null, '1', '2'),
  off: fc.option(
    fc.record({
      line: fc.nat({ max: 2 }),
      quantity: fc.integer({ min: 1, max: 4 }),
      reason: fc.constantFrom('mistyped', 'mistyped', 'spoiled', null),
    }),
  ),
});

const nth = fc.nat({ max: 2 });
const stations = fc.constantFrom(null, ['oven'], ['bar'], ['oven', 'bar']);

/** What happens in the kitchen: to the few orders that are there, so that more than one thing befalls each. */
const kitchen: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('bump' as const, 'unbump' as const),
    order: fc.nat(3),
    line: nth,
  }),
  fc.record({
    do: fc.constantFrom(
      'begin' as const,
      'strike' as const,
      'strike' as const,
      'bring back' as const,
    ),
    order: fc.nat(3),
    lines: fc.array(nth, { minLength: 1, maxLength: 3 }),
    stations,
    recallsSince: fc.constantFrom(null, null, 0, 1),
  }),
  fc.record({
    do: fc.constant('confirm' as const),
    order: fc.nat(3),
    lines: fc.array(fc.record({ line: nth, told: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    stations,
  }),
  fc.record({
    do: fc.constant('show' as const),
    order: fc.nat(3),
    stations,
    behind: fc.constantFrom(null, 0, 1),
  }),
  fc.record({
    do: fc.constant('cancel' as const),
    order: fc.nat(3),
    reason: fc.constantFrom<CancelReason>('words', 'mistyped', 'spoiled'),
  }),
  fc.record({ do: fc.constant('rush' as const), order: fc.nat(3), rush: fc.boolean() }),
  fc.record({ do: fc.constant('fire' as const), order: fc.nat(3), course }),
);

const cents = fc.integer({ min: 1, max: 9000 });

/** What happens to money. */
const till: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('pay' as const),
    order: fc.nat(3),
    cents: fc.oneof(cents, fc.constant('all' as const)),
  }),
  fc.record({
    do: fc.constant('refund' as const),
    order: fc.nat(3),
    payment: fc.nat(1),
    cents: fc.integer({ min: 1, max: 900 }),
  }),
  fc.record({ do: fc.constantFrom('open' as const, 'open' as const, 'take cash' as const), cents }),
  fc.record({ do: fc.constant('close' as const), leaveUnpaid: fc.boolean() }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: place },
  { weight: 4, arbitrary: change },
  { weight: 8, arbitrary: till },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('act' as const), order: index, action }) },
  { weight: 12, arbitrary: kitchen },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('stock' as const),
      item,
      available: fc.option(fc.nat({ max: 12 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('sale' as const), item, onSale: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('repeat' as const, 'reuse' as const), sent: index }),
  },
);

const weather = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Weather>('fair') },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Weather>(
      'full',
      'broken before',
      'broken after',
      'crash',
      'restart',
    ),
  },
);

/** What a cook has in view is changed or cancelled, and the cook takes note of as much as was there before. */
const takenNote: fc.Arbitrary<readonly Step[]> = fc
  .record({
    order: fc.nat(3),
    shown: stations,
    line: nth,
    told: fc.integer({ min: 1, max: 3 }),
    noted: stations,
    isCancelled: fc.boolean(),
  })
  .map(({ order, shown, line: of, told, noted, isCancelled }): readonly Step[] => {
    const off = { line: of, quantity: 1, reason: 'mistyped' as const };
    return [
      { do: 'show', order, stations: shown, behind: null },
      isCancelled
        ? { do: 'cancel', order, reason: 'words' }
        : { do: 'change', order, add: [], off, table: null },
      { do: 'confirm', order, lines: [{ line: of, told }], stations: noted },
    ];
  });

const steps = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: step.map((one): readonly Step[] => [one]) },
      { weight: 1, arbitrary: takenNote },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((stories) => stories.flat());

export const rounds = fc.array(fc.record({ steps, weather }), {
  minLength: 1,
  maxLength: 25,
  size: 'max',
});
