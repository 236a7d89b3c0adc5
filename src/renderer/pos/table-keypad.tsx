import Calculator from 'lucide-react/icons/calculator';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Keypad } from '../ui/keypad.tsx';
import { Dialog } from '../ui/overlay.tsx';
import styles from './table-keypad.module.css';

export interface TableKeypadProps {
  readonly table: string;
  readonly onTable: (table: string) => void;
  readonly isDisabled: boolean;
}

/** The number of a table by touch, where the machine shows no keyboard of its own. */
export function TableKeypad({ table, onTable, isDisabled }: TableKeypadProps) {
  const { t } = useTranslation('pos');
  const [open, setOpen] = useState(false);
  // The first key replaces what stood there.
  const [fresh, setFresh] = useState(true);
  const set = (next: string): void => {
    setFresh(false);
    onTable(next.slice(0, LIMITS.name));
  };
  const close = (): void => setOpen(false);
  return (
    <>
      <IconButton
        size="counter"
        variant="secondary"
        label={t('entry.tableKeypad')}
        isDisabled={isDisabled}
        onPress={() => {
          setFresh(true);
          setOpen(true);
        }}
      >
        <Calculator aria-hidden size={22} />
      </IconButton>
      <Dialog
        open={open}
        onClose={close}
        title={t('tableNumber')}
        footer={
          <Button variant="primary" wide onPress={close}>
            {t('done')}
          </Button>
        }
      >
        <output aria-label={t('tableNumber')} className={styles['number']}>
          {table === '' ? '–' : table}
        </output>
        <Keypad
          label={t('tableNumber')}
          onDigit={(digit) => set(fresh ? digit : `${table}${digit}`)}
          onBackspace={() => set(fresh ? '' : table.slice(0, -1))}
          onClear={() => set('')}
          onEnter={close}
        />
      </Dialog>
    </>
  );
}
