import { Decimal, MinorUnits } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { Cart } from '#resolvers/Cart';
import { cancelQuotes } from '#resolvers/Mutation/cancelQuotes';
import { confirmQuotes } from '#resolvers/Mutation/confirmQuotes';
import { freezeQuotes } from '#resolvers/Mutation/freezeQuotes';
import { returnCoupons } from '#resolvers/Mutation/returnCoupons';
import { ProductVariant } from '#resolvers/ProductVariant';
import { pricingCurrencies } from '#resolvers/Query/pricingCurrencies';
import { pricingFrozenQuotes } from '#resolvers/Query/pricingFrozenQuotes';
import { quote } from '#resolvers/Query/quote';
import { Quote } from '#resolvers/Quote';

export const resolvers: Resolvers = {
  Decimal,
  MinorUnits,
  Query: { quote, pricingCurrencies, pricingFrozenQuotes },
  Mutation: { freezeQuotes, confirmQuotes, cancelQuotes, returnCoupons },
  ProductVariant,
  Cart,
  Quote,
};
