import type { Database } from '@cartograph/kit/db';
import { beforeAll, expect, test } from 'vitest';
import { productChanged } from '#events';
import { publishDueProducts } from '#publish-due';
import { openShopWith } from '#testing/shop';
import { made, type Staff, shirt, staffOf } from '#testing/staff';

let db: Database;
let shop: Staff;

beforeAll(async () => {
  const opened = await openShopWith();
  db = opened.db;
  shop = staffOf(opened.room);
});

test('a draft whose time has come is told of once, with its new status, also by two workers at once', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) ids.push((await made(shop.create({ ...shirt(`due-${i}`), publishAt: '2099-01-01T00:00:00Z' }))).id);
  expect(await publishDueProducts(db)).toBe(0);
  await db.query({ text: `update products set publish_at = now() where id = any($1)`, values: [ids.slice(1)] });
  await db.query({ text: 'delete from outbox' });
  expect((await Promise.all([publishDueProducts(db), publishDueProducts(db)])).reduce((a, b) => a + b)).toBe(4);
  const told = await db.query<{ type: string; key: string; data: Record<string, unknown> }>({
    text: 'select type, key, data from outbox order by type, key',
  });
  expect(
    told.filter(({ type }) => type === 'products.product_changed').map(({ key, data }) => [key, productChanged.schema.parse(data).status]),
  ).toEqual(
    ids
      .slice(1)
      .sort()
      .map((id) => [id, 'PUBLISHED']),
  );
  expect(told.filter(({ type }) => type === 'products.change_audited')).toHaveLength(4);
  expect(await shop.read(ids[1] ?? '')).toMatchObject({ status: 'PUBLISHED', version: 2 });
  expect(await shop.read(ids[0] ?? '')).toMatchObject({ status: 'DRAFT', version: 1 });
});
