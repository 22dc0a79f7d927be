import { money, toWire } from '@cartograph/kit/money';
import type { PriceEntryResolvers } from '#generated/resolvers';

export const PriceEntry: PriceEntryResolvers = {
  priceList: ({ listId }, _args, { loaders }) => loaders.priceList.load(listId),
  breaks: ({ breaks, currency }) => breaks.map(({ minQuantity, unitMinor }) => ({ minQuantity, unit: toWire(money(unitMinor, currency)) })),
  compareAt: ({ compareAtMinor, currency }) => (compareAtMinor === null ? null : toWire(money(compareAtMinor, currency))),
};
