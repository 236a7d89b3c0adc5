import CircleAlert from 'lucide-react/icons/circle-alert';
import ScanBarcode from 'lucide-react/icons/scan-barcode';
import Undo2 from 'lucide-react/icons/undo-2';
import X from 'lucide-react/icons/x';
import { useTranslation } from 'react-i18next';
import { formatOrderNumber } from '../i18n/format.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { useActions } from './counter-context.tsx';
import styles from './notice-bar.module.css';
import { useDialogOpen } from './use-dialog-open.ts';
import { usePassingNotice } from './use-passing-notice.ts';

/** Stays alive above an open sheet, whose own action may be what the message is about. */
const TOP_LAYER = { 'data-react-aria-top-layer': 'true' } as const;

/**
 * One message over the foot of the page; beside a sheet or dialog, where it covers none of its buttons, only what concerns
 * it. A refusal stays until it is answered: nobody has to read fast.
 */
export function NoticeBar() {
  const { t } = useTranslation('pos');
  const notice = useActions((state) => state.notice);
  const notify = useActions((state) => state.notify);
  const say = useRefusalText();
  const isAside = useDialogOpen();
  usePassingNotice();
  const isShown = !isAside || notice?.kind === 'refused' || notice?.kind === 'scan_ignored';
  if (!notice || !isShown) return <div {...TOP_LAYER} />;
  const refusal = notice.kind === 'refused' ? say(notice.refusal) : null;
  const isScan = notice.kind === 'unknown_code' || notice.kind === 'scan_ignored';
  return (
    <div {...TOP_LAYER}>
      <div
        role={refusal || isScan ? 'alert' : 'status'}
        className={cx(
          styles['notice'],
          isAside && styles['aside'],
          refusal && styles['refused'],
          isScan && styles['warned'],
        )}
      >
        {refusal ? <CircleAlert aria-hidden /> : null}
        {isScan ? <ScanBarcode aria-hidden /> : null}
        <p className={styles['text']}>
          {notice.kind === 'refused' && notice.number !== null ? (
            <strong>{t('notice.about', { number: formatOrderNumber(notice.number) })}: </strong>
          ) : null}
          {refusal ? `${refusal.what} ${refusal.now}` : null}
          {notice.kind === 'unavailable' ? t('soldOutNamed', { name: notice.name }) : null}
          {notice.kind === 'unknown_code' ? t('entry.unknownCode', { code: notice.code }) : null}
          {notice.kind === 'scan_ignored' ? t('entry.scanIgnored') : null}
          {notice.kind === 'cleared' ? t('cleared') : null}
        </p>
        {notice.kind === 'cleared' ? (
          <Button
            size="touch"
            icon={<Undo2 aria-hidden size={20} />}
            onPress={() => {
              notice.undo();
              notify(null);
            }}
          >
            {t('undo')}
          </Button>
        ) : null}
        <IconButton label={t('notice.dismiss')} onPress={() => notify(null)}>
          <X aria-hidden size={20} />
        </IconButton>
      </div>
    </div>
  );
}
