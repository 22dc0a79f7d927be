import type { Database, Queryable } from '@cartograph/kit/db';
import { loadKept, recountUnits, replaceAvailability, replacePrices, replaceSales } from '#browsing/rebuild-store';
import { comparablePrices, type Differing, differing, type Fact } from '#browsing/rules/compare-facts';
import type { ToldPrice } from '#browsing/rules/told-price';
import { lockStandingsOf, refreshStandings } from '#browsing/standing-store';

/** A page of what a room says, in its order. `last` null: there is no more. */
export interface FactPage<Item> {
  readonly items: readonly Item[];
  readonly last: string | null;
}
export type FactsOf<Item> = (after: string) => Promise<FactPage<Item>>;

export interface PriceFact {
  readonly sku: string;
  readonly sequence: number;
  readonly prices: readonly ToldPrice[];
}
export interface AvailabilityFact {
  readonly sku: string;
  readonly sequence: number;
  readonly inStock: boolean;
}
export interface SalesFact {
  readonly orderId: string;
  readonly units: Readonly<Record<string, number>> | null;
  readonly cancelled: boolean;
}

/** Where rooms say what lists are kept by. */
export interface Sources {
  readonly prices: FactsOf<PriceFact>;
  readonly availability: FactsOf<AvailabilityFact>;
  readonly sales: FactsOf<SalesFact>;
}

interface Difference extends Differing {
  readonly what: 'prices' | 'availability';
}

/** Of what is kept is read before what is said, so that what is kept under a higher number than is said was never told. */
async function eachPage<Item extends PriceFact | AvailabilityFact>(
  db: Queryable,
  facts: FactsOf<Item>,
  take: (page: { items: readonly Item[]; kept: Awaited<ReturnType<typeof loadKept>> }) => Promise<void>,
): Promise<void> {
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after;
    const ahead = await facts(from);
    const kept = await loadKept(db, from, ahead.last);
    const { items } = await facts(from);
    await take({ items: items.filter(({ sku }) => ahead.last === null || sku <= ahead.last), kept });
    after = ahead.last;
  }
}

const pricesSaid =
  (now: Date) =>
  (one: PriceFact): Fact => ({ ...one, said: comparablePrices(one.prices, now) });
const stockSaid = (one: AvailabilityFact): Fact => ({ ...one, said: String(one.inStock) });

/** What is kept otherwise than rooms say it. */
export async function findDifferences(
  db: Queryable,
  { prices, availability }: Pick<Sources, 'prices' | 'availability'>,
): Promise<Difference[]> {
  const found: Difference[] = [];
  await eachPage(db, prices, async ({ items, kept }) => {
    const said = pricesSaid(new Date());
    const stood = kept.map(({ sku, priceSequence, prices: spans }) => said({ sku, sequence: priceSequence, prices: spans }));
    found.push(...differing(items.map(said), stood).map((one) => ({ what: 'prices' as const, ...one })));
  });
  await eachPage(db, availability, async ({ items, kept }) => {
    const stood = kept.map(({ sku, stockSequence, inStock }) => stockSaid({ sku, sequence: stockSequence, inStock }));
    found.push(...differing(items.map(stockSaid), stood).map((one) => ({ what: 'availability' as const, ...one })));
  });
  return found;
}

/**
 * Brings what lists are kept by to what rooms say, a page a transaction, in place: nothing is emptied, so nobody sees a product without what it
 * had. What is told meanwhile is newer and stays. May be stopped and done again; gives how many SKUs were otherwise.
 */
export async function rebuild(db: Database, sources: Sources, say: (line: string) => void, stopping?: AbortSignal): Promise<number> {
  let mended = 0;
  const write = (skus: (tx: Queryable) => Promise<string[]>): Promise<void> =>
    db.transaction(async (tx) => {
      const changed = await skus(tx);
      const products = await lockStandingsOf(tx, changed);
      if (products.length > 0) await refreshStandings(tx, products);
      mended += changed.length;
    });
  const left = () => stopping?.throwIfAborted();
  let seen = 0;
  await eachPage(db, sources.prices, async ({ items, kept }) => {
    left();
    const said = pricesSaid(new Date());
    const was = new Map(kept.map(({ sku, priceSequence }) => [sku, priceSequence]));
    const spansOf = new Map(items.map((one) => [one.sku, one]));
    const stood = kept.map(({ sku, priceSequence, prices }) => said({ sku, sequence: priceSequence, prices }));
    const wrong = differing(items.map(said), stood).map(({ sku }) => ({
      ...(spansOf.get(sku) ?? { sku, sequence: 0, prices: [] }),
      was: was.get(sku) ?? 0,
    }));
    if (wrong.length > 0) await write((tx) => replacePrices(tx, wrong));
    say(`prices: ${(seen += items.length)} SKUs`);
  });
  seen = 0;
  await eachPage(db, sources.availability, async ({ items, kept }) => {
    left();
    const was = new Map(kept.map(({ sku, stockSequence }) => [sku, stockSequence]));
    const saidOf = new Map(items.map((one) => [one.sku, one]));
    const stood = kept.map(({ sku, stockSequence, inStock }) => stockSaid({ sku, sequence: stockSequence, inStock }));
    const wrong = differing(items.map(stockSaid), stood).map(({ sku }) => ({
      ...(saidOf.get(sku) ?? { sku, sequence: 0, inStock: false }),
      was: was.get(sku) ?? 0,
    }));
    if (wrong.length > 0) await write((tx) => replaceAvailability(tx, wrong));
    say(`stock: ${(seen += items.length)} SKUs`);
  });
  seen = 0;
  for (let after: string | null = ''; after !== null; ) {
    left();
    const { items, last }: FactPage<SalesFact> = await sources.sales(after);
    if (items.length > 0) await replaceSales(db, items);
    after = last;
    say(`sales: ${(seen += items.length)} orders`);
  }
  await write(recountUnits);
  return mended;
}
