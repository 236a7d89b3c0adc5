import { expect, test } from 'vitest';
import { PinGuard } from '../../src/main/core/people/pin-guard.ts';

function setUp() {
  let now = 1000;
  const guard = new PinGuard({ now: () => now });
  const wrong = (times: number, person = 'ana', device = 'caixa-1') =>
    Array.from({ length: times }, () => guard.begin(device, person)).at(-1);
  return { guard, wrong, pass: (seconds: number) => (now += seconds * 1000) };
}

test('[PPL8] after five wrong PINs there is a pause, which doubles up to a quarter of an hour', () => {
  const { guard, wrong, pass } = setUp();
  expect(wrong(5)).toBeNull();
  expect(wrong(1)).toBe(30);
  pass(29);
  expect(wrong(1)).toBe(1);
  const pauses = [30, 60, 120, 240, 480, 900, 900, 900];
  pass(1);
  for (const seconds of pauses.slice(1)) {
    expect(wrong(1), String(seconds)).toBeNull();
    expect(wrong(1)).toBe(seconds);
    pass(seconds);
  }
  expect(guard.begin('caixa-1', 'ana')).toBeNull();
});

test('[PPL8] asking during a pause makes it no longer', () => {
  const { wrong, pass } = setUp();
  wrong(5);
  wrong(50);
  pass(30);
  expect(wrong(1)).toBeNull();
});

test('[PPL8] guesses at one device hold up neither others there nor the same person elsewhere', () => {
  const { guard, wrong } = setUp();
  wrong(50);
  expect(guard.begin('caixa-1', 'rui')).toBeNull();
  expect(guard.begin('caixa-2', 'ana')).toBeNull();
});

test('[PPL8] at all devices together one person’s PIN is guessed twenty times, then once a minute', () => {
  const { guard, pass } = setUp();
  const came = Array.from({ length: 25 }, (_, n) => guard.begin(`caixa-${n}`, 'ana'));
  expect(came.filter((wait) => wait === null)).toHaveLength(20);
  expect(came.at(-1)).toBe(60);
  pass(60);
  expect(guard.begin('caixa-30', 'ana')).toBeNull();
  expect(guard.begin('caixa-31', 'ana')).toBe(60);
});

test('[PPL8] the right PIN is no guess: it gives back what it took, and starts anew', () => {
  const { guard, wrong } = setUp();
  for (let n = 0; n < 100; n += 1) {
    expect(guard.begin('caixa-1', 'ana')).toBeNull();
    guard.right('caixa-1', 'ana');
  }
  expect(wrong(4)).toBeNull();
  guard.begin('caixa-1', 'ana');
  guard.right('caixa-1', 'ana');
  expect(wrong(5)).toBeNull();
});

test('[PPL8] a PIN that was not looked at counts as not given', () => {
  const { guard, wrong } = setUp();
  for (let n = 0; n < 100; n += 1) {
    expect(guard.begin('caixa-1', 'ana')).toBeNull();
    guard.undo('caixa-1', 'ana');
  }
  expect(wrong(5)).toBeNull();
  expect(wrong(1)).toBe(30);
});

test('[PPL8] wrong PINs of long ago are forgotten', () => {
  const { wrong, pass } = setUp();
  wrong(5);
  pass(12 * 3600);
  expect(wrong(5)).toBeNull();
});
