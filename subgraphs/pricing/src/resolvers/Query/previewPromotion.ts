import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';
import { basketFrom } from '#resolvers/basket-of';
import { givenPromotion } from '#resolvers/given-promotion';

export const previewPromotion: NonNullable<QueryResolvers['previewPromotion']> = (_root, args, { caller, useCases }) => {
  requireScope(caller, 'prices:read');
  const { promotion, basket, customerId = null } = args;
  if (basket.lines.length === 0) throw badUserInput('basket.lines', 'lines must be at least 1.');
  if (customerId !== null && !isUuid(customerId)) throw badUserInput('customerId', 'customerId must be the id of a customer.');
  return useCases.previewPromotion(givenPromotion(promotion), basketFrom(basket, ['basket'], { customerId, buyerKey: null }));
};
