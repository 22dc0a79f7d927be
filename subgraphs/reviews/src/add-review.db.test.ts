import { uuidv7 } from '@cartograph/kit/ids';
import { undeclared } from '@cartograph/kit/testing/undeclared';
import { expect, test } from 'vitest';
import { addReview } from '#add-review';
import { events } from '#events';
import { moderateReview } from '#moderate-review';
import type { GivenReview, ReviewStatus } from '#rules/review';
import { openShop, staff } from '#testing/shop';

const shop = await openShop();
const { db } = shop;
const mug = await shop.offer(['MUG', 'MUG-INK']);

const write = async (customerId: string, given: GivenReview, productId = mug, withoutPurchase = false) => {
  const outcome = await addReview(db, { customerId, productId, given }, withoutPurchase);
  if (outcome.kind === 'refused') throw new Error(outcome.problem.message);
  return outcome.review;
};
const refusal = async (customerId: string, productId: string, given: GivenReview = { stars: 5 }) => {
  const outcome = await addReview(db, { customerId, productId, given }, false);
  return outcome.kind === 'refused' ? outcome.problem : undefined;
};
const move = (id: string, expectedVersion: number, status: ReviewStatus) => moderateReview(db, { id, expectedVersion, status }, staff);
const buyer = async (...skus: string[]) => {
  const customerId = uuidv7();
  await shop.order(customerId, skus);
  return customerId;
};

test('who bought a product reviews it once, and again replaces it', async () => {
  const ada = await buyer('MUG-INK');
  const first = await write(ada, { stars: 5, title: 'Good', author: 'Ada L.' });
  expect(first).toMatchObject({ version: 1, status: 'PENDING', stars: 5, author: 'Ada L.', verifiedPurchase: true });
  const again = await write(ada, { stars: 2, text: 'It broke.' });
  expect(again).toMatchObject({ id: first.id, version: 2, stars: 2, title: null, author: 'A customer', createdAt: first.createdAt });
  expect(await write(ada, { stars: 2, text: 'It broke.' })).toEqual(again);
  expect(await db.query({ text: 'select from reviews where customer_id = $1', values: [ada] })).toHaveLength(1);
});

test('what was never bought is not reviewed, unless the shop lets everybody', async () => {
  const eve = await buyer('TEA');
  expect(await refusal(eve, mug)).toMatchObject({ __typename: 'InvalidInput', path: ['productId'] });
  expect(await refusal(eve, mug, { stars: 9, title: '' })).toMatchObject({
    fields: [{ path: ['productId'] }, { path: ['stars'] }, { path: ['title'] }],
  });
  // The bound removed: it is the only thing that refused.
  expect(await write(eve, { stars: 5 }, mug, true)).toMatchObject({ verifiedPurchase: false });
});

test('a product that was never on sale, or that there is not, is not found', async () => {
  const draft = await shop.offer(['DRAFT'], 'DRAFT');
  const ada = await buyer('DRAFT');
  for (const productId of [draft, uuidv7(), 'no uuid', '']) expect(await refusal(ada, productId)).toMatchObject({ code: 'NOT_FOUND' });
  await shop.offer(['DRAFT'], 'PUBLISHED', draft);
  // What was taken off the shelf again was bought by those who bought it.
  await shop.offer([], 'DRAFT', draft);
  expect(await write(ada, { stars: 4 }, draft)).toMatchObject({ verifiedPurchase: true });
});

test('an order that was called off is no purchase, whichever is told first', async () => {
  const [ada, order, later] = [uuidv7(), uuidv7(), uuidv7()];
  await shop.cancel(order);
  await shop.order(ada, ['MUG'], order);
  expect(await refusal(ada, mug)).toMatchObject({ path: ['productId'] });
  await shop.order(ada, ['MUG'], later);
  expect(await write(ada, { stars: 3 })).toMatchObject({ verifiedPurchase: true });
  await shop.cancel(later);
  expect(await write(ada, { stars: 3 }, mug, true)).toMatchObject({ verifiedPurchase: false });
});

