import type { Refusal } from '../../shared/errors.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import styles from './people-form.module.css';

/** What the broker did not take, where it belongs to no single field. */
export function FormRefusal({ refusal }: { readonly refusal: Refusal | null }) {
  const say = useRefusalText();
  if (!refusal) return null;
  const { what, now } = say(refusal);
  return (
    <p role="alert" className={styles['refusal']}>
      {what} {now}
    </p>
  );
}
