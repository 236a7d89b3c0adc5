import type { ReactNode } from 'react';
import styles from './hidden.module.css';

/** Words for those who do not see the page: what a place or a colour says to the others. */
export function Hidden({ children }: { readonly children: ReactNode }) {
  return <span className={styles['hidden']}>{children}</span>;
}
