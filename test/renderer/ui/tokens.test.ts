import { expect, test } from 'vitest';
import css from '../../../src/renderer/ui/tokens.css?raw';

interface Pair {
  readonly theme: string;
  readonly text: string;
  readonly ground: string;
  readonly stated: number;
  readonly computed: number;
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function pairsOf(theme: string): Pair[] {
  const block = css.slice(css.indexOf(`[data-theme='${theme}']`)).split('\n}')[0] ?? '';
  const values = new Map(
    [...block.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1], match[2] ?? '']),
  );
  return [...block.matchAll(/@pair (--[\w-]+) (--[\w-]+) ([\d.]+)/g)].map((match) => {
    const [, text = '', ground = '', stated = ''] = match;
    const computed = contrast(values.get(text) ?? '', values.get(ground) ?? '');
    return { theme, text, ground, stated: Number(stated), computed };
  });
}

const LIGHT = pairsOf('light');
const DARK = pairsOf('dark');

test('[SCR30] every listed pair has the contrast that the file states', () => {
  expect(LIGHT.length).toBeGreaterThan(15);
  expect(DARK.map(({ text, ground }) => [text, ground])).toEqual(
    LIGHT.map(({ text, ground }) => [text, ground]),
  );
  for (const { stated, computed } of [...LIGHT, ...DARK]) expect(computed).toBeCloseTo(stated, 2);
});

test('[SCR30] text is readable: AA in the light theme, AAA in the one read across a kitchen', () => {
  const tooFaint = [
    ...LIGHT.filter(({ computed }) => computed < 4.5),
    ...DARK.filter(({ computed }) => computed < 7),
  ];
  expect(tooFaint).toEqual([]);
});

test('[SCR30] every colour that is named for a ground has its text listed', () => {
  const named = [...css.matchAll(/--on-([\w-]+):/g)].map((match) => match[1]);
  for (const name of named) {
    expect(LIGHT).toContainEqual(
      expect.objectContaining({ text: `--on-${name}`, ground: `--${name}` }),
    );
  }
});
