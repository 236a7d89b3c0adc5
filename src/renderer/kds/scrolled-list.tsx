import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import styles from './lists.module.css';

/**
 * What only is to be read in a panel: when it is taller than the panel, the keyboard can come to it and scroll.
 */
export function ScrolledList({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}) {
  const content = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useLayoutEffect(() => {
    const element = content.current;
    const view = element?.parentElement;
    if (!element || !view) return undefined;
    const read = (): void => setOverflows(view.scrollHeight > view.clientHeight + 1);
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    observer.observe(view);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={content}
      className={styles['scrolled']}
      {...(overflows ? { role: 'region', 'aria-label': name, tabIndex: 0 } : {})}
    >
      {children}
    </div>
  );
}
