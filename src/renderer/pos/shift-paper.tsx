import Download from 'lucide-react/icons/download';
import Printer from 'lucide-react/icons/printer';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/errors.ts';
import type { Shift } from '../../shared/shift.ts';
import { useClient } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { Button } from '../ui/button.tsx';
import styles from './drawer.module.css';
import { printReceipt } from './receipt-print.ts';

import { saveFile } from './shift-file.ts';
import { ShiftReport } from './shift-report.tsx';

export interface ShiftPaperProps {
  readonly shift: Shift;
  /** What can be done beside printing it and keeping it as a file. */
  readonly children?: ReactNode;
}

/** A report as it looks on paper, and beside it what can be done with it. */
export function ShiftPaper({ shift, children }: ShiftPaperProps) {
  const { t } = useTranslation('pos');
  const { language } = useFormat();
  const say = useRefusalText();
  const client = useClient();
  const paper = useRef<HTMLElement>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const keep = async (): Promise<void> => {
    const path = `/api/v1/shifts/${shift.id}/report.csv?language=${language}`;
    const file = await client.download(path);
    setRefusal(file.ok ? null : file.refusal);
    const letter = shift.status === 'open' ? 'x' : 'z';
    if (file.ok) saveFile(file.value, `comanda-${letter}-${String(shift.number)}.csv`);
  };
  return (
    <div className={styles['paperColumns']}>
      {/* Longer than the page, it is scrolled with the keys too. */}
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
        tabIndex={0}
        role="region"
        aria-label={t('drawer.paper')}
        className={styles['preview']}
      >
        <ShiftReport ref={paper} shift={shift} />
      </div>
      <div className={styles['side']}>
        {children}
        <Button
          icon={<Printer aria-hidden size={20} />}
          onPress={() => {
            if (paper.current) printReceipt(paper.current);
          }}
        >
          {t('drawer.print')}
        </Button>
        <Button icon={<Download aria-hidden size={20} />} onPress={() => void keep()}>
          {t('drawer.csv')}
        </Button>
        {refusal ? (
          <p role="alert" className={styles['refused']}>
            {say(refusal).what} {say(refusal).now}
          </p>
        ) : null}
      </div>
    </div>
  );
}
