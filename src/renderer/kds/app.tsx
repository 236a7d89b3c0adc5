import { useEffect, useState } from 'react';
import { browserTimers } from '../client/browser.ts';
import { useClient } from '../client/client-context.tsx';
import type { Timers } from '../client/ports.ts';
import { keepAwake } from '../client/keep-awake.ts';
import { createSpeaker } from '../sound/speaker.ts';
import { readChoices } from './device-choices.ts';
import { KitchenProvider } from './kitchen-context.tsx';
import { KitchenPage } from './kitchen-page.tsx';
import { createKitchen } from './kitchen.ts';

/** The kitchen's display, with the clock, storage and sound of this browser. */
export function App({ timers = browserTimers }: { readonly timers?: Timers }) {
  const client = useClient();
  const [parts] = useState(() => {
    const storage = window.localStorage;
    const { sound, volume } = readChoices(storage);
    const speaker = createSpeaker(sound);
    speaker.setVolume(volume / 10);
    const kitchen = createKitchen({
      client,
      storage,
      clock: () => Date.now(),
      timers,
      speaker,
      isVisible: () => document.visibilityState === 'visible',
    });
    return { kitchen, speaker };
  });

  useEffect(() => keepAwake(), []);
  useEffect(() => {
    const { kitchen, speaker } = parts;
    const silence = speaker.start();
    const stop = kitchen.start();
    const look = (): void => kitchen.shown.look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      stop();
      silence();
    };
  }, [parts]);

  return (
    <KitchenProvider {...parts}>
      <KitchenPage />
    </KitchenProvider>
  );
}
