import type { ReactNode } from 'react';

/** The counter, or, where people have to sign in and nobody is, the names and the PIN pad instead. */
export function LockScreen({ children }: { readonly children: ReactNode }) {
  return children;
}
