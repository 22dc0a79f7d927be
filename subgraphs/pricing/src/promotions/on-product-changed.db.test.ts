import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { subscribe } from '@cartograph/kit/read-event';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { expect, test } from 'vitest';
import { onProductChanged, reads } from '#promotions/on-product-changed';

test('what products tells of goods is kept, and what is older or told twice changes nothing', async () => {
  const db = await freshDatabase('pricing', true);
  const bus = createLocalEventBus();
  await subscribe(bus, reads, onProductChanged(db));
  const productId = uuidv7();
  const tell = (sequence: number, skus: string[], categorySlugs: string[], history = false) =>
    bus.publish({
      id: uuidv7(),
      type: 'products.product_changed',
      version: 1,
      key: productId,
      sequence,
      history,
      occurredAt: '2026-11-30T00:00:00.000Z',
      data: { productId, slug: 'mug', title: 'Mug', status: 'PUBLISHED', skus, categorySlugs },
    });
  const facts = () => db.query({ text: 'select sku, categories, sequence from goods_facts order by sku' });
  await tell(2, ['MUG', 'MUG-INK'], ['kitchen']);
  await tell(1, ['MUG'], ['garden'], true);
  await tell(2, ['MUG', 'MUG-INK'], ['kitchen']);
  expect(await facts()).toEqual([
    { sku: 'MUG', categories: ['kitchen'], sequence: 2 },
    { sku: 'MUG-INK', categories: ['kitchen'], sequence: 2 },
  ]);
  await tell(3, ['MUG'], ['kitchen', 'gifts']);
  expect(await facts()).toMatchObject([{ categories: ['kitchen', 'gifts'] }, { categories: ['kitchen'] }]);
});
