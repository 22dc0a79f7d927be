import { badUserInput } from '@cartograph/kit/errors';
import { answerQuote } from '#answer-quote';
import type { QueryResolvers } from '#generated/resolvers';
import { quoteOnSale } from '#quote-on-sale';
import { buyerOf } from '#resolvers/buyer-of';
import { destinationFrom } from '#resolvers/destination-of';

export const quote: NonNullable<QueryResolvers['quote']> = (_root, { input }, { caller, loaders }) => {
  if (input.lines.length === 0) throw badUserInput('input.lines', 'lines must be at least 1.');
  const basket = {
    currency: input.currencyCode ?? 'USD',
    lines: input.lines.map(({ sku, quantity }) => ({ sku: sku.trim(), quantity })),
    destination: destinationFrom(input.destination, ['input', 'destination']),
    couponCodes: input.couponCodes ?? [],
    redeemPoints: input.redeemPoints ?? 0,
    ...buyerOf(caller),
  };
  return answerQuote(basket, ['input'], (one) => quoteOnSale(one, caller, loaders));
};
