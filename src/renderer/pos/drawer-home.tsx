import ArrowDownToLine from 'lucide-react/icons/arrow-down-to-line';
import ArrowUpFromLine from 'lucide-react/icons/arrow-up-from-line';
import Coins from 'lucide-react/icons/coins';
import FileClock from 'lucide-react/icons/file-clock';
import FileText from 'lucide-react/icons/file-text';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../shared/shift.ts';
import { Button } from '../ui/button.tsx';
import { useOpenedWords } from './drawer-opened.ts';
import styles from './drawer.module.css';

export interface DrawerHomeProps {
  readonly shift: Shift;
  /** A count was begun before. */
  readonly isCounting: boolean;
  readonly onShow: (kind: 'in' | 'out' | 'report' | 'list' | 'count') => void;
  /** What there is beside this counter's own. */
  readonly children?: ReactNode;
}

/** What can be done with an open drawer. What should be in it is not said here: the way to counting it leads past. */
export function DrawerHome({ shift, isCounting, onShow, children }: DrawerHomeProps) {
  const { t } = useTranslation('pos');
  const opened = useOpenedWords();
  return (
    <>
      <p className={styles['lead']}>{opened(shift)}</p>
      <div className={styles['tiles']}>
        <Button
          autoFocus
          size="kitchen"
          icon={<ArrowDownToLine aria-hidden />}
          onPress={() => onShow('in')}
        >
          {t('drawer.in')}
        </Button>
        <Button size="kitchen" icon={<ArrowUpFromLine aria-hidden />} onPress={() => onShow('out')}>
          {t('drawer.out')}
        </Button>
        <Button size="kitchen" icon={<FileText aria-hidden />} onPress={() => onShow('report')}>
          {t('drawer.report.open', { number: shift.number })}
        </Button>
        <Button size="kitchen" icon={<FileClock aria-hidden />} onPress={() => onShow('list')}>
          {t('drawer.earlier')}
        </Button>
      </div>
      <Button
        variant="primary"
        size="kitchen"
        wide
        icon={<Coins aria-hidden />}
        onPress={() => onShow('count')}
      >
        {isCounting ? t('drawer.closeGoOn') : t('drawer.close')}
      </Button>
      {children}
    </>
  );
}
