import { requireScope } from '@cartograph/kit/scopes';
import type { ProductVariantResolvers } from '#generated/resolvers';

export const ProductVariant: ProductVariantResolvers = {
  __resolveReference: ({ sku }) => ({ sku }),
  availability: ({ sku }, _args, { loaders }) => loaders.stock.load(sku),
  stockLevels: ({ sku }, _args, { caller, loaders }) => {
    requireScope(caller, 'stock:read');
    return loaders.levels.load(sku);
  },
  stockPolicy: ({ sku }, _args, { caller, loaders }) => {
    requireScope(caller, 'stock:read');
    return loaders.stock.load(sku);
  },
};
