import { expect, test } from 'vitest';
import { claimTab, DEAD_HIDDEN_MS, DEAD_MS, LEFT_MS } from '../../../src/renderer/client/tab.ts';
import { createDraftBox } from '../../../src/renderer/pos/draft-box.ts';
import { addLine } from '../../../src/renderer/pos/draft.ts';
import { activeOf, createDraftStore } from '../../../src/renderer/pos/draft-store.ts';
import { placeDraft, resumeSending } from '../../../src/renderer/pos/sender.ts';
import { createFakeClient } from '../support/fake-client.ts';
import { orderOf } from '../support/fixtures.ts';
import { MemoryStorage } from '../support/fake-world.ts';

/** A browser with tabs: one storage for all, one clock. */
function browser() {
  const storage = new MemoryStorage();
  const world = { now: 1_000_000 };
  const open = (session = new MemoryStorage(), hidden = false) => {
    const tab = claimTab({
      storage,
      session,
      clock: () => world.now,
      timers: { after: () => () => undefined },
      isHidden: () => hidden,
    });
    const box = createDraftBox(storage, tab);
    return { tab, session, box, drafts: createDraftStore(box) };
  };
  return { storage, world, open };
}

type Open = ReturnType<ReturnType<typeof browser>['open']>;

const take = ({ drafts }: Open, itemId: string): void =>
  drafts
    .getState()
    .edit((draft) => addLine(draft, { itemId, quantity: 1, modifiers: [], note: '' }));
const itemsOf = ({ drafts }: Open): string[] =>
  drafts.getState().drafts.flatMap(({ lines }) => lines.map(({ itemId }) => itemId));

test('[SCR34] two tabs take two orders, and each finds its own after a reload', () => {
  const { open } = browser();
  const [a, b] = [open(), open()];
  take(a, 'margherita');
  take(b, 'guarana');
  a.tab.leave();
  expect(b.box.takeOrphans()).toEqual([]);
  const again = open(a.session);
  expect([again.tab.id, itemsOf(again), itemsOf(b)]).toEqual([
    a.tab.id,
    ['margherita'],
    ['guarana'],
  ]);
});

test('[SCR34] a duplicated tab starts an order of its own', () => {
  const { open } = browser();
  const a = open();
  take(a, 'margherita');
  const copy = new MemoryStorage();
  copy.setItem('comanda.tab', a.session.getItem('comanda.tab') ?? '');
  const b = open(copy);
  expect(b.tab.id).not.toBe(a.tab.id);
  expect(itemsOf(b)).toEqual([]);
});

test('[SCR34] the orders of a tab that is closed or dead are taken over, those of a living one are not', () => {
  const { open, world } = browser();
  const [closed, crashed, asleep] = [open(), open(), open(new MemoryStorage(), true)];
  take(closed, 'margherita');
  take(crashed, 'guarana');
  take(asleep, 'agua');
  const heir = open();
  closed.tab.leave();
  world.now += LEFT_MS;
  heir.drafts.getState().adopt(heir.box.takeOrphans());
  expect(itemsOf(heir)).toEqual(['margherita']);
  world.now += DEAD_MS;
  heir.tab.beat();
  heir.drafts.getState().adopt(heir.box.takeOrphans());
  expect(itemsOf(heir)).toEqual(['margherita', 'guarana']);
  world.now += DEAD_HIDDEN_MS;
  heir.tab.beat();
  heir.drafts.getState().adopt(heir.box.takeOrphans());
  expect(itemsOf(heir)).toEqual(['margherita', 'guarana', 'agua']);
  expect([crashed.tab.beat(), asleep.tab.beat(), heir.tab.beat()]).toEqual([false, false, true]);
});

test('[SCR34] an order that two tabs send after all is one command', () => {
  const { open, world } = browser();
  const asleep = open();
  take(asleep, 'margherita');
  world.now += DEAD_MS;
  const heir = open();
  const [one, two] = [createFakeClient(), createFakeClient()];
  placeDraft(one.client, asleep.drafts, asleep.drafts.getState().activeId);
  placeDraft(two.client, heir.drafts, heir.drafts.getState().activeId);
  expect(two.sent).toHaveLength(1);
  expect(two.sent[0]?.id).toBe(one.sent[0]?.id);
});

test('[SCR34] an order on its way in a tab that died is followed up by its heir', async () => {
  const { open, world } = browser();
  const dead = open();
  take(dead, 'margherita');
  const first = createFakeClient();
  placeDraft(first.client, dead.drafts, dead.drafts.getState().activeId);
  const heir = open();
  world.now += DEAD_MS;
  heir.tab.beat();
  const second = createFakeClient();
  const orphans = heir.box.takeOrphans();
  heir.drafts.getState().adopt(orphans);
  resumeSending(second.client, heir.drafts, orphans);
  expect(second.sent[0]?.id).toBe(first.sent[0]?.id);
  second.ack(orderOf(5));
  await expect.poll(() => heir.drafts.getState().placed?.number).toBe(5);
  expect(activeOf(heir.drafts.getState()).lines).toEqual([]);
});

test('[SCR34] orders kept by an earlier version are found by the first tab', () => {
  const { open, storage } = browser();
  const draft = {
    id: 'd',
    lines: [{ id: 'l', itemId: 'agua', quantity: 2, modifiers: [], note: '' }],
  };
  storage.setItem('comanda.pos.drafts', JSON.stringify({ drafts: [draft], activeId: 'd' }));
  const [first, second] = [open(), open()];
  expect([itemsOf(first), itemsOf(second)]).toEqual([['agua'], []]);
});
