import { customerIdOf } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import { money, toWire } from '@cartograph/kit/money';
import { maxQuantity } from '@cartograph/kit/problems';
import type { ProductVariantResolvers } from '#generated/resolvers';
import { unitPrice } from '#rules/price-list';

export const ProductVariant: ProductVariantResolvers = {
  price: async ({ sku }, { currencyCode, quantity }, { caller, loaders }) => {
    const currency = currencyCode ?? 'USD';
    const many = quantity ?? 1;
    if (many < 1 || many > maxQuantity) throw badUserInput('quantity', `quantity must be from 1 to ${maxQuantity}.`);
    const price = await loaders.price.load({ sku, currency, quantity: many, customerId: customerIdOf(caller) ?? null });
    if (!price) return null;
    const amount = (minor: bigint) => toWire(money(minor, currency));
    const unit = unitPrice(price, many);
    return { unit: amount(unit), list: amount(price.listMinor), total: amount(unit * BigInt(many)) };
  },
};
