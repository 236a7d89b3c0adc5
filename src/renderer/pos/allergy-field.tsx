import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { LANGUAGES } from '../../shared/languages.ts';
import { TextField } from '../ui/text-field.tsx';
import { ALLERGENS, ALLERGY_TEXT, allergenName, allergensOf, type Allergens } from './allergens.ts';
import styles from './allergy-field.module.css';

export interface AllergyFieldProps {
  readonly allergy: boolean;
  readonly onAllergy: (allergy: boolean) => void;
  readonly value: Allergens;
  readonly onChange: (allergens: Allergens) => void;
  /** Points at an allergy that nobody said to what it is. */
  readonly showMissing: boolean;
}

/** Whether somebody is allergic, and then to what: apart from the note, which is about the dish. */
export function AllergyField(props: AllergyFieldProps) {
  const { allergy, onAllergy, value, onChange, showMissing } = props;
  const { t } = useTranslation('pos');
  const { language } = useFormat();
  const kitchen = useMirror((state) => state.shop?.language) ?? LANGUAGES[0];
  const { known, other } = value;
  const missing = allergy && value.said === '';
  return (
    <section
      className={styles['field']}
      {...(missing ? { 'data-missing': '' } : {})}
      data-on={allergy}
    >
      <ToggleButton isSelected={allergy} onChange={onAllergy} className={styles['mark'] ?? ''}>
        <TriangleAlert aria-hidden size={22} />
        <span>
          <strong>{t('entry.allergy')}</strong>
          <span>{t(allergy ? 'entry.allergyOn' : 'entry.allergyOff')}</span>
        </span>
      </ToggleButton>
      {allergy ? (
        <>
          <div role="group" aria-label={t('entry.allergyKnown')} className={styles['known']}>
            {ALLERGENS.map((allergen) => (
              <ToggleButton
                key={allergen}
                isSelected={known.includes(allergen)}
                onChange={(on) => {
                  const others = known.filter((each) => each !== allergen);
                  onChange(allergensOf(on ? [...others, allergen] : others, other, kitchen));
                }}
                className={styles['chip'] ?? ''}
              >
                {allergenName(allergen, language)}
              </ToggleButton>
            ))}
          </div>
          <TextField
            className={styles['other']}
            label={t('entry.allergyNote')}
            value={other}
            onChange={(text) => onChange(allergensOf(known, text, kitchen))}
            maxLength={ALLERGY_TEXT}
            autoComplete="off"
            error={missing && showMissing ? t('entry.allergyMissing') : null}
          />
        </>
      ) : null}
    </section>
  );
}
