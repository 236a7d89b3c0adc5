/**
 * What counts as an e-mail address, at the server's door and in its screens alike: zod's own pattern
 * (zod 4, `z.regexes.email`), stated here so that a page need not load zod to agree with it.
 */
export const EMAIL =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;
