import Volume2 from 'lucide-react/icons/volume-2';
import VolumeX from 'lucide-react/icons/volume-x';
import Wifi from 'lucide-react/icons/wifi';
import WifiOff from 'lucide-react/icons/wifi-off';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useBrokerNow, useClient, useMirror } from '../client/client-context.tsx';
import type { MirrorState } from '../client/contract.ts';
import { useFormat } from '../i18n/format.ts';
import { createSpeaker, type Speaker } from '../sound/speaker.ts';
import { cx } from '../ui/cx.ts';
import { PreferencesMenu } from '../ui/preferences-menu.tsx';
import styles from './board.module.css';
import { NumberWall } from './number-wall.tsx';
import { createReadyWatch, preparingNumbers, readyNumbers } from './numbers.ts';
import { keepSound, wantsSound } from './sound-choice.ts';

/** From this silence on the board says that it may be behind. Milliseconds; the broker ticks every 5 s. */
const STALE_MS = 10_000;

const PREPARING_SIZES = [72, 64, 56, 48, 40, 32] as const;
const READY_SIZES = [144, 128, 112, 96, 80, 64, 52, 44] as const;

/** The status board: which orders are being prepared and which can be fetched. Only numbers, nothing private. */
export function App() {
  const { t } = useTranslation('board');
  const orders = useMirror((state) => state.orders);
  const now = useBrokerNow();
  const preparing = useMemo(() => preparingNumbers(Object.values(orders)), [orders]);
  const ready = useMemo(() => readyNumbers(Object.values(orders)), [orders]);
  const [speaker] = useState(() => createSpeaker(wantsSound(window.localStorage)));
  useEffect(() => speaker.start(), [speaker]);
  const called = useCalls(speaker);

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
          numbers={ready}
          sizes={READY_SIZES}
          now={now}
        />
      </main>
      <p role="status" className={styles['spoken']}>
        {called.length > 0
          ? t('called', { count: called.length, numbers: called.join(', ') })
          : null}
      </p>
      <Footer now={now} speaker={speaker} />
    </div>
  );
}

/** Rings once for what became ready while the page is open, and says which numbers they were. */
function useCalls(speaker: Speaker): readonly string[] {
  const { store } = useClient();
  const [watch] = useState(createReadyWatch);
  const [called, setCalled] = useState<readonly string[]>([]);
  useEffect(() => {
    const hear = ({ connection, orders }: MirrorState): void => {
      // What a page heard of before it was connected is not news.
      if (connection.state !== 'live') return;
      const ready = readyNumbers(Object.values(orders));
      const keys = watch(ready);
      if (keys.length === 0) return;
      speaker.play('ready');
      setCalled(ready.filter(({ key }) => keys.includes(key)).map(({ text }) => text));
    };
    hear(store.getState());
    return store.subscribe((state, before) => {
      if (state.orders !== before.orders || state.connection !== before.connection) hear(state);
    });
  }, [store, speaker, watch]);
  return called;
}

function Footer({ now, speaker }: { readonly now: number; readonly speaker: Speaker }) {
  const { t } = useTranslation('board');
  const { t: common } = useTranslation();
  const { time, duration } = useFormat();
  const shop = useMirror((state) => state.shop?.name ?? '');
  const connection = useMirror((state) => state.connection.state);
  const lastWordAt = useMirror((state) => state.lastWordAt);
  const offset = useMirror((state) => state.clockOffsetMs);
  const silent = lastWordAt === null ? 0 : now - offset - lastWordAt;
  const stale = silent > STALE_MS;
  const live = connection === 'live' && !stale;

  return (
    <footer className={cx(styles['footer'], stale && styles['stale'])}>
      <h1 className={styles['shop']}>{shop}</h1>
      <p className={styles['link']}>
        {live ? <Wifi aria-hidden size={24} /> : <WifiOff aria-hidden size={26} />}
        {stale ? (
          <>
            <strong aria-hidden>
              {common('connection.lostFor', { duration: duration(silent) })}
            </strong>
            <span role="alert" className={styles['warning']}>
              <span className={styles['spoken']}>{common('connection.lost')}. </span>
              {t('stale')}
            </span>
          </>
        ) : (
          <span role="status">{common(`connection.${connection}`)}</span>
        )}
      </p>
      <time className={styles['clock']}>{time(now)}</time>
      <SoundButton speaker={speaker} />
      <PreferencesMenu />
    </footer>
  );
}

function SoundButton({ speaker }: { readonly speaker: Speaker }) {
  const { t } = useTranslation('board');
  const subscribe = useCallback((listener: () => void) => speaker.subscribe(listener), [speaker]);
  const state = useSyncExternalStore(subscribe, () => speaker.state());
  const Icon = state === 'on' ? Volume2 : VolumeX;
  return (
    <button
      type="button"
      className={cx(styles['sound'], state === 'locked' && styles['locked'])}
      aria-label={t(`sound.${state}`)}
      onClick={() => {
        // The touch itself unlocks a blocked sound; only from `on` does it mean "be silent".
        const on = state !== 'on';
        speaker.set(on);
        keepSound(window.localStorage, on);
      }}
    >
      <Icon aria-hidden size={26} />
    </button>
  );
}
