/** Who works here, for managers. */
export function PeopleFlow() {
  return null;
}
