import type { Queryable } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { type Repeated, repeat } from '@cartograph/kit/repeat';
import { fillPriceFacts, findOrdersWithoutFacts } from '#order/price-facts-store';
import { storedQuote } from '#placing/rules/stored-quote';
import type { PricingRemote } from '#remotes/pricing';

type Pricing = Pick<PricingRemote, 'frozenQuotes'>;

/** Orders asked for in one list, and written in one statement. */
const batchSize = 200;

/**
 * Fills orders of earlier versions with what their quotes say, from the oldest on, until none is left or `stopping`. It may be cut short
 * anywhere: what is left is found again. Gives how many it looked up.
 */
export async function fillAllPriceFacts(db: Queryable, pricing: Pricing, stopping: AbortSignal): Promise<number> {
  let done = 0;
  while (!stopping.aborted) {
    const orders = await findOrdersWithoutFacts(db, batchSize);
    if (orders.length === 0) break;
    const kept = await pricing.frozenQuotes(
      orders.map(({ id, shippingAddress: { country, region, postalCode } }) => ({
        placementId: id,
        destination: { country, region, postalCode },
      })),
    );
    const quotes = orders.map(({ id }, index) => {
      const quote = kept[index]?.quote;
      return { id, quote: quote ? storedQuote(quote) : null };
    });
    done += await fillPriceFacts(db, quotes);
  }
  return done;
}

/**
 * The same in the background, from the start on: it holds up nothing, goes on when pricing is back, and says once how many it was. Later
 * rounds find what a process of an earlier version still wrote beside this one.
 */
export function startPriceFacts(db: Queryable, pricing: Pricing, log: Logger): Repeated {
  const round = async (stopping: AbortSignal): Promise<void> => {
    const orders = await fillAllPriceFacts(db, pricing, stopping);
    if (orders > 0) log.info({ orders }, 'orders of an earlier version say what their quotes said');
  };
  const failed = 'orders of an earlier version could not be filled from their quotes yet';
  return repeat(round, { everyMs: 30_000, slowestMs: 300_000, log, failed, atOnce: true });
}
