import type { Loaders } from '#loaders';
import { quoteCart } from '#quote-cart';
import type { Basket } from '#rules/basket';
import type { ShippingOption } from '#rules/shipping';

const mostShown = 50;

/** Every way to send what is in a cart and can be bought, cheapest first; none where nothing is sent. */
export async function findShippingOptions(basket: Basket, loaders: Loaders): Promise<ShippingOption[]> {
  const outcome = await quoteCart(basket, loaders);
  switch (outcome.kind) {
    case 'priced':
    case 'unshippable':
      return outcome.shippingOptions.slice(0, mostShown);
    case 'unpriced':
    case 'too_large':
      return [];
  }
}
