/** How this counter's drawer stands, and the way to it. */
export function DrawerButton() {
  return null;
}
