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

/** Stays alive above an open sheet, whose own action may be what the message is about. */
const TOP_LAYER = { 'data-react-aria-top-layer': 'true' } as const;

/** One message over the foot of the page. It stays until it is answered: nobody has to read fast. */
export function NoticeBar() {
  const { t } = useTranslation('pos');
  const notice = useActions((state) => state.notice);
  const notify = useActions((state) => state.notify);
  const say = useRefusalText();
  if (!notice) return <div {...TOP_LAYER} />;
  const refusal = notice.kind === 'refused' ? say(notice.refusal) : null;
  return (
    <div {...TOP_LAYER}>
      <div
        role={refusal || notice.kind === 'unknown_code' ? 'alert' : 'status'}
        className={cx(
          styles['notice'],
          refusal && styles['refused'],
          notice.kind === 'unknown_code' && styles['warned'],
        )}
      >
        {refusal ? <CircleAlert aria-hidden /> : null}
        {notice.kind === 'unknown_code' ? <ScanBarcode aria-hidden /> : null}
        <p className={styles['text']}>
          {notice.kind === 'refused' && notice.number !== null ? (
            <strong>{t('notice.about', { number: formatOrderNumber(notice.number) })}: </strong>
          ) : null}
          {refusal ? `${refusal.what} ${refusal.now}` : null}
          {notice.kind === 'unavailable' ? t('soldOutNamed', { name: notice.name }) : null}
          {notice.kind === 'unknown_code' ? t('entry.unknownCode', { code: notice.code }) : null}
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
