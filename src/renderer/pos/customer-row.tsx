import BadgePercent from 'lucide-react/icons/badge-percent';
import CircleAlert from 'lucide-react/icons/circle-alert';
import NotebookPen from 'lucide-react/icons/notebook-pen';
import UserRound from 'lucide-react/icons/user-round';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Hidden } from '../ui/hidden.tsx';
import { useCounter, useDraft } from './counter-context.tsx';
import styles from './customer-row.module.css';
import { emailErrorOf } from './customer-errors.ts';
import type { CustomerField } from './customer-sheet.tsx';
import { readablePhone } from './phone-number.ts';

/** Whom the order is for and what to know about it, in one line; a tap opens both. */
export function CustomerRow({ onOpen }: { readonly onOpen: (field: CustomerField) => void }) {
  const { t } = useTranslation('pos');
  const { flows } = useCounter();
  const draft = useDraft();
  const { name, email, phone } = draft.customer;
  const customer = [name, readablePhone(phone), email].map((text) => text.trim()).filter(Boolean);
  const wrong = emailErrorOf(draft) !== null;
  return (
    <div className={styles['row']}>
      <Button
        size="touch"
        variant={wrong ? 'danger' : 'secondary'}
        icon={wrong ? <CircleAlert aria-hidden size={20} /> : <UserRound aria-hidden size={20} />}
        isDisabled={draft.sending !== null}
        onPress={() => onOpen(wrong ? 'email' : 'name')}
        className={cx(styles['part'], customer.length > 0 && styles['filled'])}
      >
        {customer.length > 0 ? (
          <>
            <Hidden>{t('customer')}</Hidden>
            {wrong ? `${t('checkEmail')} · ` : null}
            {customer.slice(0, 2).join(' · ')}
          </>
        ) : (
          t('addCustomer')
        )}
      </Button>
      <Button
        size="touch"
        icon={<NotebookPen aria-hidden size={20} />}
        isDisabled={draft.sending !== null}
        onPress={() => onOpen('note')}
        className={cx(styles['part'], draft.note !== '' && styles['filled'])}
      >
        {draft.note.trim() || t('addNote')}
      </Button>
      <IconButton
        variant="secondary"
        label={t('entry.orderDiscount')}
        isDisabled={draft.sending !== null || draft.lines.length === 0}
        onPress={() => flows.getState().open({ kind: 'discount', orderId: 'draft', lineId: null })}
        className={styles['discount']}
      >
        <BadgePercent aria-hidden size={20} />
      </IconButton>
    </div>
  );
}
