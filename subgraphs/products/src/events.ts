import { changeAuditedIn } from '@cartograph/kit/audit';
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
      productTypeCode: z.string().nullish().describe('Its type; not in events of older versions, like all below.'),
      tags: z.array(z.string()).optional().describe('Its tags.'),
      categories: z
        .array(
          z.object({
            id: z.uuid().describe('The category.'),
            slug: z.string().describe('Its name in addresses.'),
            parentId: z.uuid().nullable().describe('The one that it stands in; null: at the top.'),
            direct: z.boolean().describe('Whether the product stands in it itself; false: in one below it.'),
          }),
        )
        .optional()
        .describe('The categories it stands in, and all above them.'),
      collections: z
        .array(z.object({ id: z.uuid().describe('The collection.'), slug: z.string().describe('Its name in addresses.') }))
        .optional()
        .describe('The collections it is in, by rule and by hand, whatever their status.'),
      variants: z
        .array(
          z.object({
            id: z.uuid().optional().describe('The variant.'),
            sku: z.string().describe('The stock keeping unit.'),
            weightGrams: z.int().nullable().describe('What a piece weighs; null: nobody said.'),
            taxCategoryCode: z.string().nullable().describe('What tax rates know it by; null: nobody said.'),
          }),
        )
        .optional()
        .describe('What shipping and tax ask of its variants, in their order.'),
    })
    .describe('A product, its variants, its categories, those above them or its collections were added or changed: what stands now.'),
  {
    key: 'product id',
    sequenced: true,
    example: {
      productId: '0198c0de-7a11-7000-8000-000000000002',
      slug: 'classic-mug',
      title: 'Classic mug',
      status: 'PUBLISHED',
      skus: ['MUG-CLASSIC', 'MUG-CLASSIC-INK'],
      categorySlugs: ['mugs'],
      productTypeCode: 'tableware',
      tags: ['stoneware'],
      categories: [
        { id: '0198c0de-7a11-7000-8000-000000000010', slug: 'kitchen', parentId: null, direct: false },
        { id: '0198c0de-7a11-7000-8000-000000000011', slug: 'mugs', parentId: '0198c0de-7a11-7000-8000-000000000010', direct: true },
      ],
      collections: [{ id: '0198c0de-7a11-7000-8000-000000000020', slug: 'gifts-under-20' }],
      variants: [
        { id: '0198c0de-7a11-7000-8000-000000000003', sku: 'MUG-CLASSIC', weightGrams: 380, taxCategoryCode: 'standard' },
        { id: '0198c0de-7a11-7000-8000-000000000004', sku: 'MUG-CLASSIC-INK', weightGrams: 380, taxCategoryCode: null },
      ],
    },
  },
);

export type ProductChanged = z.infer<typeof productChanged.schema>;

export const changeAudited = changeAuditedIn('products');

/** What this room says. */
export const events = [productChanged, changeAudited] as const;
