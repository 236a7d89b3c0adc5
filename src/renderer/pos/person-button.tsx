/** Who is at the counter, and the way out. */
export function PersonButton() {
  return null;
}
