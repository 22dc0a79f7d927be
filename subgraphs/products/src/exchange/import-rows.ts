import type { Author } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { again, Overtaken } from '#editing/again';
import { type Batch, editInBatch, openBatch, writeBatch } from '#editing/batch';
import { under } from '#editing/rules/ground';
import type { ProductState } from '#editing/rules/state';
import { findOwners, type Owners } from '#exchange/owners-store';
import { groupRows, type IndexedRow, type RowGroup } from '#exchange/rules/group-rows';
import { type ImportRow, maxRows, type RowResult, refusedRow } from '#exchange/rules/row';
import { inputOfRows } from '#exchange/rules/row-input';
import { faultsByRow, rowsLeft } from '#exchange/rules/row-results';

export interface ImportRowsCommand {
  readonly rows: readonly ImportRow[];
  /** Judge and tell, and write nothing. */
  readonly dryRun: boolean;
  readonly by: Author;
}

/**
 * Adds and changes variants by their SKU, with their products: a result for each row, each product for itself, in a bounded number of
 * statements. The same rows again change nothing. What is wrong with one variant keeps no other of its product from being taken.
 */
export async function importRows(db: Database, { rows, dryRun, by }: ImportRowsCommand): Promise<RowResult[]> {
  if (rows.length > maxRows) throw new Error(`at most ${maxRows} rows a call`);
  return again(db, async (tx) => {
    const owners = await findOwners(tx, {
      skus: rows.map(({ sku }) => sku),
      slugs: rows.flatMap(({ slug }) => slug ?? []),
      categorySlugs: rows.flatMap(({ categorySlugs }) => [...(categorySlugs ?? [])]),
    });
    const { groups, strays } = groupRows(rows, owners);
    const results = new Map(strays.map(({ index, field, message }) => [index, refusedRow(field, message)]));
    const { plans, batch } = await planGroups(tx, groups, owners.categoryIds);
    if (isOvertaken(rows, owners, batch)) throw new Overtaken('products of these rows were made meanwhile');
    for (const plan of plans) for (const [index, result] of importGroup(plan, batch, owners.categoryIds)) results.set(index, result);
    if (!dryRun) await writeBatch(tx, batch, { by, action: 'importProducts' });
    return rows.map((_row, index) => results.get(index) ?? refusedRow('sku', 'The row was not looked at.'));
  });
}

/** Somebody who writes the same file, as a worker does whose lease was taken from it, made a product after we had looked whose the rows are. */
const isOvertaken = (rows: readonly ImportRow[], { bySku, bySlug }: Owners, { ground }: Batch): boolean =>
  rows.some(
    ({ sku, slug }) =>
      (ground.skuOwners.has(sku) && !bySku.has(sku)) || (slug !== null && ground.slugOwners.has(slug) && !bySlug.has(slug)),
  );

interface Plan {
  readonly group: RowGroup;
  readonly id: string;
  readonly before: ProductState | undefined;
}

async function planGroups(tx: Queryable, groups: readonly RowGroup[], categoryIds: ReadonlyMap<string, string>) {
  const known = groups.flatMap(({ productId }) => productId ?? []);
  const named = groups.map((group) => ({ group, id: group.productId ?? uuidv7() }));
  const requests = named.map(({ group, id }) => ({
    id,
    isNew: group.productId === undefined,
    input: inputOfRows(group.rows, undefined, categoryIds),
    at: under('product'),
  }));
  const batch = await openBatch(tx, known, requests, { maxVariantsOfCall: maxRows });
  return { batch, plans: named.map(({ group, id }): Plan => ({ group, id, before: batch.states.get(id) })) };
}

/** Takes the rows that are right; those that are wrong by themselves leave, and the product is judged once more without them. */
function importGroup({ group, id, before }: Plan, batch: Batch, categoryIds: ReadonlyMap<string, string>): Map<number, RowResult> {
  const results = new Map<number, RowResult>();
  let rows: readonly IndexedRow[] = group.rows;
  while (rows.length > 0) {
    const request = { id, isNew: group.productId === undefined, input: inputOfRows(rows, before, categoryIds), at: under('product') };
    const outcome = editInBatch(batch, request);
    if (outcome.kind === 'edited') {
      for (const { index, row } of rows) results.set(index, resultOf(row.sku, before, outcome.product));
      return results;
    }
    const { problem } = outcome;
    if (problem.__typename === 'NotFound' || problem.__typename === 'VersionConflict')
      throw new Error(`a locked product was ${problem.code}`);
    const faults = faultsByRow(rows, problem);
    for (const [index, list] of faults)
      results.set(index, { outcome: 'REFUSED', productId: before?.id ?? null, variantId: null, faults: list });
    const left = rowsLeft(rows, problem).filter(({ index }) => !results.has(index));
    if (left.length === 0 || left.length === rows.length) break;
    rows = left;
  }
  const first = group.rows[0]?.row.sku;
  for (const { index } of group.rows)
    if (!results.has(index)) results.set(index, refusedRow('slug', `Its product was refused: see the row of ${first}.`));
  return results;
}

function resultOf(sku: string, before: ProductState | undefined, after: ProductState): RowResult {
  const variant = after.variants.find((one) => one.sku === sku);
  const stood = before?.variants.find((one) => one.sku === sku);
  const changed = before?.version !== after.version;
  return {
    outcome: stood === undefined ? 'CREATED' : changed ? 'UPDATED' : 'UNCHANGED',
    productId: after.id,
    variantId: variant?.id ?? null,
    faults: [],
  };
}
