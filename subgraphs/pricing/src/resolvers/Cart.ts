import { customerIdOf } from '@cartograph/kit/caller';
import { answerQuote } from '#answer-quote';
import type { CartResolvers } from '#generated/resolvers';
import { destinationOf } from '#rules/basket';

export const Cart: CartResolvers = {
  quote: (cart, { destination, redeemPoints }, { caller, loaders }) => {
    const basket = {
      currency: cart.currencyCode ?? 'USD',
      lines: cart.lines ?? [],
      destination: destination ? destinationOf(destination.country, destination.region) : null,
      couponCodes: cart.couponCodes ?? [],
      redeemPoints: redeemPoints ?? 0,
      customerId: customerIdOf(caller) ?? null,
    };
    return answerQuote(basket, [], (one) => loaders.quote.load(one));
  },
};
