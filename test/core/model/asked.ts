import type { Command } from '../../../src/shared/commands.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { ModelOrder, ShopModel } from './shop-model.ts';
import type { Step } from './steps.ts';

/** A command, and what the model says to it once it is its turn. */
type Asked = [Command, () => string | null];

export function atDrawer(
  model: ShopModel,
  step: Extract<Step, { do: 'open' | 'take cash' | 'close' }>,
): Asked {
  if (step.do === 'close') {
    const { leaveUnpaid } = step;
    const data = { counts: [{ valueCents: 1000, count: 3 }], leaveUnpaid };
    return [{ type: 'shift.close', data }, () => model.closeShift(leaveUnpaid)];
  }
  const { cents } = step;
  return step.do === 'open'
    ? [{ type: 'shift.open', data: { floatCents: cents } }, () => model.openShift(cents)]
    : [
        { type: 'shift.cash_out', data: { amountCents: cents, reason: 'model' } },
        () => model.takeCash(cents),
      ];
}

export function onLines(
  model: ShopModel,
  order: ModelOrder,
  known: Order | undefined,
  { add, off, table }: Extract<Step, { do: 'change' }>,
): Asked {
  const orderId = order.id;
  const lines = known?.lines ?? [];
  const line = off && lines[off.line % lines.length];
  const data = {
    orderId,
    ...(table !== null && { table }),
    add: add.map(({ item, ...rest }) => ({ itemId: item, ...rest })),
    takeOff:
      off && line
        ? [
            {
              lineId: line.id,
              quantity: off.quantity,
              ...(off.reason && { reasonId: off.reason }),
            },
          ]
        : [],
  };
  const predict = () => {
    const isOver = order.status === 'completed' || order.status === 'cancelled';
    if (!off || !line || isOver) return model.change(order, add, null, table);
    // By its identity: what was sent at once with this may have moved or taken the lines before it.
    const now = order.lines.findIndex(({ id }) => id === line.id);
    return now < 0 ? 'not_found' : model.change(order, add, { ...off, line: now }, table);
  };
  return [{ type: 'order.change', data }, predict];
}

export function onMoney(
  model: ShopModel,
  order: ModelOrder,
  known: Order | undefined,
  step: Extract<Step, { do: 'pay' | 'refund' }>,
): Asked | null {
  const orderId = order.id;
  if (step.do === 'pay') {
    const amountCents = step.cents === 'all' ? (known?.totals.dueCents ?? 0) : step.cents;
    if (amountCents <= 0) return null;
    const data = { orderId, method: 'cash' as const, amountCents };
    return [{ type: 'payment.take', data }, () => model.pay(order, amountCents)];
  }
  const nth = known && step.payment % Math.max(1, known.payments.length);
  const payment = nth === undefined ? undefined : known?.payments[nth];
  if (nth === undefined || !payment) return null;
  const data = { orderId, paymentId: payment.id, amountCents: step.cents, reason: 'model' };
  return [{ type: 'payment.refund', data }, () => model.refund(order, nth, step.cents)];
}

export function onOrder(
  model: ShopModel,
  order: ModelOrder,
  step: Extract<Step, { do: 'act' | 'cancel' }>,
): Asked {
  const orderId = order.id;
  if (step.do === 'act') {
    const { action } = step;
    return [{ type: `order.${action}`, data: { orderId } }, () => model.act(order, action)];
  }
  const { reason } = step;
  const why = reason === 'words' ? { reason: 'model' } : { reasonId: reason };
  return [{ type: 'order.cancel', data: { orderId, ...why } }, () => model.cancel(order, reason)];
}
