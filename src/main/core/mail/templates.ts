import { Eta } from 'eta';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '../../../shared/languages.ts';
import { LANGUAGES } from '../../../shared/languages.ts';

const wordsSchema = z.strictObject({
  subject: z.string().describe('With {number} and {shop}.'),
  helloName: z.string().describe('With {name}.'),
  hello: z.string(),
  ready: z.string(),
  order: z.string(),
  badge: z.string(),
  pickUp: z.string(),
  lines: z.string(),
  footer: z.string().describe('With {shop}.'),
});

const allWordsSchema = z.record(z.enum(LANGUAGES), wordsSchema);

/** What the words and layouts are filled with. Plain text: each layout escapes as its format needs. */
interface ReadyMailContent {
  readonly shop: string;
  /** As on the board: `#042`. */
  readonly number: string;
  readonly name: string | null;
  readonly lines: readonly { readonly name: string; readonly quantity: number }[];
}

interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export type RenderReadyMail = (language: Language, content: ReadyMailContent) => RenderedMail;

/**
 * Reads and compiles the layouts and the words of the "ready" e-mail.
 * @param resourcesDir folder with `mail/ready.html.eta`, `mail/ready.text.eta` and `mail/words.json`
 * @throws when one of them is missing or broken: they ship with the code, so that is a bug
 */
export function loadReadyMailTemplates(resourcesDir: string): RenderReadyMail {
  const read = (name: string) => readFileSync(join(resourcesDir, 'mail', name), 'utf8');
  const words = allWordsSchema.parse(JSON.parse(read('words.json')));
  const htmlEngine = new Eta({ autoEscape: true });
  // Escaping would show up as "&amp;" in plain text; line breaks around tags carry meaning there.
  const textEngine = new Eta({ autoEscape: false, autoTrim: false });
  const html = htmlEngine.compile(read('ready.html.eta'));
  const text = textEngine.compile(read('ready.text.eta'));

  return (language, content) => {
    const say = words[language];
    const values = { shop: content.shop, number: content.number, name: content.name ?? '' };
    const data = {
      language,
      subject: fill(say.subject, values),
      shop: content.shop,
      number: content.number,
      hello: content.name === null ? say.hello : fill(say.helloName, values),
      ready: say.ready,
      order: say.order,
      badge: say.badge,
      pickUp: say.pickUp,
      linesTitle: say.lines,
      lines: content.lines,
      footer: fill(say.footer, values),
    };
    return {
      subject: data.subject,
      text: textEngine.render(text, data),
      html: htmlEngine.render(html, data),
    };
  };
}

/** Puts values in the place of `{key}`, in one pass: what a value contains is never filled in again. */
function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}
