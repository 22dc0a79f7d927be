import type { Database } from '@cartograph/kit/db';
import { beforeAll, expect, test } from 'vitest';
import { type ProductChanged, productChanged } from '#events';
import { history } from '#history-store';
import { type Saved, saver } from '#testing/saver';
import { openShopWith } from '#testing/shop';
import { made, type Staff, shirt, staffOf } from '#testing/staff';

let db: Database;
let shop: Staff;
let saveCategory: (input: object) => Promise<Saved>;
let saveCollection: (input: object) => Promise<Saved>;

beforeAll(async () => {
  const opened = await openShopWith();
  db = opened.db;
  shop = staffOf(opened.room);
  saveCategory = saver(opened.room, 'saveCategory', 'CategorySaved { category { id version } }', 'InvalidInput');
  saveCollection = saver(opened.room, 'saveCollection', 'CollectionSaved { collection { id version } }', 'InvalidInput');
});

/** What was told of the product last. */
async function told(id: string): Promise<ProductChanged> {
  const [last] = await db.query<{ data: unknown }>({
    text: `select data from outbox where key = $1 and type = 'products.product_changed' order by sequence desc limit 1`,
    values: [id],
  });
  return productChanged.schema.parse(last?.data);
}

test('a product tells of its categories with all above them, of its collections by rule and by hand, and of what each variant weighs', async () => {
  const top = (await saveCategory({ slug: 'clothes', name: 'Clothes' })).category?.id ?? '';
  const middle = (await saveCategory({ slug: 'tops', name: 'Tops', parentId: top })).category?.id ?? '';
  const low = (await saveCategory({ slug: 'shirts', name: 'Shirts', parentId: middle })).category?.id ?? '';
  const ruled = (await saveCollection({ slug: 'linen', title: 'Linen', status: 'PUBLISHED', rules: [{ field: 'TAG', values: ['linen'] }] }))
    .collection?.id;
  const picked = (await saveCollection({ slug: 'picked', title: 'Picked', status: 'DRAFT', productIds: [] })).collection?.id;
  const { id, version } = await made(shop.create({ ...shirt('all-told'), categoryIds: [low], collectionIds: [picked] }));
  const first = await told(id);
  expect(first).toMatchObject({
    categorySlugs: ['shirts'],
    categories: [
      { id: top, slug: 'clothes', parentId: null, direct: false },
      { id: low, slug: 'shirts', parentId: middle, direct: true },
      { id: middle, slug: 'tops', parentId: top, direct: false },
    ],
    collections: [
      { id: ruled, slug: 'linen' },
      { id: picked, slug: 'picked' },
    ],
    variants: [{ sku: 'ALL-TOLD-BLUE-S', weightGrams: 240, taxCategoryCode: 'standard' }, {}, {}],
  });
  expect(first.variants?.map(({ id: variant }) => typeof variant)).toEqual(['string', 'string', 'string']);
  await made(shop.update(id, version, { categoryIds: [middle, low], tags: [] }));
  const second = await told(id);
  expect(second.categories?.filter(({ direct }) => direct).map(({ slug }) => slug)).toEqual(['shirts', 'tops']);
  expect(second.collections).toEqual([{ id: picked, slug: 'picked' }]);
  const [again] = await db.query<{ data: unknown }>({
    text: `select ${history['products.product_changed']} as data from (select $1::uuid as key) e`,
    values: [id],
  });
  expect(productChanged.schema.parse(again?.data)).toEqual(second);
});
