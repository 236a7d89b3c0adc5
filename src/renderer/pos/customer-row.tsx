import BadgePercent from 'lucide-react/icons/badge-percent';
import CircleAlert from 'lucide-react/icons/circle-alert';
import NotebookPen from 'lucide-react/icons/notebook-pen';
import UserRound from 'lucide-react/icons/user-round';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Hidden } from '../ui/hidden.tsx';
import { useCounter, useDrafts } from './counter-context.tsx';
import styles from './customer-row.module.css';
import { emailErrorOf } from './customer-errors.ts';
import { activeOf } from './draft-store.ts';
import type { CustomerField } from './customer-sheet.tsx';
import { readablePhone } from './phone-number.ts';

/** Whom the order is for and what to know about it, in one line; a tap opens both. */
export function CustomerRow({ onOpen }: { readonly onOpen: (field: CustomerField) => void }) {
  const { t } = useTranslation('pos');
  const { flows } = useCounter();
  // Not the draft: a line more or less is nothing to draw this for.
  const { name, email, phone } = useDrafts((state) => activeOf(state).customer);
  const note = useDrafts((state) => activeOf(state).note);
  const busy = useDrafts((state) => activeOf(state).sending !== null);
  const hasLines = useDrafts((state) => activeOf(state).lines.length > 0);
  const customer = [name, readablePhone(phone), email].map((text) => text.trim()).filter(Boolean);
  const wrong = useDrafts((state) => emailErrorOf(activeOf(state)) !== null);
  return (
    <div className={styles['row']}>
      <Button
        variant={wrong ? 'danger' : 'secondary'}
        icon={wrong ? <CircleAlert aria-hidden size={20} /> : <UserRound aria-hidden size={20} />}
        isDisabled={busy}
        onPress={() => onOpen(wrong ? 'email' : 'name')}
        className={cx(styles['part'], customer.length > 0 && styles['filled'])}
      >
        {customer.length > 0 ? (
          <>
            <Hidden>{t(wrong ? 'checkEmail' : 'customer')}</Hidden>{' '}
            {customer.slice(0, 2).join(' · ')}
          </>
        ) : (
          t('addCustomer')
        )}
      </Button>
      <Button
        icon={<NotebookPen aria-hidden size={20} />}
        isDisabled={busy}
        onPress={() => onOpen('note')}
        className={cx(styles['part'], note !== '' && styles['filled'])}
      >
        {note.trim() || t('addNote')}
      </Button>
      <IconButton
        size="counter"
        variant="secondary"
        label={t('entry.orderDiscount')}
        isDisabled={busy || !hasLines}
        onPress={() => flows.getState().open({ kind: 'discount', orderId: 'draft', lineId: null })}
        className={styles['discount']}
      >
        <BadgePercent aria-hidden size={20} />
      </IconButton>
    </div>
  );
}
