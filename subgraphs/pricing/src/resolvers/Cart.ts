import { answerQuote } from '#answer-quote';
import { findShippingOptions } from '#find-shipping-options';
import type { CartResolvers } from '#generated/resolvers';
import { quoteCart } from '#quote-cart';
import { buyerOf } from '#resolvers/buyer-of';
import { destinationFrom } from '#resolvers/destination-of';

export const Cart: CartResolvers = {
  quote: (cart, { destination, redeemPoints, shippingOptionId }, { caller, loaders }) => {
    const basket = {
      currency: cart.currencyCode ?? 'USD',
      lines: cart.lines ?? [],
      destination: destinationFrom(destination, ['destination']),
      couponCodes: cart.couponCodes ?? [],
      redeemPoints: redeemPoints ?? 0,
      shippingOptionId: shippingOptionId ?? null,
      ...buyerOf(caller),
    };
    return answerQuote(basket, [], (one) => quoteCart(one, loaders));
  },
  shippingOptions: (cart, { destination }, { caller, loaders }) => {
    const basket = {
      currency: cart.currencyCode ?? 'USD',
      lines: cart.lines ?? [],
      destination: destinationFrom(destination, ['destination']),
      couponCodes: cart.couponCodes ?? [],
      redeemPoints: 0,
      ...buyerOf(caller),
    };
    return findShippingOptions(basket, loaders);
  },
};
