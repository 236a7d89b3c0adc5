import type { Refusal } from '../../shared/errors.ts';
import type { Draft } from './draft.ts';
import type { DraftStore } from './draft-store.ts';
import { isToldOnLines } from './line-trouble.ts';

/** What a change of what is taken off may cure. What is said of an added item is cured on its own line. */
const CURED_BY_TAKING: readonly Refusal['code'][] = [
  'too_many_units',
  'nothing_left',
  'reason_required',
  'approval_required',
  'too_many',
];

/** Drops a refusal once what caused it was touched. */
export function forgive(drafts: DraftStore): void {
  drafts.getState().edit((draft) => {
    const { refusal } = draft;
    return refusal && CURED_BY_TAKING.includes(refusal.code) ? { ...draft, refusal: null } : draft;
  });
}

/** True when the refusal stands where it belongs: on a line, or where the order is cancelled instead. */
export function isToldElsewhere(refusal: Refusal, draft: Draft): boolean {
  return refusal.code === 'too_many_units' || isToldOnLines(refusal, draft);
}
