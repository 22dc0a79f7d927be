import { DateTime } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { addReview } from '#resolvers/Mutation/addReview';
import { moderateReview } from '#resolvers/Mutation/moderateReview';
import { Product } from '#resolvers/Product';
import { reviews } from '#resolvers/Query/reviews';
import { Rating } from '#resolvers/Rating';
import { Review } from '#resolvers/Review';

export const resolvers: Resolvers = {
  DateTime,
  Mutation: { addReview, moderateReview },
  Product,
  Query: { reviews },
  Rating,
  Review,
};
