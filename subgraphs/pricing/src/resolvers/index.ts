import { DateTime, Decimal, MinorUnits } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { Cart } from '#resolvers/Cart';
import { cancelQuotes } from '#resolvers/Mutation/cancelQuotes';
import { confirmQuotes } from '#resolvers/Mutation/confirmQuotes';
import { freezeQuotes } from '#resolvers/Mutation/freezeQuotes';
import { returnCoupons } from '#resolvers/Mutation/returnCoupons';
import { savePriceList } from '#resolvers/Mutation/savePriceList';
import { saveTaxRate } from '#resolvers/Mutation/saveTaxRate';
import { setPrices } from '#resolvers/Mutation/setPrices';
import { PriceEntry } from '#resolvers/PriceEntry';
import { PriceList } from '#resolvers/PriceList';
import { ProductVariant } from '#resolvers/ProductVariant';
import { priceLists } from '#resolvers/Query/priceLists';
import { pricingCurrencies } from '#resolvers/Query/pricingCurrencies';
import { pricingFrozenQuotes } from '#resolvers/Query/pricingFrozenQuotes';
import { quote } from '#resolvers/Query/quote';
import { taxCategories } from '#resolvers/Query/taxCategories';
import { taxRates } from '#resolvers/Query/taxRates';
import { Quote } from '#resolvers/Quote';
import { TaxRate } from '#resolvers/TaxRate';
import { VariantPrice } from '#resolvers/VariantPrice';

export const resolvers: Resolvers = {
  DateTime,
  Decimal,
  MinorUnits,
  Query: { quote, priceLists, taxCategories, taxRates, pricingCurrencies, pricingFrozenQuotes },
  Mutation: { freezeQuotes, confirmQuotes, cancelQuotes, returnCoupons, savePriceList, setPrices, saveTaxRate },
  ProductVariant,
  VariantPrice,
  PriceEntry,
  PriceList,
  TaxRate,
  Cart,
  Quote,
};
