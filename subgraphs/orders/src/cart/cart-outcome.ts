import type { IdempotencyConflict, InvalidInput, NotFound } from '@cartograph/kit/problems';
import type { Cart } from '#cart/rules/cart';
import type { CartNotice } from '#cart/rules/notice';
import type { StoredProblem } from '#placing/rules/problem';

export type CartProblem = InvalidInput | NotFound | IdempotencyConflict | Extract<StoredProblem, { __typename: 'ItemUnavailable' }>;

/** What became of a change to a cart. All but `updated` changed nothing. */
export type CartOutcome =
  | { kind: 'updated'; cart: Cart; notices: CartNotice[] }
  | { kind: 'conflict'; cartId: string; message: string }
  | { kind: 'problem'; problem: CartProblem };

export const refused = (problem: CartProblem): CartOutcome => ({ kind: 'problem', problem });
