import type { Queryable } from '@cartograph/kit/db';

export interface KeyUsed extends Record<string, unknown> {
  inputHash: string;
  productId: string;
}

export async function findKey(tx: Queryable, idempotencyKey: string): Promise<KeyUsed | undefined> {
  const [row] = await tx.query<KeyUsed>({
    name: 'find_key_of_product',
    text: 'select input_hash as "inputHash", product_id as "productId" from created_by_key where idempotency_key = $1',
    values: [idempotencyKey],
  });
  return row;
}

/** A unique violation of `created_by_key_pkey` when somebody was faster. */
export async function insertKey(tx: Queryable, idempotencyKey: string, { inputHash, productId }: KeyUsed): Promise<void> {
  await tx.query({
    name: 'keep_key_of_product',
    text: 'insert into created_by_key (idempotency_key, input_hash, product_id) values ($1, $2, $3)',
    values: [idempotencyKey, inputHash, productId],
  });
}
