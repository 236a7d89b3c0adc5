/** The drawer of this counter: opening, report, cash in and out, closing. */
export function DrawerFlow() {
  return null;
}
