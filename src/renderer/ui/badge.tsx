import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { cx } from './cx.ts';

export type Tone = 'neutral' | 'ready' | 'attention' | 'late' | 'info';

export interface BadgeProps {
  readonly tone?: Tone;
  /** Colour never speaks alone: the icon or the word says the same. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  /** Full colour instead of the soft one. */
  readonly solid?: boolean;
  readonly className?: string | undefined;
}

/** A short state word with its colour and icon. */
export function Badge({ tone = 'neutral', icon, solid = false, className, children }: BadgeProps) {
  return (
    <span className={cx(styles['badge'], styles[tone], solid && styles['solid'], className)}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
