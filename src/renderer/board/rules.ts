import type { BoardRules } from '../../shared/shop.ts';
import type { MirrorState } from '../client/contract.ts';

/** Before the shop is known there are no numbers either. */
const NONE: BoardRules = { names: false, readySeconds: 0 };

/** What the owner decided about the board. */
export function boardRulesOf({ shop }: Pick<MirrorState, 'shop'>): BoardRules {
  return shop?.board ?? NONE;
}
