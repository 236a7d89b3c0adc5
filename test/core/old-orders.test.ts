import { expect, test } from 'vitest';
import { orderOf } from '../../src/main/core/db/load.ts';
import { OF_TODAY } from '../../src/main/core/db/old-orders.ts';
import { parseEvent } from '../../src/main/core/verify/parse-event.ts';
import { lingers } from '../../src/shared/told.ts';

/**
 * Data of events as earlier versions wrote them, to the letter: the log of a shop that has been at work since then holds
 * millions of these, and they are never rewritten.
 */
const BEFORE_PAYMENTS = `{"order":{"id":"0192d3c0-0000-7000-8000-000000000001","number":7,
"businessDate":"2026-03-01","status":"ready","service":"dine_in","channel":"counter",
"customer":{"name":"Ana","email":"ana@example.com","phone":null,"language":null},"table":"4",
"note":"o cliente disse: \\"rush\\": já","wishedTime":"20:30","lines":[
{"id":"0192d3c0-0000-7000-8000-000000000002","itemId":"guarana","name":"Guaraná lata","quantity":2,
"unitPriceCents":700,"modifiers":[],"note":null,"station":"bar","status":"ready","totalCents":1400,
"stockTaken":2},
{"id":"0192d3c0-0000-7000-8000-000000000003","itemId":"picanha","name":"Picanha","quantity":1,
"unitPriceCents":8990,"modifiers":[{"id":"rare","name":"Malpassada","priceCents":0}],"note":"sem sal",
"station":"oven","status":"ready","totalCents":8990,"stockTaken":0}],
"totals":{"subtotalCents":10390,"discountCents":0,"totalCents":10390,"paidCents":0,"dueCents":10390},
"placedAt":"2026-03-01T22:00:00.000Z","sentAt":"2026-03-01T22:00:00.000Z",
"startedAt":"2026-03-01T22:05:00.000Z","readyAt":"2026-03-01T22:15:00.000Z","completedAt":null,
"cancelledAt":null,"cancelReason":null,"shownAt":"2026-03-01T22:00:01.000Z","readiness":1,
"recalled":false,"allowedActions":["complete","recall","cancel"],"version":4}}`;

/** A held one. */
const PARKED_BEFORE_PAYMENTS = BEFORE_PAYMENTS.replaceAll('"status":"ready"', '"status":"pending"')
  .replace('"status":"pending","service"', '"status":"held","service"')
  .replace(/"(sentAt|startedAt|readyAt|shownAt)":"[^"]*"/g, '"$1":null')
  .replace('"readiness":1', '"readiness":0')
  .replace('["complete","recall","cancel"]', '["send","cancel"]');

const BEFORE_TASKS = `{"order":{"id":"0192d3c0-0000-7000-8000-000000000011","number":8,
"businessDate":"2026-09-01","status":"preparing","service":"takeaway","channel":"counter",
"customer":null,"table":null,"note":null,"wishedTime":null,"lines":[
{"id":"0192d3c0-0000-7000-8000-000000000012","itemId":"guarana","name":"Guaraná lata","quantity":1,
"unitPriceCents":700,"modifiers":[],"note":null,"allergy":false,"station":"bar","status":"ready",
"totalCents":700,"discount":null,"discountCents":0,"ledger":[
{"at":"2026-09-01T22:00:00.000Z","sent":2},
{"at":"2026-09-01T22:06:00.000Z","sent":-1,"reasonId":"mistyped","reason":"Erro de digitação","restocked":1}],
"stockTaken":1},
{"id":"0192d3c0-0000-7000-8000-000000000013","itemId":"pizza-margherita","name":"Pizza Margherita",
"quantity":1,"unitPriceCents":3990,"modifiers":[],"note":null,"allergy":true,"station":"oven",
"status":"preparing","totalCents":3990,"discount":null,"discountCents":0,
"ledger":[{"at":"2026-09-01T22:00:00.000Z","sent":1}],"stockTaken":0}],
"discount":null,"serviceCharge":null,
"totals":{"subtotalCents":4690,"discountCents":0,"serviceCents":0,"totalCents":4690,"paidCents":4690,"dueCents":0},
"split":null,"payments":[{"id":"0192d3c0-0000-7000-8000-000000000014","method":"cash",
"amountCents":4690,"tenderedCents":5000,"changeCents":310,"authorisation":null,"partId":null,
"at":"2026-09-01T22:07:00.000Z","shiftId":"0192d3c0-0000-7000-8000-000000000015",
"by":null,"refunds":[]}],
"awaitsPayment":false,"shiftId":"0192d3c0-0000-7000-8000-000000000015","takenBy":null,
"placedAt":"2026-09-01T22:00:00.000Z","sentAt":"2026-09-01T22:00:00.000Z",
"startedAt":"2026-09-01T22:05:00.000Z","readyAt":null,"completedAt":null,"cancelledAt":null,
"cancelReason":null,"shownAt":"2026-09-01T22:00:01.000Z","changeShownAt":"2026-09-01T22:06:01.000Z",
"readiness":0,"recalled":false,"allowedActions":["ready","cancel"],
"allowedChanges":["edit","discount","refund"],"version":6}}`;

