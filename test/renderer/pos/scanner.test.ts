import { expect, test } from 'vitest';
import {
  createScanner,
  isSameBarcode,
  SCAN_GAP_MS,
  type Heard,
} from '../../../src/renderer/pos/scanner.ts';

/** Presses keys one after another, `gap` milliseconds apart; the answer is what the last one was. */
function press(keys: readonly string[], gap: number, before = createScanner()): Heard {
  let at = 1000;
  let heard: Heard = { kind: 'nothing' };
  for (const key of keys) {
    heard = before.key(key, at);
    at += gap;
  }
  return heard;
}

const DIGITS = '7894900011517'.split('');

test.for(['Enter', 'Tab'])('[SCR75] fast characters that end with %s are a code', (end) => {
  expect(press([...DIGITS, end], 8)).toEqual({ kind: 'code', code: '7894900011517' });
  expect(press([...DIGITS, end], SCAN_GAP_MS)).toEqual({ kind: 'code', code: '7894900011517' });
});

test('[SCR75] what a person types is none, however long; nor is what is too short, or has no end', () => {
  expect(press([...DIGITS, 'Enter'], SCAN_GAP_MS + 1)).toEqual({ kind: 'nothing' });
  expect(press(['1', '2', '3', '4', '5', 'Enter'], 8)).toEqual({ kind: 'nothing' });
  expect(press(['1', '2', '3', '4', '5', '6', 'Enter'], 8)).toEqual({
    kind: 'code',
    code: '123456',
  });
  expect(press([...DIGITS, 'Escape'], 8)).toEqual({ kind: 'nothing' });
});

test('[SCR75] a slow key before it is not part of the code, and one pause breaks it', () => {
  const scanner = createScanner();
  expect(scanner.key('3', 0)).toEqual({ kind: 'begins' });
  expect(press([...DIGITS, 'Enter'], 8, scanner)).toMatchObject({ code: '7894900011517' });
  scanner.key('7', 5000);
  scanner.key('8', 5008);
  scanner.key('9', 5200);
  expect(scanner.key('Enter', 5208)).toEqual({ kind: 'nothing' });
});

test('[SCR75] capital letters are part of a code; what else comes between ends it', () => {
  const keys = ['Shift', 'A', 'Shift', 'B', '1', '2', '3', '4', 'Enter'];
  expect(press(keys, 8)).toEqual({ kind: 'code', code: 'AB1234' });
  const scanner = createScanner();
  press(DIGITS, 8, scanner);
  scanner.reset();
  expect(scanner.key('Enter', 1000 + DIGITS.length * 8)).toEqual({ kind: 'nothing' });
});

test('[SCR75] the same bars are the same item, read as UPC-A or as EAN-13', () => {
  expect(isSameBarcode('036000291452', '0036000291452')).toBe(true);
  expect(isSameBarcode('036000291452', '036000291453')).toBe(false);
});
