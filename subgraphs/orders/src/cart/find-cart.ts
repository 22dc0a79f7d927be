import { type Caller, customerIdOf, isStaff } from '@cartograph/kit/caller';
import { type Cart, isLiving, mayUseCart } from '#cart/rules/cart';
import type { Loaders } from '#loaders';

/** A cart by its id, for whoever may see it; the id of one that went into a customer's cart leads there. Null when it became an order. */
export async function findCart(
  { carts, openCarts }: Pick<Loaders, 'carts' | 'openCarts'>,
  id: string,
  caller: Caller,
): Promise<Cart | null> {
  const found = await carts.load(id);
  if (!found || !mayUseCart(found, customerIdOf(caller), isStaff(caller))) return null;
  if (found.status === 'merged' && found.customerId !== null) return (await openCarts.load(found.customerId)) ?? null;
  return isLiving(found) ? found : null;
}
