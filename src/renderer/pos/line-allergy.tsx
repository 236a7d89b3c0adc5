import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useTranslation } from 'react-i18next';
import type { OrderLine } from '../../shared/order.ts';
import { beginsWithAllergy } from './allergens.ts';
import styles from './line-allergy.module.css';

export interface LineAllergyProps {
  readonly line: Pick<OrderLine, 'allergy' | 'note'>;
}

/** The allergy that a line of an order is marked with, loud, also when nobody said to what. */
export function LineAllergy({ line }: LineAllergyProps) {
  const { t } = useTranslation('pos');
  const note = line.note?.trim() ?? '';
  if (!line.allergy) return null;
  return (
    <strong className={styles['allergy']}>
      <TriangleAlert aria-hidden size={18} />
      <span>
        {beginsWithAllergy(note) ? null : t('entry.allergyWord')}
        {beginsWithAllergy(note) || note === '' ? null : ': '}
        {note}
      </span>
    </strong>
  );
}
