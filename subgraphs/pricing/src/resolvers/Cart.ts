import { answerQuote } from '#answer-quote';
import type { CartResolvers } from '#generated/resolvers';
import { quoteCart } from '#quote-cart';
import { buyerOf } from '#resolvers/buyer-of';
import { destinationFrom } from '#resolvers/destination-of';

export const Cart: CartResolvers = {
  quote: (cart, { destination, redeemPoints }, { caller, loaders }) => {
    const basket = {
      currency: cart.currencyCode ?? 'USD',
      lines: cart.lines ?? [],
      destination: destinationFrom(destination, ['destination']),
      couponCodes: cart.couponCodes ?? [],
      redeemPoints: redeemPoints ?? 0,
      ...buyerOf(caller),
    };
    return answerQuote(basket, [], (one) => quoteCart(one, loaders));
  },
};
