import type { Author } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { type InvalidInput, invalidInput, notFound } from '@cartograph/kit/problems';
import { again } from '#editing/again';
import type { EditProductOutcome } from '#editing/batch';
import { editProducts } from '#editing/edit-products';
import { under } from '#editing/rules/ground';
import type { ProductInput } from '#editing/rules/input';

export interface UpdateProductCommand {
  id: string;
  expectedVersion: number;
  product: ProductInput;
}

export const maxUpdates = 200;

/** Replaces what is given, where the product has the version that was expected. */
export async function updateProduct(db: Database, command: UpdateProductCommand, by: Author): Promise<EditProductOutcome> {
  const [outcome] = await update(db, [command], () => under('product'), by, 'updateProduct');
  if (!outcome) throw new Error('one request has one outcome');
  return outcome;
}

export type UpdateProductsOutcome = { kind: 'done'; outcomes: EditProductOutcome[] } | { kind: 'refused'; problem: InvalidInput };

/** Up to 200 products, each for itself: what is refused of one keeps no other from being changed. */
export async function updateProducts(db: Database, commands: readonly UpdateProductCommand[], by: Author): Promise<UpdateProductsOutcome> {
  if (commands.length < 1 || commands.length > maxUpdates)
    return { kind: 'refused', problem: invalidInput(['products'], `products must have 1 to ${maxUpdates} entries.`) };
  return { kind: 'done', outcomes: await update(db, commands, (index) => under('products', index, 'product'), by, 'updateProducts') };
}

function update(
  db: Database,
  commands: readonly UpdateProductCommand[],
  atOf: (index: number) => ReturnType<typeof under>,
  by: Author,
  action: string,
): Promise<EditProductOutcome[]> {
  const requests = commands.map(({ id, expectedVersion, product }, index) => ({
    id: id.toLowerCase(),
    expectedVersion,
    input: product,
    at: atOf(index),
  }));
  const possible = requests.filter(({ id }) => isUuid(id));
  return again(db, async (tx) => {
    const outcomes = possible.length === 0 ? [] : await editProducts(tx, possible, by, action);
    const byRequest = new Map(possible.map((request, index) => [request, outcomes[index]]));
    return requests.map((request) => byRequest.get(request) ?? { kind: 'refused', problem: notFound('There is no such product.') });
  });
}
