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

test('[PPL8] at one device twenty wrong PINs are looked at, whosever they are, then one a minute', () => {
  const { guard, pass } = setUp();
  const came = Array.from({ length: 25 }, (_, n) => guard.begin('caixa-1', `person-${n}`));
  expect(came.filter((wait) => wait === null)).toHaveLength(20);
  expect(came.at(-1)).toBe(60);
  expect(guard.begin('caixa-2', 'person-1')).toBeNull();
  pass(60);
  expect(guard.begin('caixa-1', 'person-30')).toBeNull();
  // Who signs in gets their own try back, and no other.
  guard.right('caixa-1', 'person-30');
  expect(guard.begin('caixa-1', 'person-31')).toBeNull();
  expect(guard.begin('caixa-1', 'person-32')).toBe(60);
});

test('[PPL8] a device that waits takes no try of a person at all devices', () => {
  const { guard } = setUp();
  for (let n = 0; n < 20; n += 1) guard.begin('caixa-1', `person-${n}`);
  for (let n = 0; n < 30; n += 1) guard.begin('caixa-1', 'ana');
  const elsewhere = Array.from({ length: 20 }, (_, n) => guard.begin(`caixa-${n + 2}`, 'ana'));
  expect(elsewhere).toEqual(Array(20).fill(null));
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
