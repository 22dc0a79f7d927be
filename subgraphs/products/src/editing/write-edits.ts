import { type Author, audited } from '@cartograph/kit/audit';
import type { Queryable } from '@cartograph/kit/db';
import { numbered } from '@cartograph/kit/numbered-events';
import { writeEvents } from '@cartograph/kit/outbox';
import { keepInStep } from '#browsing/keep-in-step';
import { refreshMembers } from '#collection/membership-store';
import { changedVariants, differsIn, shownState } from '#editing/rules/changes';
import { emptyProduct, type ProductState } from '#editing/rules/state';
import {
  releaseOptions,
  removeVariants,
  replaceAttributes,
  replaceOptions,
  replacePlaces,
  upsertProducts,
  upsertVariants,
} from '#editing/write-store';
import { changeAudited, productChanged } from '#events';
import { replacePictures, updateTexts } from '#media/media-store';
import { replaceNames } from '#names-store';
import { findPlaces, type Places, slugsOf } from '#places-store';
import type { ProductType } from '#rules/attribute';
import { refreshWords } from '#words-store';

/** One accepted edit. */
export interface EditStep {
  readonly before: ProductState;
  readonly after: ProductState;
}

export interface About {
  readonly action: string;
  readonly by: Author;
  readonly typesById: ReadonlyMap<string, ProductType>;
}

/** What the edits changed, an event for each product and an entry of the log for each edit; all in one transaction with the locks. */
export async function writeEdits(
  tx: Queryable,
  read: ReadonlyMap<string, ProductState>,
  steps: readonly EditStep[],
  about: About,
): Promise<void> {
  const pairs = [...new Map(steps.map(({ after }) => [after.id, after])).values()].map((after) => ({
    before: read.get(after.id) ?? emptyProduct(after.id, after.createdAt),
    after,
  }));
  if (pairs.length === 0) return;
  const written = new Map(
    (
      await upsertProducts(
        tx,
        pairs.map(({ after }) => after),
      )
    ).map((row) => [row.id, row.event_sequence]),
  );
  await writeVariants(tx, pairs);
  await writeParts(tx, pairs);
  const ids = pairs.map(({ after }) => after.id);
  await refreshWords(tx, ids);
  await keepInStep(tx, ids);
  await refreshMembers(tx, null, ids);
  const places = await findPlaces(tx, ids);
  await writeEvents(tx, [
    ...pairs.map(({ after }) =>
      numbered(productChanged.of(after.id, toldOf(after, places.get(after.id) ?? nowhere, about)), written.get(after.id) ?? 0),
    ),
    ...steps.flatMap(({ before, after }) =>
      audited(changeAudited, about.by, {
        action: about.action,
        entityType: 'Product',
        entityId: after.id,
        before: shownState(before, after, about.typesById),
        after: shownState(after, before, about.typesById),
      }),
    ),
  ]);
}

async function writeVariants(tx: Queryable, pairs: readonly EditStep[]): Promise<void> {
  const removed = pairs.flatMap(({ after }) => after.removed);
  const changed = pairs.flatMap(({ before, after }) =>
    changedVariants(before, after).map((variant) => ({ ...variant, productId: after.id })),
  );
  if (removed.length > 0) await removeVariants(tx, removed);
  const rechosen = pairs.flatMap(({ before, after }) => {
    const stood = new Map(before.variants.map(({ id, options }) => [id, JSON.stringify(options)]));
    return after.variants.filter(({ id, options }) => stood.has(id) && stood.get(id) !== JSON.stringify(options)).map(({ id }) => id);
  });
  if (rechosen.length > 0) await releaseOptions(tx, rechosen);
  if (changed.length > 0) await upsertVariants(tx, changed);
  const before = new Map(pairs.flatMap((pair) => pair.before.variants.map(({ id, mediaIds }) => [id, mediaIds.join()])));
  const shown = changed.filter(({ id, mediaIds }) => (before.get(id) ?? '') !== mediaIds.join());
  if (shown.length > 0)
    await replacePictures(
      tx,
      'VARIANT',
      shown.map(({ id, mediaIds }) => ({ id, ids: mediaIds })),
    );
}

async function writeParts(tx: Queryable, pairs: readonly EditStep[]): Promise<void> {
  const differing = (...fields: (keyof ProductState)[]) =>
    pairs.filter(({ before, after }) => differsIn(before, after, ...fields)).map(({ after }) => after);
  const options = differing('options');
  const attributes = differing('attributes');
  const places = differing('categoryIds', 'collectionIds');
  const shown = differing('media');
  const names = differing('slug', 'translations');
  if (options.length > 0) await replaceOptions(tx, options);
  if (attributes.length > 0) await replaceAttributes(tx, attributes);
  if (places.length > 0) await replacePlaces(tx, places);
  if (shown.length > 0)
    await replacePictures(
      tx,
      'PRODUCT',
      shown.map(({ id, media }) => ({ id, ids: media.map((one) => one.id) })),
    );
  if (shown.length > 0)
    await updateTexts(
      tx,
      shown.flatMap(({ media }) => media),
    );
  if (names.length > 0) await replaceNames(tx, 'PRODUCT', names);
}

const nowhere: Places = { categories: [], collections: [] };

const toldOf = (product: ProductState, { categories, collections }: Places, { typesById }: About) => ({
  productId: product.id,
  slug: product.slug,
  title: product.title,
  status: product.status,
  skus: product.variants.map(({ sku }) => sku),
  categorySlugs: slugsOf(categories),
  productTypeCode: product.productTypeId === null ? null : (typesById.get(product.productTypeId)?.code ?? null),
  tags: [...product.tags],
  categories,
  collections,
  variants: product.variants.map(({ id, sku, weightGrams, taxCategoryCode }) => ({ id, sku, weightGrams, taxCategoryCode })),
});
