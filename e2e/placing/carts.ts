import type { DemoShop } from '../support/demo-shop.ts';

const mutation = `mutation Add($input: AddToCartInput!) {
  addToCart(input: $input) { __typename ... on CartUpdated { cart { id version } } ... on Problem { code message } }
}`;

/** Opens a cart with one of the SKU in it, or puts one into a cart that is there. */
export async function openCart(
  shop: DemoShop,
  sku: string,
  more: Record<string, unknown> = {},
  token?: string,
): Promise<{ id: string; version: number }> {
  const { addToCart } = await shop.askFor<{ addToCart: { cart?: { id: string; version: number } } }>(
    mutation,
    { input: { sku, ...more } },
    token,
  );
  if (!addToCart.cart) throw new Error(`no cart: ${JSON.stringify(addToCart)}`);
  return addToCart.cart;
}
