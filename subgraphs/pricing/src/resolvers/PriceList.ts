import type { PriceListResolvers } from '#generated/resolvers';

export const PriceList: PriceListResolvers = {
  currencyCode: ({ currency }) => currency,
  customerGroupCodes: ({ customerGroupCodes }) => [...customerGroupCodes],
};
