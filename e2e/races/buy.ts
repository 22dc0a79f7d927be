import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type Purchase, placeOrder, purchase } from '../support/place-order.ts';
import type { Round } from './race.ts';
import type { Shop } from './shop.ts';

/** Enough for the slowest machine: a race must not end with "pending". */
export const waitMs = 30_000;

/**
 * Asks as a good client does: again with the same key when no answer came or it is not final. A starved machine is no anomaly; the
 * repeats are counted, so that it is no secret either.
 */
export async function untilFinal<T>(round: Round, ask: () => Promise<T>, isFinal: (answer: T) => boolean): Promise<T> {
  for (const limit = Date.now() + 90_000; ; await sleep(200)) {
    const late = Date.now() > limit;
    try {
      const answer = await ask();
      if (late || isFinal(answer)) return answer;
    } catch (error) {
      if (late) throw error;
    }
    round.repeated();
  }
}

type More = Partial<Pick<Purchase, 'couponCodes' | 'redeemPoints'>>;

export const placeFinally = (round: Round, place: () => Promise<Answer>): Promise<Answer> =>
  untilFinal(round, place, ({ kind }) => kind === 'OrderPlaced' || kind === 'OrderRejected');

/** One unit for the buyer no. `index`: the customer of the token, or else a guest of their own. */
export function buyOne(shop: Shop, round: Round, index: number, sku: string, more: More = {}, token?: string): Promise<Answer> {
  const { name } = round;
  const who = token === undefined ? { email: `${name}-${index}@example.org` } : {};
  const input = purchase(`${name} ${index}`, [{ sku, quantity: 1 }], { ...who, ...more, waitMs });
  return placeFinally(round, () => placeOrder(shop.url, input, { token }));
}

/** `won` when it is placed for this total, `refused` when this alone is in the way. */
export function readAnswer(answer: Answer, { total, refusal }: { total: string; refusal: string }): string {
  if (answer.kind === 'OrderPlaced') return answer.total === total ? 'won' : `placed for ${answer.total} instead of ${total}`;
  if (answer.kind === 'OrderRejected') return answer.problems.join() === refusal ? 'refused' : `rejected: ${answer.problems.join()}`;
  return answer.kind;
}
