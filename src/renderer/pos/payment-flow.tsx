import { useFlows } from './counter-context.tsx';
import { DiscountSheet } from './discount-sheet.tsx';
import { PaymentSheet } from './payment-sheet.tsx';
import { RefundSheet } from './refund-sheet.tsx';

/** Taking money for an order, sharing it out, giving it back, discounts on orders that were sent. */
export function PaymentFlow() {
  const flow = useFlows((state) => state.flow);
  const close = useFlows((state) => state.close);
  switch (flow?.kind) {
    case 'payment':
      return (
        <PaymentSheet
          key={flow.orderId}
          orderId={flow.orderId}
          start={flow.start ?? null}
          onClose={close}
        />
      );
    case 'refund':
      return <RefundSheet key={flow.orderId} orderId={flow.orderId} onClose={close} />;
    case 'discount': {
      const { orderId, lineId } = flow;
      return (
        <DiscountSheet key={`${orderId} ${lineId}`} {...{ orderId, lineId }} onClose={close} />
      );
    }
    default:
      return null;
  }
}
