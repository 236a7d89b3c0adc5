import { useEffect, useState } from 'react';
import { useClient } from '../client/client-context.tsx';
import { CounterContext } from './counter-context.tsx';
import { CounterPage } from './counter-page.tsx';
import { createDraftStore } from './draft-store.ts';
import { createActionStore } from './order-actions.ts';
import { resumeSending } from './sender.ts';

/** The counter: finds the orders of the last visit again, and follows up on those still on their way. */
export function App() {
  const client = useClient();
  const [counter] = useState(() => ({
    drafts: createDraftStore(window.localStorage),
    actions: createActionStore(),
  }));
  useEffect(() => resumeSending(client, counter.drafts), [client, counter]);
  return (
    <CounterContext value={counter}>
      <CounterPage />
    </CounterContext>
  );
}
