import { type Caller, fromClient, guest } from '@cartograph/kit/caller';
import { uuidFromName } from '@cartograph/kit/ids';
import { formatDecimal } from '@cartograph/kit/money';
import type { Cart } from '#cart/rules/cart';
import type { PlaceOrderInput } from '#generated/resolvers';
import type { Line } from '#placing/rules/request';
import type { Wish } from '#simulation/history';
import { coupon, priced } from '#simulation/pricing-room';

const baskets: readonly (readonly string[])[] = [['MUG'], ['PEN'], ['CUP'], ['LAMP'], ['MUG', 'CUP'], ['PEN', 'CHAIR']];

/** In the middle of some histories it is not on sale any more. */
export const withdrawn = 'CUP';

const cartLines: readonly (readonly Line[])[] = [
  [
    { sku: 'MUG', quantity: 1 },
    { sku: 'CUP', quantity: 1 },
  ],
  [{ sku: 'PEN', quantity: 2 }],
  [{ sku: 'LAMP', quantity: 1 }],
];

export const cartIdOf = (number: number): string => uuidFromName(`simulated cart ${number}`);

/** The first has the coupon in it. */
export const carts = (): (Cart & { placementId: string | null })[] =>
  cartLines.map((lines, number) => ({
    id: cartIdOf(number),
    version: 1,
    currency: 'USD',
    customerId: null,
    couponCodes: number === 0 ? [coupon] : [],
    status: 'open',
    saved: false,
    mergeNotices: null,
    lines: lines.map((line) => ({ id: line.sku, title: line.sku, ...line })),
    placementId: null,
  }));

/** Buyers 0 and 1 are customers with points, the others are guests. */
const isCustomer = ({ buyer }: Wish): boolean => buyer < 2;
export const emailOf = ({ buyer }: Wish): string => `buyer${buyer}@example.com`;

const customerIds = [0, 1].map((buyer) => uuidFromName(`simulated customer ${buyer}`));

export const callerOf = (wish: Wish): Caller => fromClient(buyerOf(wish), `place ${wish.buyer % 2}`);

const buyerOf = (wish: Wish): Caller =>
  isCustomer(wish) ? { kind: 'customer', customerId: customerIds[wish.buyer] ?? '', email: emailOf(wish), roles: ['customer'] } : guest;

export const linesOf = ({ cart, basket, quantity }: Wish): Line[] =>
  cart === null ? (baskets[basket] ?? []).map((sku) => ({ sku, quantity })) : [...(cartLines[cart] ?? [])];

export const pointsOf = (wish: Wish): number => (isCustomer(wish) ? wish.redeemPoints : 0);

/** The wish of a buyer who was sent to the bank and pays with another card instead. */
export const paidAgain = (wish: Wish): Wish => ({ ...wish, key: wish.key + 100, card: 'ok', giveUpAfter: null, payAgainAfter: null });

/** Whose key it is: two buyers may use the same one. */
export const keyOf = (wish: Wish): string => `buyer ${wish.buyer}, key ${wish.key}`;

export function inputOf(wish: Wish): PlaceOrderInput {
  const { cart, card, expected, waitMs } = wish;
  const couponCodes = cart === null ? (wish.coupon ? [coupon] : []) : cart === 0 ? [coupon] : [];
  const { totalMinor } = priced(
    {
      placementId: '',
      currency: 'USD',
      lines: linesOf(wish),
      destination: null,
      couponCodes,
      redeemPoints: pointsOf(wish),
      customerId: null,
      groupCodes: null,
      buyerKey: null,
      shippingOptionId: null,
    },
    false,
  );
  const amount = formatDecimal(expected === 'wrong' ? totalMinor + 1n : totalMinor, 'USD');
  return {
    idempotencyKey: `key ${wish.key} that nobody can guess`,
    ...(isCustomer(wish) ? {} : { email: emailOf(wish) }),
    ...(cart === null ? { lines: linesOf(wish), couponCodes } : { cartId: cartIdOf(cart), cartVersion: 1 }),
    shippingAddress: { line1: '1 Main Street', city: 'Springfield', postalCode: '12345', country: 'US' },
    payment: { token: card },
    redeemPoints: pointsOf(wish),
    ...(expected === 'none' ? {} : { expectedTotal: { amount, currencyCode: 'USD' } }),
    waitMs,
  };
}
