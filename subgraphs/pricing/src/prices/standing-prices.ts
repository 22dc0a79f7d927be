import { tellStanding } from '@cartograph/kit/event-history-store';
import { uuidFromName } from '@cartograph/kit/ids';
import type { Standing } from '@cartograph/kit/room';
import { priceChanged } from '#events';
import { loadPricedSkus, readTold } from '#prices/price-history-store';
import { itemsOfEvent, toldItems } from '#prices/tell-prices';

const eventsOfPage = 10;

/**
 * What everybody pays for every SKU that has, or had, a price: for who builds prices anew. An event of then was of up to 200 SKUs; what each of them
 * costs now is told under the number of what was told last of it, read before the prices: who changes one meanwhile tells it under the next number.
 * The SKUs and their numbers make the event's id.
 */
export const standingPrices: Standing = {
  supersedes: [priceChanged.type],
  tell: (db, after) =>
    db.transaction(async (tx) => {
      const skus = await loadPricedSkus(tx, after, itemsOfEvent * eventsOfPage);
      const items = await toldItems(tx, skus, await readTold(tx, skus), new Date());
      const events = Array.from({ length: Math.ceil(items.length / itemsOfEvent) }, (_, nth) => {
        const some = items.slice(nth * itemsOfEvent, (nth + 1) * itemsOfEvent);
        const name = some.map(({ sku, sequence }) => `${sequence} ${sku}`).join('\n');
        return { ...priceChanged.of(some[0]?.sku ?? '', { items: some }), id: uuidFromName(`${priceChanged.type} ${name}`) };
      });
      await tellStanding(tx, events);
      return { ids: events.map(({ id }) => id), last: skus.length < itemsOfEvent * eventsOfPage ? null : (skus.at(-1) ?? null) };
    }),
};
