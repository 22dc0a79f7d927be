import type { RoomContext } from '#context';
import type { Product } from '#rules/product';

/** A product as it stands after a write: what was looked up before it in this request is forgotten. */
export async function productNow({ loaders }: RoomContext, id: string): Promise<Product> {
  loaders.forget();
  const product = await loaders.product.load(`id:${id}`);
  if (!product) throw new Error(`the product ${id} was written and is not there`);
  return product;
}