test('what a guest bought is reviewed by the customer who claims it, whichever is told first', async () => {
  const [ada, order, early] = [uuidv7(), uuidv7(), uuidv7()];
  await shop.order(null, ['MUG'], order);
  expect(await refusal(ada, mug)).toMatchObject({ path: ['productId'] });
  for (let times = 0; times < 3; times += 1) await shop.claim(order, ada);
  expect(await write(ada, { stars: 5 })).toMatchObject({ verifiedPurchase: true });
  // Nobody takes it from them by an event.
  await shop.claim(order, uuidv7());
  expect(await write(ada, { stars: 4 })).toMatchObject({ verifiedPurchase: true });
  const bob = uuidv7();
  await shop.claim(early, bob);
  await shop.order(null, ['MUG'], early);
  expect(await write(bob, { stars: 5 })).toMatchObject({ verifiedPurchase: true });
});

test('ten requests at once leave one review, and its rating counts it once', async () => {
  const lamp = await shop.offer(['LAMP']);
  const ada = await buyer('LAMP');
  const stars = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5];
  const written = await Promise.all(stars.map((each) => write(ada, { stars: each }, lamp)));
  expect(new Set(written.map(({ id }) => id)).size).toBe(1);
  const [row] = await db.query<{ id: string; version: number; stars: number }>({
    text: 'select id, version, stars from reviews where product_id = $1',
    values: [lamp],
  });
  if (!row) throw new Error('the review is gone');
  await Promise.all(Array.from({ length: 5 }, () => move(row.id, row.version, 'PUBLISHED')));
  const histogram = [1, 2, 3, 4, 5].map((star) => Number(star === row.stars));
  expect(await shop.told(lamp)).toEqual([[1, row.stars, 1, histogram]]);
});

test('a published review that is rewritten waits again, and is not in the rating meanwhile', async () => {
  const chair = await shop.offer(['CHAIR']);
  const ada = await buyer('CHAIR');
  const { id } = await write(ada, { stars: 5 }, chair);
  await move(id, 1, 'PUBLISHED');
  expect(await write(ada, { stars: 1 }, chair)).toMatchObject({ status: 'PENDING', version: 3 });
  expect(await move(id, 2, 'PUBLISHED')).toMatchObject({ kind: 'refused', problem: { code: 'VERSION_CONFLICT', currentVersion: 3 } });
  await move(id, 3, 'PUBLISHED');
  await move(id, 4, 'REJECTED');
  expect(await shop.told(chair)).toEqual([
    [1, 5, 1, [0, 0, 0, 0, 1]],
    [2, 0, 0, [0, 0, 0, 0, 0]],
    [3, 1, 1, [1, 0, 0, 0, 0]],
    [4, 0, 0, [0, 0, 0, 0, 0]],
  ]);
});

test('moderation is told to the log of changes once, and said again it changes nothing', async () => {
  const bowl = await shop.offer(['BOWL']);
  const { id } = await write(await buyer('BOWL'), { stars: 4 }, bowl);
  const first = await move(id, 1, 'PUBLISHED');
  expect(first).toMatchObject({ kind: 'moderated', review: { status: 'PUBLISHED', version: 2 } });
  for (const expected of [1, 2]) expect(await move(id, expected, 'PUBLISHED')).toEqual(first);
  expect(await move(id, 1, 'REJECTED')).toMatchObject({ problem: { code: 'VERSION_CONFLICT' } });
  for (const unknown of [uuidv7(), 'no uuid'])
    expect(await move(unknown, 1, 'PUBLISHED')).toMatchObject({ problem: { code: 'NOT_FOUND' } });
  const log = await db.query<{ data: object }>({
    text: `select data from outbox where type = 'reviews.change_audited' and key = $1`,
    values: [id],
  });
  const change = { field: 'status', before: 'PENDING', after: 'PUBLISHED' };
  expect(log.map(({ data }) => data)).toMatchObject([{ action: 'moderateReview', entityType: 'Review', changes: [change] }]);
  expect(undeclared(events, await db.query({ text: 'select type, version, key, data from outbox' }))).toEqual([]);
});
