import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './line-note.module.css';

const PHRASES = ['noOnion', 'noSalt', 'apart', 'allergy'] as const;

export interface LineNoteProps {
  readonly value: string;
  readonly onChange: (note: string) => void;
}

/** What the kitchen should know of this line, with the phrases that are said all day at one tap each. */
export function LineNote({ value, onChange }: LineNoteProps) {
  const { t } = useTranslation('pos');
  const add = (phrase: string): void => {
    if (value.includes(phrase)) return;
    const joined = value.trim() === '' ? phrase : `${value.trim()}, ${phrase}`;
    onChange(joined.slice(0, LIMITS.note));
  };
  return (
    <section className={styles['note']}>
      <TextField
        label={t('lineNote')}
        value={value}
        onChange={onChange}
        maxLength={LIMITS.note}
        multiline
      />
      <div role="group" aria-label={t('phrases.label')} className={styles['phrases']}>
        {PHRASES.map((key) => (
          <Button key={key} size="touch" onPress={() => add(t(`phrases.${key}`))}>
            {t(`phrases.${key}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
