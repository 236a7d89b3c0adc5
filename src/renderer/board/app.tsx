import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBrokerNow, useMirror } from '../client/client-context.tsx';
import { keepAwake } from '../client/keep-awake.ts';
import { createSpeaker } from '../sound/speaker.ts';
import styles from './board.module.css';
import { Footer } from './footer.tsx';
import { NumberWall } from './number-wall.tsx';
import { preparingNumbers, readyNumbers, stillCalled } from './numbers.ts';
import { boardRulesOf } from './rules.ts';
import { wantsSound } from './sound-choice.ts';
import { useCalls } from './use-calls.ts';

/** Font sizes of numbers, largest first, CSS pixels. */
const sizes = (most: number, least: number): readonly number[] =>
  Array.from({ length: (most - least) / 2 + 1 }, (_, n) => most - 2 * n);

const PREPARING_SIZES = sizes(88, 32);
const READY_SIZES = sizes(160, 40);

/** The status board: which orders are being prepared and which can be fetched. Nothing private. */
export function App() {
  const { t } = useTranslation('board');
  const orders = useMirror((state) => state.orders);
  const rules = useMirror(boardRulesOf);
  const now = useBrokerNow();
  const preparing = useMemo(() => preparingNumbers(Object.values(orders), rules), [orders, rules]);
  const ready = useMemo(() => readyNumbers(Object.values(orders), rules), [orders, rules]);
  const [speaker] = useState(() => createSpeaker(wantsSound(window.localStorage)));
  useEffect(() => speaker.start(), [speaker]);
  useEffect(() => keepAwake(), []);
  const calls = useCalls(speaker, now);

  return (
    <div className={styles['page']}>
      <main className={styles['walls']} aria-label={t('title')}>
        <NumberWall
          kind="preparing"
          title={t('preparing')}
          empty={t('noPreparing')}
          numbers={preparing}
          sizes={PREPARING_SIZES}
          now={now}
        />
        <NumberWall
          kind="ready"
          title={t('ready')}
          empty={t('noReady')}
          numbers={stillCalled(ready, rules, now)}
          sizes={READY_SIZES}
          calls={calls}
          now={now}
        />
      </main>
      <p role="status" className={styles['spoken']}>
        {calls.last ? (
          // Another element for each call: the same words, said again, are news again.
          <span key={calls.last.at}>
            {t('called', {
              count: calls.last.numbers.length,
              numbers: calls.last.numbers
                .map(({ text, name }) => (name === null ? text : `${text} ${name}`))
                .join(', '),
            })}
          </span>
        ) : null}
      </p>
      <Footer now={now} speaker={speaker} />
    </div>
  );
}
