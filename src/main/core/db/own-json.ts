/**
 * Reads JSON that this program wrote itself, in a transaction, from a value of type T. Its shape is not checked
 * again at every read; damage by the disk is found by the row's checksum.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it names what the caller wrote
export function ownJson<T>(text: string): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return JSON.parse(text) as T;
}
