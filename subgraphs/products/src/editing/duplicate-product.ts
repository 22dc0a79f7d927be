import type { Author } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { type FieldProblem, fieldProblem, notFound } from '@cartograph/kit/problems';
import { loadProductTypes } from '#details-store';
import { type EditProductOutcome, editInBatch, openBatch, writeBatch } from '#editing/batch';
import { type CreateProductOutcome, createOnce } from '#editing/create-product';
import { copyOf } from '#editing/rules/copy';
import { under } from '#editing/rules/ground';
import { slugFaults } from '#editing/rules/slug';
import { readProducts } from '#editing/state-store';
import { maxVariants } from '#rules/option';

export interface DuplicateProductCommand {
  id: string;
  slug?: string | null | undefined;
  skuSuffix: string;
  idempotencyKey: string;
}

/** A copy as a draft, with all its variants; the same key with the same input makes no second one. */
export const duplicateProduct = (db: Database, command: DuplicateProductCommand, by: Author): Promise<CreateProductOutcome> =>
  createOnce(
    db,
    { idempotencyKey: command.idempotencyKey, said: ['duplicateProduct', command], faults: duplicateFaults(command) },
    (tx, id) => copy(tx, command, id, by),
  );

function duplicateFaults({ slug, skuSuffix }: DuplicateProductCommand): FieldProblem[] {
  const suffix = 'skuSuffix must be 1 to 30 letters, digits, dots, hyphens and underscores.';
  return [
    ...(slug == null ? [] : slugFaults(['slug'], slug)),
    ...(/^[A-Za-z0-9._-]{1,30}$/.test(skuSuffix) ? [] : [fieldProblem(['skuSuffix'], suffix)]),
  ];
}

async function copy(
  tx: Queryable,
  { id, slug, skuSuffix }: DuplicateProductCommand,
  copyId: string,
  by: Author,
): Promise<EditProductOutcome[]> {
  const [original] = isUuid(id) ? await readProducts(tx, [id.toLowerCase()]) : [];
  if (!original) return [{ kind: 'refused', problem: notFound('There is no such product.') }];
  const types = original.productTypeId === null ? [] : await loadProductTypes(tx, [original.productTypeId]);
  const input = copyOf(original, skuSuffix, slug ?? null, types[0]);
  // What is wrong with the copy is what was said of it: a suffix that makes a SKU too long, or one that is taken.
  const request = { id: copyId, isNew: true, input, at: under('product') };
  const batch = await openBatch(tx, [], [request], { maxVariantsOfCall: maxVariants });
  const outcome = editInBatch(batch, request);
  if (outcome.kind === 'edited') await writeBatch(tx, batch, { by, action: 'duplicateProduct' });
  return [outcome];
}
