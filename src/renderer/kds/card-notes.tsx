import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui/cx.ts';
import { isAllergyNote } from './allergy.ts';
import styles from './card-lines.module.css';

/** What somebody said of a line or an order; loud where it is a matter of health. */
export function Note({ text, warning }: { readonly text: string; readonly warning: boolean }) {
  const { t } = useTranslation('kds');
  return (
    <span className={cx(styles['note'], warning && styles['allergy'])}>
      {warning ? (
        <TriangleAlert size={26} strokeWidth={2.5} role="img" aria-label={t('allergy')} />
      ) : (
        <Info size={24} strokeWidth={2.5} role="img" aria-label={t('note')} />
      )}
      <span>{text}</span>
    </span>
  );
}

/** The counter says that the line is a matter of health, beside what its note says or without one. */
export function Allergy() {
  const { t } = useTranslation('kds');
  return (
    <span className={cx(styles['note'], styles['allergy'], styles['allergyWord'])}>
      <TriangleAlert size={26} strokeWidth={2.5} role="img" aria-label={t('allergy')} />
      <span>{t('allergyWord')}</span>
    </span>
  );
}

/** What the customer said of the whole order: above all lines. */
export function OrderNote({
  text,
  isNew,
  isOff,
}: {
  readonly text: string;
  /** It was changed, and the cook has yet to take note. */
  readonly isNew: boolean;
  /** The order is cancelled: what is not made warns of nothing. */
  readonly isOff: boolean;
}) {
  return (
    <p className={cx(styles['orderNote'], isNew && styles['newNote'])}>
      <Note text={text} warning={!isOff && isAllergyNote(text)} />
    </p>
  );
}
