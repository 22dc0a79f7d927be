import { customerIdOf } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import { maxQuantity } from '@cartograph/kit/problems';
import { requireScope } from '@cartograph/kit/scopes';
import type { ProductVariantResolvers } from '#generated/resolvers';
import type { ShownPrice } from '#rules/shown-price';

export const ProductVariant: ProductVariantResolvers = {
  price: async ({ sku }, { currencyCode, quantity }, { caller, loaders }) => {
    const many = quantity ?? 1;
    if (many < 1 || many > maxQuantity) throw badUserInput('quantity', `quantity must be from 1 to ${maxQuantity}.`);
    const customerId = customerIdOf(caller) ?? null;
    const price = await loaders.price.load({ sku, currency: currencyCode ?? 'USD', quantity: many, customerId });
    const shown: ShownPrice | null = price && { price, quantity: many, customerId };
    return shown;
  },
  prices: ({ sku }, { at }, { caller, loaders }) => {
    requireScope(caller, 'prices:read');
    return loaders.entries.load({ sku, at: at ?? null });
  },
};
