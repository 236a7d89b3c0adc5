import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ENVIRONMENT } from '../../src/main/core/load-settings.ts';
import { settingsSchema } from '../../src/main/core/settings.ts';

const doc = readFileSync(new URL('../../docs/SETTINGS.md', import.meta.url), 'utf8');

/** The cells of the tables whose first column has this title. */
function rows(title: string): string[][] {
  const found: string[][] = [];
  let inside = false;
  for (const line of doc.split('\n')) {
    const cells = line.startsWith('|') ? line.split('|').slice(1, -1) : [];
    const trimmed = cells.map((cell) => cell.trim());
    if (trimmed.length === 0) inside = false;
    else if (trimmed[0] === title) inside = true;
    else if (inside && !/^-+$/.test(trimmed[0] ?? '')) found.push(trimmed);
  }
  return found;
}

const inCode = (text: unknown) => `\`${JSON.stringify(text)}\``;
const plain = z.record(z.string(), z.unknown());

/** Every setting with its default, as `path → value`. */
function leaves(value: unknown, path: readonly string[] = []): [string, unknown][] {
  const section = Array.isArray(value) ? null : plain.safeParse(value).data;
  if (!section) return [[path.join('.'), value]];
  return Object.entries(section).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

test('[SET5] the document lists exactly the settings that there are, with their defaults', () => {
  const documented = rows('setting').map(([path, value]) => [path, value]);
  const actual = leaves(settingsSchema.parse({})).map(([path, value]) => [
    `\`${path}\``,
    inCode(value),
  ]);
  expect(documented).toEqual(actual);
});

test('[SET5] the document lists exactly the variables that are read', () => {
  expect(rows('variable').map(([variable, setting]) => [variable, setting])).toEqual(
    ENVIRONMENT.map(({ variable, section, key }) => [`\`${variable}\``, `\`${section}.${key}\``]),
  );
});

test('[SET5] the example of the document is valid', () => {
  const example = /```json\n([\s\S]*?)```/.exec(doc)?.[1] ?? '';
  expect(settingsSchema.safeParse(JSON.parse(example)).success).toBe(true);
});
