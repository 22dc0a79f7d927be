import type { Queryable } from '@cartograph/kit/db';
import { currencies } from '@cartograph/kit/money';
import { writeEvents } from '@cartograph/kit/outbox';
import { priceChanged } from '#events';
import { countTold, loadPricesNow } from '#prices/price-history-store';
import { publicTimeline } from '#prices/rules/price-timeline';

export const itemsOfEvent = 200;

/**
 * Tells what everybody pays for these SKUs from now on, in the transaction of the change. Who tells of a SKU waits for who does so already, and then
 * sees what they wrote: of two events the one with the higher number knows both changes.
 */
export async function tellPrices(tx: Queryable, skus: readonly string[], now = new Date()): Promise<void> {
  const distinct = [...new Set(skus)].sort();
  for (let start = 0; start < distinct.length; start += itemsOfEvent) {
    const some = distinct.slice(start, start + itemsOfEvent);
    const items = await toldItems(tx, some, await countTold(tx, some), now);
    await writeEvents(tx, [priceChanged.of(some[0] ?? '', { items })]);
  }
}

/** What an event says of each SKU, under the numbers that were read, or counted, before. */
export async function toldItems(tx: Queryable, skus: readonly string[], told: ReadonlyMap<string, number>, now: Date) {
  const bySku = Map.groupBy(await loadPricesNow(tx, skus, currencies), ({ sku }) => sku);
  return skus.map((sku) => ({ sku, sequence: told.get(sku) ?? 0, prices: pricesOf(bySku.get(sku) ?? [], now) }));
}

const pricesOf = (states: Parameters<typeof publicTimeline>[0], now: Date) =>
  currencies
    .flatMap((currency) =>
      publicTimeline(
        states.filter((state) => state.currency === currency),
        now,
      )
        .filter(({ price }) => price !== null)
        .map(({ price, from, to }) => ({
          currency,
          unitMinor: String(price?.listMinor ?? 0n),
          compareAtMinor: price?.compareAtMinor == null ? null : String(price.compareAtMinor),
          from: from.toISOString(),
          to: to && to.toISOString(),
        })),
    )
    .slice(0, 100);
