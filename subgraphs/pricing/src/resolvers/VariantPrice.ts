import { money, toWire } from '@cartograph/kit/money';
import type { VariantPriceResolvers } from '#generated/resolvers';
import { isPublic } from '#rules/price-choice';
import { unitPrice } from '#rules/price-list';

export const VariantPrice: VariantPriceResolvers = {
  unit: ({ price, quantity }) => toWire(money(unitPrice(price, quantity), price.currency)),
  list: ({ price }) => toWire(money(price.listMinor, price.currency)),
  total: ({ price, quantity }) => toWire(money(unitPrice(price, quantity) * BigInt(quantity), price.currency)),
  compareAt: ({ price: { compareAtMinor, listMinor, currency } }) =>
    compareAtMinor !== null && compareAtMinor > listMinor ? toWire(money(compareAtMinor, currency)) : null,
  lowestPrior: async ({ price: { sku, currency, compareAtMinor }, customerId }, _args, { loaders }) => {
    const minor = compareAtMinor === null ? null : await loaders.lowestPrior.load({ sku, currency, customerId });
    return minor === null ? null : toWire(money(minor, currency));
  },
  isPublic: ({ price }) => isPublic(price),
};
