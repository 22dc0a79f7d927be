import { createHash } from 'node:crypto';
import type { Author } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import {
  type FieldProblem,
  fieldProblem,
  type IdempotencyConflict,
  idempotencyConflict,
  invalidFields,
  isStorableText,
} from '@cartograph/kit/problems';
import { again } from '#editing/again';
import type { EditProductOutcome } from '#editing/batch';
import { editProducts } from '#editing/edit-products';
import { findKey, insertKey } from '#editing/key-store';
import { under } from '#editing/rules/ground';
import type { ProductInput } from '#editing/rules/input';

export interface CreateProductCommand {
  idempotencyKey: string;
  product: ProductInput;
}

type Refusal = Extract<EditProductOutcome, { kind: 'refused' }>['problem'] | IdempotencyConflict;

export type CreateProductOutcome = { kind: 'created'; id: string } | { kind: 'refused'; problem: Refusal };

/** A product with all that is said of it; the same key with the same input makes no second one. A refusal leaves the key unused. */
export const createProduct = (db: Database, { idempotencyKey, product }: CreateProductCommand, by: Author): Promise<CreateProductOutcome> =>
  createOnce(db, { idempotencyKey, said: ['createProduct', { ...product, found: undefined }] }, (tx, id) =>
    editProducts(tx, [{ id, isNew: true, input: product, at: under('product') }], by, 'createProduct'),
  );

/** `said` is all that the caller said, `faults` what is wrong of it; `create` makes one product of this id. */
export async function createOnce(
  db: Database,
  { idempotencyKey, said, faults = [] }: { idempotencyKey: string; said: unknown; faults?: readonly FieldProblem[] },
  create: (tx: Queryable, id: string) => Promise<EditProductOutcome[]>,
): Promise<CreateProductOutcome> {
  const key = isKey(idempotencyKey) ? [] : [fieldProblem(['idempotencyKey'], 'idempotencyKey must be 1 to 255 printable characters.')];
  const invalid = invalidFields([...key, ...faults]);
  if (invalid) return { kind: 'refused', problem: invalid };
  const inputHash = createHash('sha256').update(JSON.stringify(said, inOrder)).digest('hex');
  return again(db, async (tx) => {
    const used = await findKey(tx, idempotencyKey);
    if (used)
      return used.inputHash === inputHash
        ? { kind: 'created', id: used.productId }
        : { kind: 'refused', problem: idempotencyConflict('product') };
    const id = uuidv7();
    const [outcome] = await create(tx, id);
    if (!outcome || outcome.kind === 'refused') return outcome ?? nothingMade();
    await insertKey(tx, idempotencyKey, { inputHash, productId: id });
    return { kind: 'created', id };
  });
}

function nothingMade(): never {
  throw new Error('one request has one outcome');
}

const isKey = (key: string): boolean => key.length >= 1 && key.length <= 255 && !/\p{Cc}/u.test(key) && isStorableText(key);

/** The same input is the same text, in whatever order its fields came. */
const inOrder = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
