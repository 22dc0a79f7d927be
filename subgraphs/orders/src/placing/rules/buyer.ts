import type { Caller } from '@cartograph/kit/caller';
import { readEmail } from '@cartograph/kit/people/email';
import { invalidInput } from '@cartograph/kit/problems';
import type { PlaceOrderInput } from '#generated/resolvers';
import type { StoredProblem } from '#placing/rules/problem';
import { olderScopesOf, scopeOf } from '#placing/rules/purchase-key';

export interface Buyer {
  /** Whose idempotency keys: see purchase-key.ts. */
  scope: string;
  /** Where a purchase of theirs may be that was placed by earlier rules. */
  olderScopes: string[];
  email: string;
  customerId: string | null;
}

/** Whose order it is: the signed-in customer's, under their own address, or a guest's, who must name one. */
export function buyerOf({ email: given }: PlaceOrderInput, caller: Caller): Buyer | StoredProblem {
  // An account of before may have an address that is none by the rule of today: it is still its owner's.
  const own = caller.kind === 'customer' && given?.trim().toLowerCase() === caller.email.toLowerCase();
  const outcome = given == null || own ? undefined : readEmail(given);
  if (outcome?.kind === 'refused') return invalidInput(['email'], outcome.message);
  const email = outcome?.email.address.toLowerCase();
  if (caller.kind === 'customer') {
    if (email !== undefined && scopeOf(email) !== scopeOf(caller.email))
      return invalidInput(['email'], 'email must be your own address, or be left out, while you are signed in.');
    return { ...keysOf(caller.email, caller), email: caller.email, customerId: caller.customerId };
  }
  if (given == null || email === undefined) return invalidInput(['email'], 'email is needed to order as a guest.');
  // Older keys were made of what was typed.
  return { ...keysOf(given, caller), email, customerId: null };
}

const keysOf = (email: string, caller: Caller): Pick<Buyer, 'scope' | 'olderScopes'> => ({
  scope: scopeOf(email),
  olderScopes: olderScopesOf(email, caller),
});
