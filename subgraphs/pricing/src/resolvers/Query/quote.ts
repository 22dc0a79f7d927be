import { badUserInput } from '@cartograph/kit/errors';
import { answerQuote } from '#answer-quote';
import type { QueryResolvers } from '#generated/resolvers';
import { quoteOnSale } from '#quote-on-sale';
import { basketFrom } from '#resolvers/basket-of';
import { buyerOf } from '#resolvers/buyer-of';

export const quote: NonNullable<QueryResolvers['quote']> = (_root, { input }, { caller, loaders }) => {
  if (input.lines.length === 0) throw badUserInput('input.lines', 'lines must be at least 1.');
  const basket = basketFrom(input, ['input'], buyerOf(caller));
  return answerQuote(basket, ['input'], (one) => quoteOnSale(one, caller, loaders));
};
