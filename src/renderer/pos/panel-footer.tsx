import CloudUpload from 'lucide-react/icons/cloud-upload';
import HandCoins from 'lucide-react/icons/hand-coins';
import LockOpen from 'lucide-react/icons/lock-open';
import Pause from 'lucide-react/icons/pause';
import Plus from 'lucide-react/icons/plus';
import Printer from 'lucide-react/icons/printer';
import SendHorizontal from 'lucide-react/icons/send-horizontal';
import { useTranslation } from 'react-i18next';
import { useMirror, useNow } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useCounter, useDraft, useDrafts } from './counter-context.tsx';
import type { Sending } from './draft.ts';
import { useDraftPrice } from './draft-price.ts';
import { useNextStep, type NextStep } from './next-step.ts';
import styles from './panel-footer.module.css';
import { PanelTotals } from './panel-totals.tsx';
import type { HowToPlace } from './sender.ts';

/** After this long without an answer the cashier should know why, and go on. Milliseconds. */
const PATIENCE_MS = 1500;

export interface PanelFooterProps {
  readonly onPlace: (how: HowToPlace) => void;
  /** The confirmed order was noted: back to the menu, where that is another view. */
  readonly onNext: () => void;
}

/** What the order comes to, and the one next thing to do: the largest button of the page. */
export function PanelFooter({ onPlace, onNext }: PanelFooterProps) {
  const draft = useDraft();
  const step = useNextStep();
  return (
    <footer className={styles['footer']}>
      {step.kind === 'pay' || step.kind === 'next' ? (
        <AfterPlacing step={step} onNext={onNext} />
      ) : (
        <>
          <PanelTotals />
          {draft.sending ? (
            <Underway sending={draft.sending} />
          ) : (
            <BeforePlacing step={step} onPlace={onPlace} />
          )}
        </>
      )}
    </footer>
  );
}

function BeforePlacing(props: {
  readonly step: NextStep;
  readonly onPlace: PanelFooterProps['onPlace'];
}) {
  const { step, onPlace } = props;
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const { flows } = useCounter();
  const { totalCents } = useDraftPrice();
  const isEmpty = useDraft().lines.length === 0;
  const receive = (
    <>
      {t('entry.receive')} {isEmpty ? null : money(totalCents)}
    </>
  );
  if (step.kind === 'open_drawer') {
    return (
      <>
        <p role="status" className={styles['hint']}>
          {t('entry.drawerClosed')}
        </p>
        <Button
          variant="primary"
          wide
          className={styles['primary']}
          icon={<LockOpen aria-hidden />}
          onPress={() => flows.getState().open({ kind: 'drawer' })}
        >
          {t('entry.openDrawer')}
        </Button>
      </>
    );
  }
  const paysFirst = step.kind === 'pay_first';
  return (
    <>
      <div className={styles['others']}>
        <Button
          icon={<Pause aria-hidden size={20} />}
          isDisabled={isEmpty}
          onPress={() => onPlace({ hold: true })}
        >
          {t('hold')}
        </Button>
        {paysFirst ? (
          <p className={styles['hint']}>{t('entry.payFirst')}</p>
        ) : (
          <Button
            icon={<HandCoins aria-hidden size={20} />}
            isDisabled={isEmpty}
            onPress={() => onPlace({ toPay: true })}
          >
            {receive}
          </Button>
        )}
      </div>
      <Button
        variant="primary"
        wide
        className={styles['primary']}
        icon={paysFirst ? <HandCoins aria-hidden /> : <SendHorizontal aria-hidden />}
        isDisabled={isEmpty}
        onPress={() => onPlace({ toPay: paysFirst })}
      >
        {paysFirst ? receive : t('send')}
      </Button>
    </>
  );
}

/** The broker has it: its money, while there is some to take, and then the next order. */
function AfterPlacing(props: { readonly step: NextStep; readonly onNext: () => void }) {
  const { step, onNext } = props;
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const { drafts, flows } = useCounter();
  const orderId = useDrafts(({ placed }) => placed?.orderId);
  const next = (): void => {
    drafts.getState().next();
    onNext();
  };
  return (
    <>
      <div className={styles['others']}>
        {orderId === undefined ? null : (
          <Button
            icon={<Printer aria-hidden size={20} />}
            onPress={() => flows.getState().open({ kind: 'receipt', orderId })}
          >
            {t('entry.receipt')}
          </Button>
        )}
        {step.kind === 'pay' ? (
          <Button icon={<Plus aria-hidden size={20} />} onPress={next}>
            {t('next')}
          </Button>
        ) : null}
      </div>
      {step.kind === 'pay' ? (
        <Button
          variant="primary"
          wide
          className={styles['primary']}
          icon={<HandCoins aria-hidden />}
          onPress={() => flows.getState().open({ kind: 'payment', orderId: step.order.id })}
        >
          {t('entry.receive')} {money(step.order.totals.dueCents)}
        </Button>
      ) : (
        <Button
          variant="primary"
          wide
          className={styles['primary']}
          icon={<Plus aria-hidden />}
          onPress={next}
        >
          {t('next')}
        </Button>
      )}
    </>
  );
}

/** On its way: a moment's spinner, or, when the broker is silent, the word that it waits here and the way on. */
function Underway({ sending }: { readonly sending: Sending }) {
  const { t } = useTranslation('pos');
  const { drafts } = useCounter();
  const live = useMirror((state) => state.connection.state === 'live');
  const late = useNow(500) - sending.since > PATIENCE_MS;
  if (live && !late) {
    return (
      <div role="status" className={styles['sending']}>
        <Spinner /> {t('sending')}
      </div>
    );
  }
  return (
    <div className={styles['waiting']}>
      <div role="status" className={styles['waitingText']}>
        <CloudUpload aria-hidden size={24} />
        <span>
          <strong>{t('waitingForServer')}</strong>
          <span>{t('waitingText')}</span>
        </span>
      </div>
      <Button
        variant="primary"
        wide
        icon={<Plus aria-hidden />}
        onPress={() => drafts.getState().next()}
      >
        {t('next')}
      </Button>
    </div>
  );
}
