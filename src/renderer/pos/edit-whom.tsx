import NotebookPen from 'lucide-react/icons/notebook-pen';
import UserRound from 'lucide-react/icons/user-round';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Hidden } from '../ui/hidden.tsx';
import type { CustomerField } from './customer-sheet.tsx';
import type { Draft } from './draft.ts';
import { DueButton } from './due-button.tsx';
import styles from './edit-sheet.module.css';
import { ServicePicker } from './service-picker.tsx';

export interface EditWhomProps {
  readonly draft: Draft;
  readonly onOpen: (field: CustomerField) => void;
}

/** Whom an order is for and for when, how it is served and what to know about it: each may change after it was sent. */
export function EditWhom({ draft, onOpen }: EditWhomProps) {
  const { t } = useTranslation('pos');
  const { name, email, phone } = draft.customer;
  const customer = [name, phone, email].map((text) => text.trim()).find(Boolean);
  const note = draft.note.trim();
  return (
    <section aria-label={t('orders.edit.whom')} className={styles['whom']}>
      <ServicePicker />
      <div className={styles['buttons']}>
        <Button icon={<UserRound aria-hidden size={20} />} onPress={() => onOpen('name')}>
          {customer ? <Hidden>{t('customer')}</Hidden> : null}
          {customer ?? t('addCustomer')}
        </Button>
        <Button icon={<NotebookPen aria-hidden size={20} />} onPress={() => onOpen('note')}>
          {note === '' ? null : <Hidden>{t('orderNote')}</Hidden>}
          {note === '' ? t('addNote') : note}
        </Button>
        <DueButton onPress={() => onOpen('due')} />
      </div>
    </section>
  );
}
