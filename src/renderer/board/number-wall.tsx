import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui/cx.ts';
import styles from './board.module.css';
import { fitNumbers, pageAt, ROW_GAP } from './fit.ts';
import type { BoardNumber } from './numbers.ts';
import type { Calls } from './use-calls.ts';

export interface NumberWallProps {
  readonly title: string;
  readonly empty: string;
  readonly numbers: readonly BoardNumber[];
  /** Font sizes to choose from, largest first. */
  readonly sizes: readonly number[];
  readonly kind: 'preparing' | 'ready';
  /** Keys of the numbers that stand out, and of those that also move. */
  readonly calls?: Pick<Calls, 'marked' | 'pulsing'>;
  /** Broker's clock, milliseconds. */
  readonly now: number;
}

/** One half of the board: numbers as large as their count allows. */
export function NumberWall(props: NumberWallProps) {
  const { title, empty, numbers, sizes, kind, calls, now } = props;
  const { t } = useTranslation('board');
  const room = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = room.current;
    if (!element) return undefined;
    const read = (): void =>
      setBox((before) =>
        before.width === element.clientWidth && before.height === element.clientHeight
          ? before
          : { width: element.clientWidth, height: element.clientHeight },
      );
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const digits = numbers.reduce((most, { text }) => Math.max(most, text.length), 3);
  const letters = numbers.reduce((most, { name }) => Math.max(most, name?.length ?? 0), 0);
  const { size, columns, row, perPage } = fitNumbers({
    ...box,
    count: numbers.length,
    digits,
    letters,
    sizes,
  });
  const { shown, page, pages } = pageAt(numbers, perPage, now);
  const heading = `board-${kind}`;

  return (
    <section className={cx(styles['wall'], styles[kind])} aria-labelledby={heading}>
      <div className={styles['title']}>
        <h2 id={heading}>{title}</h2>
        {pages > 1 ? (
          <span className={styles['turn']}>{t('page', { page: page + 1, pages })}</span>
        ) : null}
      </div>
      <div ref={room} className={styles['room']}>
        {numbers.length === 0 ? (
          <p className={styles['none']}>{empty}</p>
        ) : (
          <ol
            className={cx(styles['numbers'], letters > 0 && styles['named'])}
            style={{
              fontSize: `${size}px`,
              gridAutoRows: `${row}px`,
              rowGap: `${ROW_GAP}em`,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {shown.map(({ key, text, name }) => (
              <li
                key={key}
                className={cx(
                  styles['number'],
                  calls?.marked.has(key) && styles['marked'],
                  calls?.pulsing.has(key) && styles['pulsing'],
                )}
              >
                {text}
                {name === null ? null : (
                  <>
                    {' '}
                    <bdi className={styles['name']}>{name}</bdi>
                  </>
                )}
              </li>
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}
