import type { RatingResolvers } from '#generated/resolvers';
import { averageOf, countOf } from '#rules/rating';

export const Rating: RatingResolvers = {
  average: (histogram) => averageOf(histogram),
  count: (histogram) => countOf(histogram),
  histogram: (histogram) => [...histogram],
};
