/** Why the product can't start: one clear line for the person in front of it, with what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
