import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import HandPlatter from 'lucide-react/icons/hand-platter';
import PencilLine from 'lucide-react/icons/pencil-line';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import Zap from 'lucide-react/icons/zap';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import styles from './footer.module.css';
import { callsOf } from './off-page.ts';
import type { Ticket } from './tickets.ts';
import { useLateCount } from './use-late-count.ts';

const ICONS = { changed: PencilLine, rush: Zap, ready: HandPlatter } as const;

export interface PagerProps {
  /** Tickets on other pages. */
  readonly unseen: readonly Ticket[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
  /** Goes to the first page with something that asks for somebody. */
  readonly onCall: () => void;
}

/** The way to other pages, and what waits there. */
export function Pager({ unseen, page, pages, onPage, onCall }: PagerProps) {
  const { t } = useTranslation('kds');
  const late = useLateCount(unseen);
  return (
    <nav aria-label={t('pages.label')} className={styles['pages']}>
      <button
        type="button"
        className={styles['tool']}
        aria-label={t('pages.previous')}
        aria-disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        <ChevronLeft aria-hidden size={30} />
      </button>
      <span className={styles['position']} role="status">
        <span>{t('pages.position', { page: page + 1, pages })}</span>
        <span className={cx(styles['unseen'], late > 0 && styles['unseenLate'])}>
          {late > 0 ? <TriangleAlert aria-hidden size={18} strokeWidth={2.5} /> : null}
          {t('pages.unseen', { count: unseen.length })}
          {late > 0 ? ` · ${t('pages.unseenLate', { count: late })}` : null}
        </span>
      </span>
      <Calls unseen={unseen} onCall={onCall} />
      <button
        type="button"
        className={styles['tool']}
        aria-label={t('pages.next')}
        aria-disabled={page === pages - 1}
        onClick={() => onPage(page + 1)}
      >
        <ChevronRight aria-hidden size={30} />
      </button>
    </nav>
  );
}

/** What must not wait until somebody turns the page, by icon and word; one touch goes there. */
function Calls({ unseen, onCall }: Pick<PagerProps, 'unseen' | 'onCall'>) {
  const { t } = useTranslation('kds');
  const { list } = useFormat();
  const calls = useMemo(() => callsOf(unseen), [unseen]);
  if (calls.length === 0) return null;
  const words = calls.map(({ call, count }) => t(`pages.calls.${call}`, { count }));
  return (
    <button
      type="button"
      className={cx(styles['tool'], styles['calls'])}
      aria-label={t('pages.goToCalls', { calls: list(words) })}
      onClick={onCall}
    >
      {calls.map(({ call }, nth) => {
        const Icon = ICONS[call];
        return (
          <span key={call} className={styles['call']}>
            <Icon aria-hidden size={18} strokeWidth={2.5} />
            {words[nth]}
          </span>
        );
      })}
    </button>
  );
}
