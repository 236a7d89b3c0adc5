import { expect, test } from 'vitest';
import {
  DEFAULT_CHOICES,
  readChoices,
  writeChoices,
} from '../../../src/renderer/kds/device-choices.ts';
import { memoryStorage, setUp } from './hands.ts';

test('[KDS2] what a display is for stays on it over a reload', () => {
  const { kitchen, open } = setUp();
  kitchen.choose({ stations: ['bar'], layout: 'grid', volume: 3 });
  kitchen.stop();
  expect(open().store.getState().choices).toEqual({
    ...DEFAULT_CHOICES,
    stations: ['bar'],
    layout: 'grid',
    volume: 3,
  });
});

test('[KDS2] an update takes over what the display of before had chosen', () => {
  const storage = memoryStorage();
  storage.setItem(
    'comanda.kds.choices.v1',
    JSON.stringify({ stations: ['grelha'], sound: true, departed: [] }),
  );
  const kept = readChoices(storage);
  expect(kept).toEqual({ ...DEFAULT_CHOICES, stations: ['grelha'], sound: true });
  writeChoices(storage, kept);
  expect([storage.length, readChoices(storage)]).toEqual([1, kept]);
});

test('[KDS2] choices that cannot be read, or not all of them, leave a display that works', () => {
  const storage = memoryStorage();
  for (const [text, stations] of [
    ['{"stations', []],
    ['7', []],
    ['{"stations":[7],"volume":0,"layout":"round","sound":"yes","keys":3}', []],
    ['{"stations":["bar"],"volume":99}', ['bar']],
  ] as const) {
    storage.setItem('comanda.kds.choices.v2', text);
    expect(readChoices(storage)).toEqual({ ...DEFAULT_CHOICES, stations });
  }
});
