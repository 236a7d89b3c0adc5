import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { LINE_NOTE } from './allergens.ts';
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
  /** Names of what can be chosen above: no phrase says one of them again. */
  readonly options: readonly string[];
}

/** What the kitchen should know of this line, with the phrases that are said all day at one tap each. */
export function LineNote({ value, onChange, options }: LineNoteProps) {
  const { t } = useTranslation('pos');
  const chosen = options.map(fold);
  const phrases = PHRASES.map((key) => t(`phrases.${key}`)).filter(
    (phrase) => !chosen.includes(fold(phrase)),
  );
  const toggle = (phrase: string): void => {
    const parts = value.split(',').map((part) => part.trim());
    const others = parts.filter((part) => part !== '' && part !== phrase);
    const next = parts.includes(phrase) ? others : [...others, phrase];
    onChange(next.join(', ').slice(0, LINE_NOTE));
  };
  return (
    <section className={styles['note']}>
      <TextField
        label={t('lineNote')}
        value={value}
        onChange={onChange}
        maxLength={LINE_NOTE}
        multiline
      />
      <div role="group" aria-label={t('phrases.label')} className={styles['phrases']}>
        {phrases.map((phrase) => (
          <Button key={phrase} onPress={() => toggle(phrase)}>
            {phrase}
          </Button>
        ))}
      </div>
    </section>
  );
}
