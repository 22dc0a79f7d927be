import { badUserInput } from '@cartograph/kit/errors';
import type { RoomContext } from '#context';
import { type Key, slugKey } from '#rules/keys';
import type { Product, ProductStatus } from '#rules/product';
import { readId } from '#rules/read-id';
import { isLinked, isListed } from '#rules/visibility';

type Finder = Pick<RoomContext, 'loaders' | 'seesAll'>;

/** A look-up by exactly one of id and slug (else BAD_USER_INPUT): what lists would show. */
export async function findProduct(
  context: Finder,
  { id, slug }: { id?: string | null | undefined; slug?: string | null | undefined },
): Promise<Product | null> {
  if ((id == null) === (slug == null)) throw badUserInput('id', 'Give exactly one of id and slug.');
  return findVisible(context, id != null ? readId(id) : slugKey(slug ?? ''), isListed);
}

/** The product behind another room's reference: archived ones too. */
export const findLinkedProduct = (context: Finder, { id }: { id: string }): Promise<Product | null> =>
  findVisible(context, readId(id), isLinked);

async function findVisible(
  { loaders, seesAll }: Finder,
  key: Key | undefined,
  isVisible: (status: ProductStatus, seesAll: boolean) => boolean,
): Promise<Product | null> {
  const product = key === undefined ? null : await loaders.product.load(key);
  return product && isVisible(product.status, seesAll) ? product : null;
}
