import { money } from '@cartograph/kit/money';
import { destinationOf } from '#rules/basket';
import type { PriceRules } from '#rules/quote';
import { price, rules, shippingRate } from '#testing/rules';

export const usd = (amount: string) => money(BigInt(amount.replace('.', '')), 'USD');
export const skus = (...values: string[]) => ({ kind: 'SKUS' as const, values });
export const america = destinationOf('US', 'OR');

/** Where the examples of docs/decisions/0057 are bought: cups at 10.00, tea at 6.00, jars at 3.33, lamps at 80.00; no tax, shipping 5.00 up to 50.00. */
export const shop: PriceRules = {
  ...rules,
  prices: [
    price('CUP', 'USD', 1000n),
    price('TEA', 'USD', 600n, { taxCategory: 'food' }),
    price('JAR', 'USD', 333n),
    price('LAMP', 'USD', 8000n),
    price('CUP', 'EUR', 900n),
  ],
  taxRates: [],
  shippingRates: [shippingRate('USD', ['US'], 500n, { freeFromMinor: 5000n })],
  goods: new Map([
    ['CUP', { productId: 'cups', categories: ['cups', 'kitchen'], collections: ['gifts'] }],
    ['TEA', { productId: 'teas', categories: ['teas', 'pantry'], collections: [] }],
    ['JAR', { productId: 'jars', categories: ['jars', 'kitchen'], collections: [] }],
  ]),
};

/** "2 CUP, 1 TEA" */
export const linesOf = (text: string) =>
  text.split(', ').map((part) => ({ sku: part.split(' ')[1] ?? '', quantity: Number(part.split(' ')[0]) }));
