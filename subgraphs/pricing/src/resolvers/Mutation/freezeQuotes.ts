import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers, PricingFreezeQuoteInput } from '#generated/resolvers';

export const freezeQuotes: NonNullable<MutationResolvers['freezeQuotes']> = (_root, { input }, { caller, commands }) => {
  requireRoom(caller);
  return commands.freezeQuotes(input.map(commandOf));
};

const commandOf = ({ destination, customerId, groupCodes, buyerKey, shippingOptionId, ...input }: PricingFreezeQuoteInput) => ({
  ...input,
  destination: destination
    ? { country: destination.country, region: destination.region ?? null, postalCode: destination.postalCode ?? null }
    : null,
  customerId: customerId ?? null,
  groupCodes: groupCodes ?? null,
  buyerKey: buyerKey ?? null,
  shippingOptionId: shippingOptionId ?? null,
});
