import { Eta } from 'eta';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../../shared/languages.ts';
import type { ReadyMailData } from './ready-mail.ts';
import type { ReceiptMailData } from './receipt-mail.ts';
import { allWordsSchema, type MailWords } from './words.ts';

/** The two bodies of a message. */
export interface Bodies {
  readonly text: string;
  readonly html: string;
}

/** The layouts of all e-mails and their words. */
export interface MailTemplates {
  words(language: Language): MailWords;
  ready(data: ReadyMailData): Bodies;
  receipt(data: ReceiptMailData): Bodies;
}

/**
 * Reads and compiles the layouts and the words of the e-mails.
 * @param resourcesDir folder with `mail/{ready,receipt}.{html,text}.eta` and `mail/words.json`
 * @throws when one of them is missing or broken: they ship with the code, so that is a bug
 */
export function loadMailTemplates(resourcesDir: string): MailTemplates {
  const read = (name: string) => readFileSync(join(resourcesDir, 'mail', name), 'utf8');
  const words = allWordsSchema.parse(JSON.parse(read('words.json')));
  const htmlEngine = new Eta({ autoEscape: true });
  // Escaping would show up as "&amp;" in plain text; line breaks around tags carry meaning there.
  const textEngine = new Eta({ autoEscape: false, autoTrim: false });
  const layout = (name: string): ((data: object) => Bodies) => {
    const html = htmlEngine.compile(read(`${name}.html.eta`));
    const text = textEngine.compile(read(`${name}.text.eta`));
    return (data) => ({
      text: textEngine.render(text, data),
      html: htmlEngine.render(html, data),
    });
  };
  return {
    words: (language) => words[language],
    ready: layout('ready'),
    receipt: layout('receipt'),
  };
}
