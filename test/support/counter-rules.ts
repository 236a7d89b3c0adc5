import type { CounterRules } from '../../src/shared/counter-rules.ts';

/** What a shop that has set nothing goes by, with one reason of each kind. */
export const COUNTER_RULES: CounterRules = {
  serviceChargeBasisPoints: 1000,
  fireOn: { counter: 'send', dine_in: 'send', takeaway: 'send', delivery: 'send' },
  managerFor: [],
  lockAfterSeconds: 300,
  voidReasons: [
    { id: 'mistyped', name: 'Erro de digitação', restock: true },
    { id: 'spoiled', name: 'Preparo perdido', restock: false },
  ],
};
