import type { Database } from '@cartograph/kit/db';
import { uuidFromName } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BrowseProductsCommand, browseProducts } from '#browse-products';
import { type SuggestCommand, suggest } from '#browsing/suggest';
import { takeAvailability, takePrices, takeSales } from '#browsing/take-facts';
import { importCatalogue } from '#import-catalogue';
import { createLoaders } from '#loaders';
import type { OptionChoice } from '#rules/option';
import { catalogue, product } from '#testing/shop';
import { price } from '#testing/told';

const all = { total: true, facets: true, priceRange: true };
let db: Database;

const shirt = (slug: string, tags: readonly string[], ...variants: OptionChoice[]) =>
  product(slug, {
    tags,
    options: [
      { code: 'color', name: 'Colour', values: ['red', 'blue'].map((code) => ({ code, name: code.toUpperCase(), color: null })) },
      { code: 'size', name: 'Size', values: ['s', 'm'].map((code) => ({ code, name: code, color: null })) },
    ],
    variants: variants.map((options, index) => ({
      id: uuidFromName(`variant ${slug} ${index}`),
      sku: `${slug}-${index}`.toUpperCase(),
      title: null,
      options,
    })),
  });

beforeAll(async () => {
  db = await freshDatabase('products');
  await importCatalogue(
    db,
    catalogue(
      shirt('linen', ['summer'], { color: 'red', size: 's' }, { color: 'blue', size: 'm' }),
      shirt('wool', ['winter'], { color: 'red', size: 'm' }),
      shirt('silk', ['summer', 'fine'], { color: 'blue', size: 's' }),
      product('gift', { categorySlugs: ['tea'] }),
    ),
  );
  await takePrices(db, [
    { sku: 'LINEN-0', sequence: 1, prices: [price(1000), price(900, { currency: 'EUR' })] },
    { sku: 'LINEN-1', sequence: 1, prices: [price(5000, { was: 6000 })] },
    { sku: 'WOOL-0', sequence: 1, prices: [price(3000)] },
    { sku: 'SILK-0', sequence: 1, prices: [price(3000)] },
  ]);
  await takeAvailability(db, [{ sku: 'WOOL-0', sequence: 1, inStock: true }]);
  await takeSales(db, [
    {
      orderId: uuidFromName('order'),
      lines: [
        { sku: 'SILK-0', quantity: 3 },
        { sku: 'WOOL-0', quantity: 1 },
      ],
    },
  ]);
});

const browse = (command: BrowseProductsCommand) => browseProducts(db, command, false, all);
const found = async (command: BrowseProductsCommand) => (await browse(command)).edges.map(({ node }) => node.slug);
const facet = async (name: string, filter: BrowseProductsCommand['filter'] = {}) => {
  const values = (await browse({ filter })).facets?.find((one) => one.name === name)?.values ?? [];
  return values.map(({ value, count, selected }) => `${value} ${count}${selected ? ' selected' : ''}`);
};

describe('orders', () => {
  test.each([
    ['PRICE_ASC', ['linen', 'silk', 'wool', 'gift']],
    ['PRICE_DESC', ['wool', 'silk', 'linen', 'gift']],
    ['BEST_SELLING', ['silk', 'wool']],
    ['RATING', []],
  ] as const)('%s shows each product once, forwards and backwards, one at a time', async (orderBy, first) => {
    const there: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await browse({ orderBy, first: 1, after });
      there.push(...page.edges.map(({ node }) => node.slug));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    const back: string[] = [];
    for (let before: string | null = null, more = true; more; ) {
      const page = await browse({ orderBy, last: 1, before });
      back.unshift(...page.edges.map(({ node }) => node.slug));
      [before, more] = [page.pageInfo.startCursor, page.pageInfo.hasPreviousPage];
    }
    const equal = (slugs: readonly string[]) =>
      orderBy === 'PRICE_ASC' || orderBy === 'PRICE_DESC' ? slugs.filter((one) => one !== 'silk' && one !== 'wool') : slugs;
    expect(equal(there).slice(0, equal(first).length)).toEqual(equal(first));
    expect([...there].sort()).toEqual(['gift', 'linen', 'silk', 'wool']);
    expect(back).toEqual(there);
  });

  test('a cursor of one currency is none of another', async () => {
    const { pageInfo } = await browse({ orderBy: 'PRICE_ASC', first: 1 });
    await expect(browse({ orderBy: 'PRICE_ASC', currencyCode: 'EUR', after: pageInfo.endCursor })).rejects.toThrow(/cursor/);
  });
});

