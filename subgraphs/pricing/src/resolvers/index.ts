import { DateTime, Decimal, MinorUnits } from '@cartograph/kit/scalars';
import type { Resolvers } from '#generated/resolvers';
import { Cart } from '#resolvers/Cart';
import { Coupon } from '#resolvers/Coupon';
import { cancelQuotes } from '#resolvers/Mutation/cancelQuotes';
import { confirmQuotes } from '#resolvers/Mutation/confirmQuotes';
import { createCoupons } from '#resolvers/Mutation/createCoupons';
import { freezeQuotes } from '#resolvers/Mutation/freezeQuotes';
import { pricingImportCoupons } from '#resolvers/Mutation/pricingImportCoupons';
import { pricingImportPrices } from '#resolvers/Mutation/pricingImportPrices';
import { returnCoupons } from '#resolvers/Mutation/returnCoupons';
import { savePriceList } from '#resolvers/Mutation/savePriceList';
import { savePromotion } from '#resolvers/Mutation/savePromotion';
import { saveShippingMethod } from '#resolvers/Mutation/saveShippingMethod';
import { saveTaxRate } from '#resolvers/Mutation/saveTaxRate';
import { setPrices } from '#resolvers/Mutation/setPrices';
import { updateCoupons } from '#resolvers/Mutation/updateCoupons';
import { PriceEntry } from '#resolvers/PriceEntry';
import { PriceList } from '#resolvers/PriceList';
import { ProductVariant } from '#resolvers/ProductVariant';
import { Promotion } from '#resolvers/Promotion';
import { PromotionCondition } from '#resolvers/PromotionCondition';
import { PromotionEffect } from '#resolvers/PromotionEffect';
import { coupons } from '#resolvers/Query/coupons';
import { previewPromotion } from '#resolvers/Query/previewPromotion';
import { priceLists } from '#resolvers/Query/priceLists';
import { pricingCurrencies } from '#resolvers/Query/pricingCurrencies';
import { pricingExportCoupons } from '#resolvers/Query/pricingExportCoupons';
import { pricingExportPrices } from '#resolvers/Query/pricingExportPrices';
import { pricingFrozenQuotes } from '#resolvers/Query/pricingFrozenQuotes';
import { promotion } from '#resolvers/Query/promotion';
import { promotions } from '#resolvers/Query/promotions';
import { quote } from '#resolvers/Query/quote';
import { shippingMethods } from '#resolvers/Query/shippingMethods';
import { shop } from '#resolvers/Query/shop';
import { taxCategories } from '#resolvers/Query/taxCategories';
import { taxRates } from '#resolvers/Query/taxRates';
import { Quote } from '#resolvers/Quote';
import { ShippingMethod, ShippingRate, ShippingZone } from '#resolvers/ShippingMethod';
import { ShippingOption } from '#resolvers/ShippingOption';
import { TaxRate } from '#resolvers/TaxRate';
import { VariantPrice } from '#resolvers/VariantPrice';

export const resolvers: Resolvers = {
  DateTime,
  Decimal,
  MinorUnits,
  Query: {
    shop,
    pricingExportPrices,
    shippingMethods,
    quote,
    priceLists,
    taxCategories,
    taxRates,
    promotions,
    promotion,
    coupons,
    previewPromotion,
    pricingExportCoupons,
    pricingCurrencies,
    pricingFrozenQuotes,
  },
  Mutation: {
    pricingImportPrices,
    freezeQuotes,
    confirmQuotes,
    cancelQuotes,
    returnCoupons,
    pricingImportCoupons,
    savePriceList,
    setPrices,
    saveTaxRate,
    savePromotion,
    createCoupons,
    updateCoupons,
    saveShippingMethod,
  },
  ProductVariant,
  VariantPrice,
  PriceEntry,
  PriceList,
  ShippingMethod,
  ShippingZone,
  ShippingRate,
  ShippingOption,
  TaxRate,
  Promotion,
  Coupon,
  PromotionCondition,
  PromotionEffect,
  Cart,
  Quote,
};
