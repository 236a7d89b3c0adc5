import CloudUpload from 'lucide-react/icons/cloud-upload';
import Pause from 'lucide-react/icons/pause';
import Plus from 'lucide-react/icons/plus';
import SendHorizontal from 'lucide-react/icons/send-horizontal';
import { useTranslation } from 'react-i18next';
import { useMirror, useNow } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useCounter, useDraft, useDrafts } from './counter-context.tsx';
import { isEmpty, type Sending } from './draft.ts';
import { useDraftPrice } from './draft-price.ts';
import styles from './panel-footer.module.css';

/** After this long without an answer the cashier should know why, and go on. Milliseconds. */
const PATIENCE_MS = 1500;

export interface PanelFooterProps {
  readonly onPlace: (hold: boolean) => void;
  /** The confirmed order was noted: back to the menu, where that is another view. */
  readonly onNext: () => void;
}

/** The total, and the one next thing to do. */
export function PanelFooter({ onPlace, onNext }: PanelFooterProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const { drafts } = useCounter();
  const placed = useDrafts((state) => state.placed);
  const draft = useDraft();
  const { totalCents } = useDraftPrice();
  const units = draft.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const unsendable = draft.lines.length === 0;
  return (
    <footer className={styles['footer']}>
      <p className={styles['total']}>
        <span>
          {t('total')}{' '}
          {units > 0 ? (
            <small className={styles['units']}>{t('units', { count: units })}</small>
          ) : null}
        </span>
        <strong>{money(totalCents)}</strong>
      </p>
      {draft.sending ? (
        <Underway sending={draft.sending} />
      ) : placed && isEmpty(draft) ? (
        <Button
          variant="primary"
          wide
          className={styles['send']}
          icon={<Plus aria-hidden />}
          onPress={() => {
            drafts.getState().next();
            onNext();
          }}
        >
          {t('next')}
        </Button>
      ) : (
        <div className={styles['buttons']}>
          <Button
            className={styles['hold']}
            icon={<Pause aria-hidden size={20} />}
            isDisabled={unsendable}
            onPress={() => onPlace(true)}
          >
            {t('hold')}
          </Button>
          <Button
            variant="primary"
            className={styles['send']}
            icon={<SendHorizontal aria-hidden />}
            isDisabled={unsendable}
            onPress={() => onPlace(false)}
          >
            {t('send')}
          </Button>
        </div>
      )}
    </footer>
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
