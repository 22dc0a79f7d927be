import { readRows } from '../placing/read-rows.ts';
import { askFor } from '../support/ask.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { type PriceBook, readPriceBook } from './price-book.ts';

export interface MoneyShop {
  shop: DemoShop;
  book: PriceBook;
  /** Published goods with a price in every currency. */
  skus: string[];
  /** Of a customer who has many points. */
  token: string;
}

const percents = [
  { code: 'PERCENT', basisPoints: 1_000 },
  { code: 'THIRD', basisPoints: 3_333 },
  { code: 'FOODIE', basisPoints: 1_250, taxCategories: ['food'] },
  { code: 'BOOKISH', basisPoints: 725, taxCategories: ['books'] },
  { code: 'TEATIME', basisPoints: 2_500, skus: ['TEA-DARJEELING'] },
  { code: 'ALLFREE', basisPoints: 10_000 },
];
const fixed = {
  code: 'FIXED',
  amounts: [
    { currency: 'USD' as const, offMinor: 777n, minimumMinor: 0n },
    { currency: 'JPY' as const, offMinor: 333n, minimumMinor: 5_000n },
    { currency: 'GBP' as const, offMinor: 1n },
  ],
};

/** The demo with coupons of odd percentages, plenty of stock, and a customer with nine million points. */
export async function openMoneyShop(): Promise<MoneyShop> {
  const shop = await openDemoShop();
  try {
    const { rooms } = shop.stack();
    await rooms.pricing.commands.importPricing({ coupons: [...percents, fixed] });
    const read = <Row extends Record<string, unknown>>(sql: string) => readRows<Row>(shop, 'pricing', sql);
    const book = await readPriceBook(read);
    const published = await readRows<{ sku: string }>(
      shop,
      'products',
      `select v.sku from product_variants v join products p on p.id = v.product_id where p.status = 'PUBLISHED' order by v.sku`,
    );
    const skus = published.map(({ sku }) => sku).filter((sku) => book.goods.get(sku)?.prices.size === 4);
    const token = await shop.tokenOf('ada');
    const { me } = await shop.askFor<{ me: { id: string } }>('{ me { id } }', {}, token);
    await rooms.customers.commands.grantPoints([{ customerId: me.id, points: 9_000_000, reason: 'a test', key: 'money' }]);
    return { shop, book, skus, token };
  } catch (error) {
    await shop.close();
    throw error;
  }
}

/** Enough of some goods that no order of the run is short of them. */
export async function stockUp({ shop }: MoneyShop, skus: readonly string[]): Promise<void> {
  const staff = await shop.tokenOf('staff');
  const mutation = 'mutation Add($input: AdjustStockInput!) { adjustStock(input: $input) { __typename } }';
  for (const sku of skus)
    await askFor(
      shop.url(),
      mutation,
      { input: { sku, delta: 100_000, reason: 'RECEIPT', idempotencyKey: `money ${sku}` } },
      { token: staff },
    );
}
