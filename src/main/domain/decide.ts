import type { Command, CommandData, PlaceDish } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import type { OnTicket } from '../../shared/ticket-commands.ts';
import { actOnOrder, advanceOrder, completeOrder } from './change-order.ts';
import { editOrder } from './edit-order.ts';
import { findDish } from './find-dish.ts';
import { chargeService, discountOrder } from './price-order.ts';
import { mailReceipt } from './mail-receipt.ts';
import { refundPayment, takePayment } from './pay-order.ts';
import { closeShift, moveCash, openShift } from './run-shift.ts';
import { showOrders } from './show-orders.ts';
import { splitOrder } from './split-order.ts';
import { placeOrder } from './place-order.ts';
import {
  bumpTicket,
  confirmTicket,
  fireCourse,
  recallTicket,
  rushOrder,
  startTicket,
} from './work-ticket.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';

/**
 * The one place where the product decides. Pure: the same state, command and context give the same decision.
 * @param command has passed its schema
 */
export function decide(state: DecisionState, command: Command, context: DecisionContext): Decision {
  switch (command.type) {
    case 'order.place':
      return placeOrder(state, command.data, context);
    case 'order.place_dish':
      return placeDish(state, command.data, context);
    case 'order.send':
      return actOnOrder(state, command.data.orderId, 'send', context);
    case 'order.start':
      return actOnOrder(state, command.data.orderId, 'start', context);
    case 'order.ready':
      return actOnOrder(state, command.data.orderId, 'ready', context);
    case 'order.complete':
      return completeOrder(state, command.data, context);
    case 'order.recall':
      return actOnOrder(state, command.data.orderId, 'recall', context);
    case 'order.cancel':
      return actOnOrder(state, command.data.orderId, 'cancel', context, command.data);
    case 'order.advance':
      return advanceOrder(state, command.data, context);
    case 'order.change':
      return editOrder(state, command.data, context);
    case 'order.discount':
      return discountOrder(state, command.data, context);
    case 'order.service_charge':
      return chargeService(state, command.data, context);
    case 'order.split':
      return splitOrder(state, command.data, context);
    case 'order.receipt':
      return mailReceipt(state, command.data);
    case 'payment.take':
      return takePayment(state, command.data, context);
    case 'payment.refund':
      return refundPayment(state, command.data, context);
    case 'shift.open':
      return openShift(state, command.data, context);
    case 'shift.cash_in':
      return moveCash(state, 'in', command.data, context);
    case 'shift.cash_out':
      return moveCash(state, 'out', command.data, context);
    case 'shift.close':
      return closeShift(state, command.data, context);
    case 'order.shown':
      return showOrders(state, command.data, context);
    case 'order.rush':
      return rushOrder(state, command.data, context);
    case 'order.fire':
      return fireCourse(state, command.data, context);
    case 'line.bump':
      return bumpTicket(state, oneLine(command.data), context);
    case 'line.recall':
      return recallTicket(state, oneLine(command.data), context);
    case 'ticket.start':
      return startTicket(state, command.data, context);
    case 'ticket.bump':
      return bumpTicket(state, command.data, context);
    case 'ticket.recall':
      return recallTicket(state, command.data, context);
    case 'ticket.confirm':
      return confirmTicket(state, command.data, context);
    case 'stock.set':
      return setStock(state, command.data.itemId, command.data.available);
    case 'menu.set_on_sale':
      return setOnSale(state, command.data.itemId, command.data.onSale);
  }
}

/** One line, with all its stations, as a ticket of nothing else. */
function oneLine({ orderId, lineId }: CommandData<'line.bump'>): OnTicket {
  return { orderId, lineIds: [lineId] };
}

/** An order for one dish, found by its name in the menu as it is now. */
function placeDish(state: DecisionState, data: PlaceDish, context: DecisionContext): Decision {
  const item = findDish(state.menu, data.dish);
  if (!item) {
    const detail = 'No item of the menu has this name.';
    return refused(refuse('unknown_item', detail, { itemIds: [] }));
  }
  const { customer, wishedTime, quantity = 1 } = data;
  return placeOrder(
    state,
    { lines: [{ itemId: item.id, quantity }], customer, wishedTime },
    context,
  );
}

function setStock(state: DecisionState, itemId: string, available: number | null): Decision {
  if (!state.item(itemId)) return itemNotFound(itemId);
  if (state.available(itemId) === available) return { ok: true, events: [], order: null };
  return {
    ok: true,
    events: [{ type: 'stock.changed', data: { items: [{ itemId, available }] } }],
    order: null,
  };
}

function setOnSale(state: DecisionState, itemId: string, onSale: boolean): Decision {
  const item = state.item(itemId);
  if (!item) return itemNotFound(itemId);
  if (item.onSale === onSale) return { ok: true, events: [], order: null };
  return {
    ok: true,
    events: [{ type: 'menu.changed', data: { items: [{ ...item, onSale }] } }],
    order: null,
  };
}

function itemNotFound(itemId: string): Decision {
  return refused(refuse('not_found', 'The menu has no such item.', { itemId }));
}
