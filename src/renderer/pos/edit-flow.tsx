/** Adding to and taking off an order that the broker has. */
export function EditFlow() {
  return null;
}
