/** What a change did to a cart beside what was asked, for the buyer to know. */
export interface CartNotice {
  code: 'MERGED' | 'QUANTITY_CAPPED' | 'CURRENCY_CONVERTED' | 'LINE_LEFT_OUT' | 'COUPON_LEFT_OUT' | 'CART_NOT_FOUND' | 'CART_BEING_ORDERED';
  message: string;
  sku: string | null;
  coupon: string | null;
}

const notice = (code: CartNotice['code'], message: string, about: { sku?: string; coupon?: string } = {}): CartNotice => ({
  code,
  message,
  sku: about.sku ?? null,
  coupon: about.coupon ?? null,
});

export const merged = (): CartNotice => notice('MERGED', 'What was in the other cart is in yours now.');

export const cartNotFound = (): CartNotice => notice('CART_NOT_FOUND', 'There is no such cart: nothing was taken over.');

export const beingOrdered = (whose: 'yours' | 'other'): CartNotice =>
  notice(
    'CART_BEING_ORDERED',
    whose === 'yours'
      ? 'Your own cart is being ordered: the other one stays as it is, merge it afterwards.'
      : 'The other cart is being ordered: it stays as it is until then.',
  );

export const quantityCapped = (sku: string, most: number): CartNotice =>
  notice('QUANTITY_CAPPED', `A cart holds at most ${most} of ${sku}: it is ${most} now.`, { sku });

export const lineLeftOut = (sku: string, most: number): CartNotice =>
  notice('LINE_LEFT_OUT', `A cart holds at most ${most} different SKUs: ${sku} was left out.`, { sku });

export const couponLeftOut = (coupon: string, most: number): CartNotice =>
  notice('COUPON_LEFT_OUT', `A cart holds at most ${most} coupons: ${coupon} was left out.`, { coupon });

export const currencyConverted = (from: string, to: string): CartNotice =>
  notice('CURRENCY_CONVERTED', `The other cart was in ${from}: its goods are priced in ${to} now.`);
