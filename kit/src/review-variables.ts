import { z } from 'zod';
import { readConfig } from './config.ts';

/** Who may review: what every process that reads it demands of it. */
export const reviewVariables = {
  REVIEWS_WITHOUT_PURCHASE: z.enum(['yes', 'no'], 'yes or no').default('no'),
};

export const readReviewsWithoutPurchase = (env: NodeJS.ProcessEnv): boolean =>
  readConfig(z.object(reviewVariables), env).REVIEWS_WITHOUT_PURCHASE === 'yes';
