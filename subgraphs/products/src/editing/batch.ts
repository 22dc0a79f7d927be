import type { Author } from '@cartograph/kit/audit';
import type { Queryable } from '@cartograph/kit/db';
import { isUuid, uuidv7 } from '@cartograph/kit/ids';
import {
  type AlreadyExists,
  type InvalidInput,
  type InvalidTransition,
  type NotFound,
  notFound,
  type VersionConflict,
  versionConflict,
} from '@cartograph/kit/problems';
import { type Asked, findGround } from '#editing/ground-store';
import { counted } from '#editing/rules/changes';
import { editProduct } from '#editing/rules/edit-product';
import type { At, Ground, SkuOwner } from '#editing/rules/ground';
import type { ProductInput } from '#editing/rules/input';
import { maxVariantsOfCall } from '#editing/rules/read-variants';
import { slugsOf } from '#editing/rules/slug';
import { emptyProduct, type ProductState } from '#editing/rules/state';
import { lockProducts } from '#editing/state-store';
import { type EditStep, writeEdits } from '#editing/write-edits';
import { lockPictures } from '#media/media-store';
import { besideOthers } from '#shelves-store';

/** One product to be created or changed. */
export interface EditRequest {
  readonly id: string;
  /** Undefined: whatever version it has. */
  readonly expectedVersion?: number | undefined;
  readonly isNew?: boolean;
  readonly input: ProductInput;
  /** Where it stands in the input. */
  readonly at: At;
}

export type EditProductOutcome =
  | { kind: 'edited'; product: ProductState }
  | { kind: 'refused'; problem: InvalidInput | AlreadyExists | InvalidTransition | NotFound | VersionConflict };

/** Products that are locked, and what those edits have made of them that came first. */
export interface Batch {
  readonly ground: Ground;
  readonly read: ReadonlyMap<string, ProductState>;
  readonly states: Map<string, ProductState>;
  readonly slugOwners: Map<string, string>;
  readonly skuOwners: Map<string, SkuOwner>;
  readonly steps: EditStep[];
}

/** Locks the products and finds all that the requests name; five statements, and one for pictures, however many there are. */
export async function openBatch(
  tx: Queryable,
  ids: readonly string[],
  requests: readonly EditRequest[],
  bounds: { maxVariantsOfCall: number } = { maxVariantsOfCall },
): Promise<Batch> {
  await besideOthers(tx);
  const read = new Map((await lockProducts(tx, [...new Set(ids)])).map((product) => [product.id, product]));
  const pictures = await lockPictures(tx, pictureIdsOf(requests));
  const ground = await findGround(tx, askedOf(requests, [...read.values()]), { newId: uuidv7, pictures, ...bounds });
  const slugOwners = new Map(ground.slugOwners);
  const skuOwners = new Map(ground.skuOwners);
  return { ground: { ...ground, slugOwners, skuOwners }, read, states: new Map(read), slugOwners, skuOwners, steps: [] };
}

/** An edit that changes nothing counts no version. */
export function editInBatch(batch: Batch, { id, expectedVersion, isNew, input, at }: EditRequest): EditProductOutcome {
  const before = isNew ? emptyProduct(id, batch.ground.now) : batch.states.get(id);
  if (!before) return { kind: 'refused', problem: notFound('There is no such product.') };
  if (expectedVersion !== undefined && before.version !== expectedVersion)
    return { kind: 'refused', problem: versionConflict('product', before.version) };
  const outcome = editProduct(before, input, batch.ground, at);
  if (outcome.kind === 'refused') return outcome;
  const after = counted(before, outcome.product);
  if (after === before) return { kind: 'edited', product: before };
  for (const slug of [after.slug, ...after.translations.flatMap((one) => one.slug ?? [])]) batch.slugOwners.set(slug, id);
  for (const { sku, id: variantId, version } of after.variants) batch.skuOwners.set(sku, { productId: id, variantId, version });
  batch.states.set(id, after);
  batch.steps.push({ before, after });
  return { kind: 'edited', product: after };
}

/** What the edits changed, for good with the transaction. */
export const writeBatch = (tx: Queryable, { read, steps, ground }: Batch, about: { by: Author; action: string }): Promise<void> =>
  writeEdits(tx, read, steps, { ...about, typesById: ground.typesById });

/** Held against the sweep until the end of the transaction. */
const pictureIdsOf = (requests: readonly EditRequest[]): string[] =>
  requests
    .flatMap(({ input: { found, variants } }) => [
      ...(found?.said ?? []).map(({ id }) => id),
      ...(variants ?? []).flatMap(({ mediaIds }) => mediaIds ?? []),
    ])
    .filter(isUuid);

function askedOf(requests: readonly EditRequest[], states: readonly ProductState[]): Asked {
  const inputs = requests.map(({ input }) => input);
  const ids = (of: (input: ProductInput) => readonly string[] | null | undefined) =>
    inputs.flatMap((input) => [...(of(input) ?? [])]).filter(isUuid);
  const titles = new Map(states.map(({ id, title }) => [id, title]));
  const made = requests.flatMap(({ id, isNew, input: { slug, title } }) =>
    (isNew && slug === undefined) || slug === null ? slugsOf(title ?? titles.get(id) ?? '', id) : [],
  );
  const named = inputs.flatMap(({ slug, translations }) => [slug, ...(translations ?? []).map((one) => one.slug)]);
  return {
    slugs: [...made, ...named.filter((slug) => slug != null)],
    skus: inputs.flatMap(({ variants }) => (variants ?? []).map(({ sku }) => sku)),
    categoryIds: [...ids(({ categoryIds }) => categoryIds), ...states.flatMap(({ categoryIds }) => categoryIds)],
    collectionIds: [...ids(({ collectionIds }) => collectionIds), ...states.flatMap(({ collectionIds }) => collectionIds)],
    typeCodes: inputs.flatMap(({ productTypeCode }) => productTypeCode ?? []),
    typeIds: states.flatMap(({ productTypeId }) => productTypeId ?? []),
  };
}
