/** What a rule's number looks like: an area in capitals and a number within it. */
const NUMBER = String.raw`[A-Z]{2,6}\d+`;

/** The rules that a protocol document defines. */
export interface RuleBook {
  /** In the order of the document; a number defined twice stands twice. */
  readonly rules: readonly string[];
  /** Rules that no test's name can carry, because a script or a person shows them. */
  readonly byHand: readonly string[];
}

/**
 * Reads the rules of a document. A rule is a list item that begins with its bold number, `- **MAIL3** A recall…`;
 * a line that begins with `By hand:` names those that are shown otherwise than by a test.
 */
export function rulesIn(markdown: string): RuleBook {
  const rules: string[] = [];
  const byHand: string[] = [];
  const defined = new RegExp(String.raw`^\s*[-*] \*\*(${NUMBER})\*\*`);
  for (const line of markdown.split('\n')) {
    const number = defined.exec(line)?.[1];
    if (number !== undefined) rules.push(number);
    if (/^by hand:/i.test(line)) byHand.push(...(line.match(new RegExp(NUMBER, 'g')) ?? []));
  }
  return { rules, byHand };
}

/** The numbers that the names of tests begin with: `test('[MAIL3] a recall…'`, or several, `'[MAIL3][OUT1] …'`. */
export function rulesUsed(source: string): readonly string[] {
  const names = source.match(new RegExp(String.raw`['"\`](?:\[${NUMBER}\] ?)+`, 'g')) ?? [];
  return names.flatMap((name) => name.match(new RegExp(NUMBER, 'g')) ?? []);
}
