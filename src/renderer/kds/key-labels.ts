/** Keys whose name is longer than what is printed on them, or is nothing to see. */
const PRINTED: Readonly<Record<string, string>> = {
  ' ': '␣',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '⏎',
  Escape: 'Esc',
  Backspace: '⌫',
  Delete: 'Del',
  Insert: 'Ins',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Tab: 'Tab',
};

/** A key as it is printed on keyboards everywhere: `⏎`, `F5`, `U`. Takes what `KeyboardEvent.key` says. */
export function keyLabel(key: string): string {
  return PRINTED[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
