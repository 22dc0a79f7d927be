import { event } from '@cartograph/kit/declare-event';
import { z } from 'zod';

export const productChanged = event(
  'products.product_changed',
  1,
  z
    .object({
      productId: z.uuid().describe('The product.'),
      slug: z.string().describe('Its name in addresses.'),
      title: z.string().describe('Its title.'),
      status: z.enum(['DRAFT', 'PUBLISHED', 'ARCHIVED']).describe('Whether it is on sale.'),
      skus: z.array(z.string()).describe('SKUs of its variants, in their order.'),
      categorySlugs: z.array(z.string()).describe('The categories it stands in.'),
    })
    .describe('A product, its variants or its categories were added or changed: what stands now.'),
  {
    key: 'product id',
    sequenced: true,
    example: {
      productId: '0198c0de-7a11-7000-8000-000000000002',
      slug: 'classic-mug',
      title: 'Classic mug',
      status: 'PUBLISHED',
      skus: ['MUG-CLASSIC', 'MUG-CLASSIC-INK'],
      categorySlugs: ['kitchen'],
    },
  },
);

export type ProductChanged = z.infer<typeof productChanged.schema>;

/** What this room says. */
export const events = [productChanged] as const;
