import { type Answer, type Purchase, placeOrder, purchase } from '../support/place-order.ts';
import type { Round } from './race.ts';
import type { Shop } from './shop.ts';

/** Enough for the slowest machine: a race must not end with "pending". */
export const waitMs = 30_000;

type More = Partial<Pick<Purchase, 'couponCodes' | 'redeemPoints'>>;

/** One unit for the buyer no. `index`: the customer of the token, or else a guest of their own. */
export function buyOne(shop: Shop, { name }: Round, index: number, sku: string, more: More = {}, token?: string): Promise<Answer> {
  const who = token === undefined ? { email: `${name}-${index}@example.org` } : {};
  return placeOrder(shop.url, purchase(`${name} ${index}`, [{ sku, quantity: 1 }], { ...who, ...more, waitMs }), { token });
}

/** `won` when it is placed for this total, `refused` when this alone is in the way. */
export function readAnswer(answer: Answer, { total, refusal }: { total: string; refusal: string }): string {
  if (answer.kind === 'OrderPlaced') return answer.total === total ? 'won' : `placed for ${answer.total} instead of ${total}`;
  if (answer.kind === 'OrderRejected') return answer.problems.join() === refusal ? 'refused' : `rejected: ${answer.problems.join()}`;
  return answer.kind;
}
