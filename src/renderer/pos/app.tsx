import { useEffect, useState } from 'react';
import { browserTimers } from '../client/browser.ts';
import { useClient } from '../client/client-context.tsx';
import type { MirrorState } from '../client/contract.ts';
import { claimTab, type Tab } from '../client/tab.ts';
import { CounterContext } from './counter-context.tsx';
import { CounterPage } from './counter-page.tsx';
import { createDraftBox } from './draft-box.ts';
import { createDraftStore } from './draft-store.ts';
import { createFlowStore } from './flows.ts';
import { LockScreen } from './lock-screen.tsx';
import { createActionStore } from './order-actions.ts';
import { resumeSending } from './sender.ts';

let tab: Tab | null = null;

/** One for the page, however often it is drawn. */
function thisTab(): Tab {
  tab ??= claimTab({
    storage: window.localStorage,
    session: window.sessionStorage,
    clock: () => Date.now(),
    timers: browserTimers,
    isHidden: () => document.visibilityState === 'hidden',
  });
  return tab;
}

/** The counter: finds the orders of the last visit again, and follows up on those still on their way. */
export function App() {
  const client = useClient();
  const [counter] = useState(() => {
    const box = createDraftBox(window.localStorage, thisTab());
    return {
      box,
      drafts: createDraftStore(box),
      actions: createActionStore(),
      flows: createFlowStore(),
    };
  });
  useEffect(() => resumeSending(client, counter.drafts), [client, counter]);
  useEffect(
    () =>
      counter.drafts.subscribe(({ placed }, before) => {
        const flows = counter.flows.getState();
        // What the cashier asked for when it was sent; something else that was opened meanwhile is not shut for it.
        if (placed?.toPay && placed !== before.placed && flows.flow === null) {
          flows.open({ kind: 'payment', orderId: placed.orderId });
        }
      }),
    [counter],
  );
  useEffect(() => {
    // Said before a reload, answered after it: whoever is here now has to know.
    const tell = ({ unheard, orders }: MirrorState, known: number): void => {
      for (const { refusal, type, orderId } of unheard.slice(known)) {
        if (type === 'order.place') continue;
        const number = (orderId === undefined ? undefined : orders[orderId]?.number) ?? null;
        counter.actions.getState().notify({ kind: 'refused', number, refusal });
      }
    };
    tell(client.store.getState(), 0);
    return client.store.subscribe((state, before) => {
      if (state.unheard !== before.unheard) tell(state, before.unheard.length);
    });
  }, [client, counter]);
  useEffect(() => {
    const { box, drafts } = counter;
    const beaten = (own: boolean): void => {
      // Taken for dead while it slept: what it held is at another tab, and must not be sent from here.
      if (!own) window.location.reload();
      const orphans = own ? box.takeOrphans() : [];
      if (orphans.length === 0) return;
      drafts.getState().adopt(orphans);
      resumeSending(client, drafts, orphans);
    };
    const wake = (): void => beaten(thisTab().beat());
    const leave = (): void => thisTab().leave();
    const comeBack = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) window.location.reload();
    };
    const stop = thisTab().start(beaten);
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', comeBack);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', comeBack);
    };
  }, [client, counter]);
  return (
    <CounterContext value={counter}>
      <LockScreen>
        <CounterPage />
      </LockScreen>
    </CounterContext>
  );
}
