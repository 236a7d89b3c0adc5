import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useRef } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './line-note.module.css';
import { fold } from './search.ts';

const PHRASES = [
  'noOnion',
  'noSalt',
  'noIce',
  'apart',
  'toShare',
  'first',
  'later',
  'wrapped',
] as const;

export interface LineNoteProps {
  readonly value: string;
  readonly onChange: (note: string) => void;
  readonly allergy: boolean;
  readonly onAllergy: (allergy: boolean) => void;
  /** Names of what can be chosen above: no phrase says one of them again. */
  readonly options: readonly string[];
}

/** What the kitchen should know of this line, with the phrases that are said all day at one tap each. */
export function LineNote({ value, onChange, allergy, onAllergy, options }: LineNoteProps) {
  const { t } = useTranslation('pos');
  const section = useRef<HTMLElement>(null);
  const chosen = options.map(fold);
  const phrases = PHRASES.map((key) => t(`phrases.${key}`)).filter(
    (phrase) => !chosen.includes(fold(phrase)),
  );
  const toggle = (phrase: string): void => {
    const parts = value.split(',').map((part) => part.trim());
    const others = parts.filter((part) => part !== '' && part !== phrase);
    const next = parts.includes(phrase) ? others : [...others, phrase];
    onChange(next.join(', ').slice(0, LIMITS.note));
  };
  return (
    <section ref={section} className={styles['note']}>
      <ToggleButton
        isSelected={allergy}
        onChange={(on) => {
          onAllergy(on);
          // To what, is the next thing to be said.
          if (on) section.current?.querySelector('textarea')?.focus();
        }}
        className={styles['allergy'] ?? ''}
      >
        <TriangleAlert aria-hidden size={22} />
        <span>
          <strong>{t('entry.allergy')}</strong>
          <span>{t(allergy ? 'entry.allergyOn' : 'entry.allergyOff')}</span>
        </span>
      </ToggleButton>
      <TextField
        label={t(allergy ? 'entry.allergyNote' : 'lineNote')}
        value={value}
        onChange={onChange}
        maxLength={LIMITS.note}
        multiline
      />
      <div role="group" aria-label={t('phrases.label')} className={styles['phrases']}>
        {phrases.map((phrase) => (
          <Button key={phrase} size="touch" onPress={() => toggle(phrase)}>
            {phrase}
          </Button>
        ))}
      </div>
    </section>
  );
}
