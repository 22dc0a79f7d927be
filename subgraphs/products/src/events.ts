import type { NewEvent } from '@cartograph/kit/event';
import { z } from 'zod';

/** A product, its variants or its categories were added or changed: what stands now. */
export const productChanged = {
  type: 'products.product_changed',
  version: 1,
  data: z.object({
    productId: z.uuid(),
    slug: z.string(),
    title: z.string(),
    status: z.enum(['DRAFT', 'PUBLISHED', 'ARCHIVED']),
    skus: z.array(z.string()),
    categorySlugs: z.array(z.string()),
  }),
} as const;

export type ProductChanged = z.infer<typeof productChanged.data>;

export const productChangedEvent = (data: ProductChanged): NewEvent => ({
  type: productChanged.type,
  version: productChanged.version,
  key: data.productId,
  data,
});