/** The same, cancelled. */
const CANCELLED_BEFORE_TASKS = BEFORE_TASKS.replace('"status":"preparing"', '"status":"cancelled"')
  .replace('"status":"ready"', '"status":"cancelled"')
  .replace('"station":"oven",\n"status":"preparing"', '"station":"oven",\n"status":"cancelled"')
  .replace('"cancelledAt":null', '"cancelledAt":"2026-09-01T22:09:00.000Z"');

/** The order by both who read the log: the broker, which trusts it, and the replay, which does not. */
function told(data: string): ReturnType<typeof orderOf> {
  const order = orderOf(data);
  const event = parseEvent({ seq: 1, type: 'order.changed', at: 0, actor: null, data });
  if (typeof event === 'string') throw new Error(event);
  expect(event).toMatchObject({ type: 'order.changed', data: { isRetold: true } });
  expect(event.data).toEqual({ order, isRetold: true });
  expect(data).not.toContain(OF_TODAY);
  expect(JSON.stringify({ order })).toContain(OF_TODAY);
  return order;
}

test('[BRK29] an order from before payments is told with nothing paid and one task done a line', () => {
  const { order: old } = JSON.parse(BEFORE_PAYMENTS);
  const sent = (quantity: number) => [{ at: old.sentAt, sent: quantity }];
  const line = {
    course: 1,
    firedAt: old.sentAt,
    allergy: false,
    discount: null,
    discountCents: 0,
  };
  const task = { shownAt: old.shownAt, doneAt: old.readyAt, confirmed: 1 };
  expect(told(BEFORE_PAYMENTS)).toEqual({
    ...old,
    dueAt: null,
    rush: false,
    lines: [
      { ...old.lines[0], ...line, ledger: sent(2), tasks: [{ station: 'bar', ...task }] },
      { ...old.lines[1], ...line, ledger: sent(1), tasks: [{ station: 'oven', ...task }] },
    ],
    discount: null,
    serviceCharge: null,
    totals: { ...old.totals, serviceCents: 0 },
    split: null,
    payments: [],
    awaitsPayment: false,
    shiftId: null,
    takenBy: null,
    changeShownAt: null,
    allowedChanges: ['edit', 'discount', 'split', 'pay'],
  });
});

test('[BRK29] of one that was parked then, the kitchen was told nothing', () => {
  const order = told(PARKED_BEFORE_PAYMENTS);
  expect(order).toMatchObject({
    status: 'held',
    allowedChanges: ['edit', 'rush', 'discount', 'split', 'pay'],
  });
  for (const { firedAt, ledger, tasks } of order.lines) {
    expect({ firedAt, ledger }).toEqual({ firedAt: null, ledger: [] });
    expect(tasks).toMatchObject([{ shownAt: null, doneAt: null, confirmed: 0 }]);
  }
});

test('[BRK29] an order from before tasks keeps its ledgers, all of them taken note of', () => {
  const { order: old } = JSON.parse(BEFORE_TASKS);
  const line = { course: 1, firedAt: old.sentAt };
  const { shownAt, startedAt } = old;
  expect(told(BEFORE_TASKS)).toEqual({
    ...old,
    dueAt: null,
    rush: false,
    lines: [
      // When this line was done was not kept: it was after the order was begun.
      {
        ...old.lines[0],
        ...line,
        tasks: [{ station: 'bar', shownAt, doneAt: startedAt, confirmed: 2 }],
      },
      {
        ...old.lines[1],
        ...line,
        tasks: [{ station: 'oven', shownAt, doneAt: null, confirmed: 1 }],
      },
    ],
    allowedChanges: ['edit', 'rush', 'discount', 'refund'],
  });
});

test('[BRK29] one that was cancelled then is nobody’s to take note of', () => {
  const order = told(CANCELLED_BEFORE_TASKS);
  expect(order.lines.map(({ tasks }) => tasks[0]?.confirmed)).toEqual([3, 2]);
  expect(lingers(order)).toBe(false);
});
