import { until } from '../support/until.ts';
import { place } from './money-and-goods.ts';
import type { Say } from './say.ts';

const review = 'id version product { id } stars title text author verifiedPurchase status createdAt';
const pages = 'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const adding = `mutation Add($input: AddReviewInput!) { addReview(input: $input) { ... on ReviewAdded { review { ${review} } }
  ... on NotFound { code message } ... on InvalidInput { code message path fields { path message allowed } } } }`;
const moderating = `mutation Moderate($input: ModerateReviewInput!) { moderateReview(input: $input) { ... on ReviewModerated { review { ${review} } }
  ... on VersionConflict { code message currentVersion } ... on NotFound { code message } } }`;

interface Added {
  addReview: { review?: { id: string; version: number } };
}

/** A customer says what they think of what they bought, and staff show it to everybody. */
export async function reviewing(say: Say, customer: string, staff: string): Promise<void> {
  const { product } = await say<{ product: { id: string } }>(
    `{ product(slug: "classic-mug") { id rating { average count histogram } reviews(first: 2) { edges { cursor node { ${review} } } ${pages} } } }`,
  );
  const words = { productId: product.id, stars: 4, title: 'Keeps its heat', text: 'Every morning.', author: 'Ada' };
  const add = (input: Record<string, unknown>) => say<Added>(adding, { input: { ...words, ...input } }, customer);
  for (const input of [{ stars: 6 }, { productId: 'nothing' }]) await add(input);
  await place(say, { lines: [{ sku: 'MUG-CLASSIC', quantity: 1 }] }, customer);
  // What was bought is known by an event, which comes later.
  const { addReview } = await until(
    () => add({}),
    (found) => found.addReview.review !== undefined,
  );
  await say(`{ reviews(status: [PENDING], first: 5) { edges { cursor node { ${review} } } ${pages} } }`, {}, staff);
  const { id, version = 0 } = addReview.review ?? {};
  const wanted = { id, expectedVersion: version, status: 'PUBLISHED' };
  for (const input of [wanted, { ...wanted, expectedVersion: 90 }, { ...wanted, id: 'nothing' }]) await say(moderating, { input }, staff);
}
