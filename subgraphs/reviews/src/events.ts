import { changeAuditedIn } from '@cartograph/kit/audit';
import { event } from '@cartograph/kit/declare-event';
import { personalDataAnsweredIn } from '@cartograph/kit/personal-data';
import { z } from 'zod';

export const ratingChanged = event(
  'reviews.rating_changed',
  1,
  z
    .object({
      productId: z.uuid().describe('The product.'),
      average: z.number().min(0).max(5).describe('The mean of the stars of its published reviews, to two decimals; 0 when there is none.'),
      count: z.int().min(0).describe('How many published reviews it has.'),
      histogram: z.array(z.int().min(0)).length(5).describe('How many of them give one star, two, and so on to five.'),
    })
    .describe('A review of a product was published, or one that was is not any more: what stands now.'),
  {
    key: 'product id',
    sequenced: true,
    example: { productId: '0198c0de-7a11-7000-8000-000000000002', average: 4.5, count: 2, histogram: [0, 0, 0, 1, 1] },
  },
);

export const changeAudited = changeAuditedIn('reviews');

export const personalDataAnswered = personalDataAnsweredIn('reviews');

/** What this room says. */
export const events = [ratingChanged, changeAudited, personalDataAnswered] as const;
