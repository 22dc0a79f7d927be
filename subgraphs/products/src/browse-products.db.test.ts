import type { Database } from '@cartograph/kit/db';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BrowseProductsCommand, browseProducts, type ProductListing } from '#browse-products';
import { importCatalogue } from '#import-catalogue';
import type { ProductOrder } from '#rules/product';
import { catalogue, product, smallShop } from '#testing/shop';

const all = { total: true, facets: true, priceRange: true };
const slugs = (listing: ProductListing): string[] => listing.edges.map(({ node }) => node.slug);

/** Every page from the first to the last. */
async function walk(db: Database, command: BrowseProductsCommand): Promise<ProductListing[]> {
  const pages: ProductListing[] = [];
  for (let after: string | null = null; ; ) {
    const page: ProductListing = await browseProducts(db, { ...command, after }, false);
    pages.push(page);
    if (!page.pageInfo.hasNextPage) return pages;
    after = page.pageInfo.endCursor;
  }
}

describe('paging', () => {
  let db: Database;

  // Titles, times and relevance that are mostly equal, titles with accents and both cases.
  const titles = ['Lamp', 'lamp', 'Lämp', 'Lamp', 'Table Lamp'];
  const many = Array.from({ length: 57 }, (_, i) =>
    product(`lamp-${i}`, { title: titles[i % titles.length] ?? 'Lamp', createdAt: new Date(1_767_225_600_000 + (i % 4)) }),
  );

  beforeAll(async () => {
    db = await freshDatabase('products');
    await importCatalogue(db, catalogue(...many, product('hidden-lamp', { status: 'DRAFT' })));
  });

  const walks: [ProductOrder, string | null, number][] = [
    ['NEWEST', null, 7],
    ['TITLE', null, 7],
    ['RELEVANCE', null, 7],
    ['RELEVANCE', 'lamp', 7],
    ['NEWEST', 'lamp', 10],
    ['TITLE', 'lamp', 1],
  ];

  test.each(walks)('by %s with search %j in pages of %i every product is met exactly once', async (orderBy, search, first) => {
    const pages = await walk(db, { orderBy, search, first });
    const met = pages.flatMap(slugs);
    expect(new Set(met).size).toBe(met.length);
    expect([...met].sort()).toEqual(many.map(({ slug }) => slug).sort());
    expect(pages.map(({ edges }) => edges.length).slice(0, -1)).toEqual(pages.slice(0, -1).map(() => first));
    expect(pages.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual(pages.map((_, i) => i > 0));
  });

  test.each(walks)(
    'by %s with search %j in pages of %i the way back meets the same products in the same order',
    async (orderBy, search, size) => {
      const there = (await walk(db, { orderBy, search, first: size })).flatMap(slugs);
      const back: string[] = [];
      for (let before: string | null = null, more = true; more; ) {
        const page: ProductListing = await browseProducts(db, { orderBy, search, last: size, before }, false);
        back.unshift(...slugs(page));
        expect(page.pageInfo.hasNextPage).toBe(before !== null);
        before = page.pageInfo.startCursor;
        more = page.pageInfo.hasPreviousPage;
      }
      expect(back).toEqual(there);
    },
  );

  test.each(['lmap', 'tabl'])('%j, which finds nothing as it stands, is paged in the way that found, and counted in it', async (search) => {
    const pages = await walk(db, { search, first: 5 });
    const met = pages.flatMap(slugs);
    expect(met.length).toBe(search === 'lmap' ? 57 : 11);
    expect(new Set(met).size).toBe(met.length);
    expect((await browseProducts(db, { search, first: 5 }, false, all)).total).toBe(met.length);
    const last = await browseProducts(db, { search, last: 3 }, false);
    expect(slugs(last)).toEqual(met.slice(-3));
    const after = last.pageInfo.endCursor;
    await expect(browseProducts(db, { search, orderBy: 'TITLE', after }, false)).rejects.toThrow(/cursor/);
  });

  test('pages follow one order from the first to the last', async () => {
    const pages = await walk(db, { orderBy: 'NEWEST', first: 10 });
    const times = pages.flatMap(({ edges }) => edges.map(({ node }) => node.createdAt.getTime()));
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  test('the alphabet knows neither case nor accents first', async () => {
    const pages = await walk(db, { orderBy: 'TITLE', first: 20 });
    const order = pages.flatMap(({ edges }) => edges.map(({ node }) => node.title));
    expect([...new Set(order)]).toEqual(['lamp', 'Lamp', 'Lämp', 'Table Lamp']);
  });

  test('a page with its count, its facets and its prices is one statement', async () => {
    const before = db.statements();
    const page = await browseProducts(db, { search: 'lamp' }, false, all);
    expect(page.edges).toHaveLength(20);
    expect(page.total).toBe(57);
    expect(page.facets?.map(({ name }) => name)).toEqual(['categorySlug', 'inStock']);
    expect(db.statements() - before).toBe(1);
  });

  test('a search that finds nothing asks three times, and its count is known', async () => {
    const before = db.statements();
    const page = await browseProducts(db, { search: 'zzzzz' }, false, all);
    expect([page.edges, page.total]).toEqual([[], 0]);
    expect(db.statements() - before).toBe(3);
  });
});

describe('search', () => {
  let db: Database;

  beforeAll(async () => {
    db = await freshDatabase('products');
    await importCatalogue(db, smallShop);
  });

  const found = async (search: string, categorySlug?: string): Promise<string[]> =>
    slugs(await browseProducts(db, { search, filter: { categorySlug } }, false));

  test.each([
    ['darjeling', ['darjeeling']],
    ['Darjeelnig first', ['darjeeling']],
    ['darj', ['darjeeling']],
    ['mugs', ['classic-mug', 'assam']],
    ['blue', ['classic-mug']],
    ['MUG-CLASSIC-BLUE', ['classic-mug']],
    ['mug-classic', ['classic-mug']],
    ['"loose leaf"', ['darjeeling']],
    ['mug -milk', ['classic-mug']],
    ['assam -milk', []],
    ['"darjeling first"', []],
    ['glaze', ['classic-mug']],
    ['secret pot', []],
    ['old kettle', []],
    ['zzzz', []],
    ["' or 1=1 --", []],
    ['& | ! ( <->', []],
  ])('%j finds %j', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  test('a title weighs more than a description', async () => {
    expect((await found('mug'))[0]).toBe('classic-mug');
  });

  test('blank is no search', async () => {
    expect((await found('  ')).sort()).toEqual(['assam', 'classic-mug', 'darjeeling']);
  });

  test('a category narrows a search, an unknown one empties it', async () => {
    expect(await found('mug', 'tea')).toEqual(['assam']);
    expect(await found('', 'tea')).toEqual(expect.arrayContaining(['assam', 'darjeeling']));
    expect(await found('', 'no-such')).toEqual([]);
    expect(await found('', 'No Such\u0000')).toEqual([]);
  });

  test('staff find drafts and archived products too, or those alone', async () => {
    expect(slugs(await browseProducts(db, { search: 'kettle' }, true))).toEqual(['old-kettle']);
    expect(slugs(await browseProducts(db, { filter: { status: ['DRAFT'] } }, true))).toEqual(['secret-pot']);
    expect(slugs(await browseProducts(db, { filter: { status: ['DRAFT'] } }, false))).toEqual([]);
  });
});
