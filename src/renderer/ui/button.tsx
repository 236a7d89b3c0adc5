import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components/Button';
import styles from './button.module.css';
import { cx } from './cx.ts';

export interface ButtonProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  /** `primary` is the one thing to do next: at most one on a page. Default: `secondary`. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'ready';
  /** `touch` 48 px, `counter` 56 px (default), `kitchen` 64 px high. */
  readonly size?: 'touch' | 'counter' | 'kitchen';
  readonly icon?: ReactNode;
  /** Takes the whole width of its place. */
  readonly wide?: boolean;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

/** A button with words on it. */
export function Button({
  variant = 'secondary',
  size = 'counter',
  icon,
  wide = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={cx(
        styles['button'],
        styles[variant],
        styles[size],
        wide && styles['wide'],
        className,
      )}
    >
      {icon}
      <span className={styles['label']}>{children}</span>
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children' | 'wide'> {
  /** What it does, for those who do not see the icon. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A square button with an icon alone; its name is spoken and shown on hover. */
export function IconButton({
  label,
  variant = 'quiet',
  size = 'touch',
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={cx(styles['button'], styles['icon'], styles[variant], styles[size], className)}
    >
      {children}
    </AriaButton>
  );
}
