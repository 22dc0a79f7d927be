import { type Bytes, bytesAnOrder } from '@cartograph/kit/testing/bytes';
import { drawSkus } from './basket.ts';
import { number } from './markdown.ts';
import { placeBare } from './saga.ts';
import { buyerCount } from './shop.ts';
import type { Site } from './site.ts';

const orders = 256;

/** What an order of three lines adds to the rooms' databases and to the log, once it is settled. */
export const measureBytes = ({ stack, settlement }: Site): Promise<Bytes> =>
  bytesAnOrder(stack.databases, orders, async (count) => {
    for (let placed = 0; placed < count; placed += buyerCount)
      await Promise.all(Array.from({ length: buyerCount }, (_, client) => placeBare(stack, client, drawSkus(1_000))));
    await settlement.settled();
  });

export const bytesInWords = ({ tables, indexes, wal }: Bytes): string =>
  `${number(tables)} bytes of tables, ${number(indexes)} of indexes and ${number(wal)} of log an order`;
