import { toWire } from '@cartograph/kit/money';
import type { PriceRangeResolvers } from '#generated/resolvers';

export const PriceRange: PriceRangeResolvers = {
  min: ({ min }) => toWire(min),
  max: ({ max }) => toWire(max),
};
