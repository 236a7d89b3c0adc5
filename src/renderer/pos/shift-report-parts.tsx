import { useId, type ReactNode } from 'react';
import { cx } from '../ui/cx.ts';
import styles from './shift-report.module.css';

/** A part of a report, under its heading. */
export function Section({
  title,
  children,
}: {
  readonly title?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={title === undefined ? undefined : id} className={styles['section']}>
      {title === undefined ? null : (
        <h4 id={id} className={styles['heading']}>
          {title}
        </h4>
      )}
      {children}
    </section>
  );
}

/** What it is, and how much. */
export function Row({
  label,
  value,
  isStrong = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly isStrong?: boolean;
}) {
  return (
    <p className={cx(styles['row'], isStrong && styles['strong'])}>
      <span className={styles['label']}>{label}</span>{' '}
      <span className={styles['value']}>{value}</span>
    </p>
  );
}
