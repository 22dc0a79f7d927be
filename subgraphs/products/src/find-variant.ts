import { badUserInput } from '@cartograph/kit/errors';
import { maxLines } from '@cartograph/kit/problems';
import type { RoomContext } from '#context';
import { type Key, skuKey } from '#rules/keys';
import type { ProductStatus, ProductVariant } from '#rules/product';
import { readId } from '#rules/read-id';
import { isLinked, isListed } from '#rules/visibility';

type Finder = Pick<RoomContext, 'loaders' | 'seesAll'>;

/** A look-up by exactly one of id and SKU (else BAD_USER_INPUT): what lists would show. */
export async function findVariant(
  context: Finder,
  { id, sku }: { id?: string | null | undefined; sku?: string | null | undefined },
): Promise<ProductVariant | null> {
  if ((id == null) === (sku == null)) throw badUserInput('id', 'Give exactly one of id and sku.');
  return findVisible(context, id != null ? readId(id) : skuKey(sku ?? ''), isListed);
}

/** Look-ups of many SKUs in one statement, in the order asked. More than 200 are BAD_USER_INPUT. */
export async function findVariants(context: Finder, skus: readonly string[]): Promise<(ProductVariant | null)[]> {
  if (skus.length > maxLines) throw badUserInput('skus', `skus must have at most ${maxLines} entries.`);
  return Promise.all(skus.map((sku) => findVisible(context, skuKey(sku), isListed)));
}

/** The variant behind another room's reference, by id or SKU: of archived products too. */
export const findLinkedVariant = (context: Finder, reference: { id: string } | { sku: string }): Promise<ProductVariant | null> =>
  findVisible(context, 'id' in reference ? readId(reference.id) : skuKey(reference.sku), isLinked);

async function findVisible(
  { loaders, seesAll }: Finder,
  key: Key | undefined,
  isVisible: (status: ProductStatus, seesAll: boolean) => boolean,
): Promise<ProductVariant | null> {
  const variant = key === undefined ? null : await loaders.variant.load(key);
  return variant && isVisible(variant.status, seesAll) ? variant : null;
}