describe('filters', () => {
  test.each([
    ['one of its variants', { price: { min: '45.00', max: '55' } }, ['linen']],
    ['none, though between two of its variants', { price: { min: '40', max: '45' } }, []],
    ['the cheapest', { price: { max: '10' } }, ['linen']],
    ['what there is', { inStock: true }, ['wool']],
    ['what is sold out', { inStock: false, price: { min: '0' } }, ['linen', 'silk']],
    [
      'one variant with both',
      {
        options: [
          { name: 'color', values: ['red'] },
          { name: 'size', values: ['m'] },
        ],
      },
      ['wool'],
    ],
    ['nobody has rated it', { minRating: 1 }, []],
    ['nobody knows the tag', { tags: ['no such'] }, []],
  ])('keep a product by %s', async (_what, filter, slugs) => {
    expect((await found({ filter })).sort()).toEqual(slugs);
  });

  test('all that is wrong is told at once', async () => {
    const values = Array.from({ length: 101 }, (_, index) => `${index}`);
    const filter = { price: { min: '-1', max: '1.234' }, tags: values, options: [{ name: 'color', values }], minRating: 6 };
    await expect(browse({ filter })).rejects.toThrow(/tags.*options.*price\.min.*price\.max.*minRating/);
    await expect(browse({ filter: { price: { min: '2', max: '1' } } })).rejects.toThrow('price.min must not be above price.max.');
    await expect(browse({ filter: { price: { max: '1.5' } }, currencyCode: 'JPY' })).rejects.toThrow(/decimals in JPY/);
    await expect(browse({ locale: 'no locale' })).rejects.toThrow(/BCP 47/);
  });
});

describe('facets', () => {
  test('are told with the total and the prices of all pages', async () => {
    const { total, facets, priceRange } = await browse({ first: 1 });
    expect(total).toBe(4);
    expect(facets?.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'CATEGORY Category',
      'OPTION Colour',
      'OPTION Size',
      'TAG Tags',
      'IN_STOCK Availability',
    ]);
    expect([priceRange?.min.minor, priceRange?.max.minor, priceRange?.onSale]).toEqual([1000n, 5000n, true]);
  });

  test('are counted as if their own filter were not set, and what is chosen is among them', async () => {
    expect(await facet('tags', { tags: ['fine'] })).toEqual(['summer 2', 'fine 1 selected', 'winter 1']);
    expect(await facet('inStock', { inStock: true })).toEqual(['false 3', 'true 1 selected']);
    expect(await facet('categorySlug', { categorySlug: 'tea' })).toEqual(['kitchen 3', 'tea 1 selected']);
    expect(await facet('tags', { tags: ['no such'] })).toContain('no such 0 selected');
  });

  test('promise what a click finds: of options, one variant has them all', async () => {
    const filter = { options: [{ name: 'color', values: ['red'] }] };
    expect(await facet('size', filter)).toEqual(['m 1', 's 1']);
    expect(await facet('color', filter)).toEqual(['blue 2', 'red 2 selected']);
    for (const size of ['s', 'm'])
      expect(await found({ filter: { options: [...filter.options, { name: 'size', values: [size] }] } })).toHaveLength(1);
  });
});

test('a search with a letter wrong is answered with the word that was meant', async () => {
  expect((await browse({ search: 'linne' })).didYouMean).toBe('linen');
  expect((await browse({ search: 'linen' })).didYouMean).toBeUndefined();
});

describe('suggestions', () => {
  const suggested = async (text: string, more: Partial<SuggestCommand> = {}) =>
    (await suggest(db, createLoaders(db), { text, ...more })).map(({ kind, text: shown }) => `${kind} ${shown}`);

  test('while somebody types, are searches, categories and products that begin so', async () => {
    expect(await suggested('lin')).toEqual(['QUERY linen', 'PRODUCT linen']);
    expect(await suggested('te')).toEqual(['CATEGORY Tea']);
    expect(await suggested('l')).toEqual([]);
    expect(await suggested('%_')).toEqual([]);
    expect(await suggested('lin', { first: 1 })).toEqual(['PRODUCT linen']);
  });

  test.each([[{ first: 0 }], [{ first: 21 }], [{ locale: 'no locale' }], [{ text: 'a'.repeat(201) }]])('%j is refused', async (wrong) => {
    await expect(suggested('lin', wrong)).rejects.toThrow(/must be|must have/);
  });
});
