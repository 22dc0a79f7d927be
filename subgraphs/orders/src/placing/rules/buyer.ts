import type { Caller } from '@cartograph/kit/caller';
import { invalidInput, isStorableText } from '@cartograph/kit/problems';
import type { PlaceOrderInput } from '#generated/resolvers';
import type { StoredProblem } from '#placing/rules/problem';
import { normalizeEmail } from '#placing/rules/request';

export interface Buyer {
  /** Whose idempotency keys: `customer:<id>` or `guest:<lower-case e-mail>`. */
  scope: string;
  email: string;
  customerId: string | null;
}

/** Whose order it is: the signed-in customer's, under their own address, or a guest's, who must name one. */
export function buyerOf({ email: given }: PlaceOrderInput, caller: Caller): Buyer | StoredProblem {
  const email = given == null ? undefined : normalizeEmail(given);
  if (email !== undefined && !isEmail(email)) return invalidInput(['email'], 'email must be an address such as ada@example.com.');
  if (caller.kind === 'customer') {
    if (email !== undefined && email !== normalizeEmail(caller.email))
      return invalidInput(['email'], 'email must be your own address, or be left out, while you are signed in.');
    return { scope: `customer:${caller.customerId}`, email: caller.email, customerId: caller.customerId };
  }
  if (email === undefined) return invalidInput(['email'], 'email is needed to order as a guest.');
  return { scope: `guest:${email}`, email, customerId: null };
}

export const isEmail = (email: string): boolean =>
  email.length <= 254 && isStorableText(email) && /^[^\s@"<>]+@[^\s@"<>.]+(\.[^\s@"<>.]+)+$/.test(email);
