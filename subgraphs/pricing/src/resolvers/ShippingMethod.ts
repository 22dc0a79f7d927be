import { type CurrencyCode, money, toWire } from '@cartograph/kit/money';
import type { ShippingMethodResolvers, ShippingRateResolvers, ShippingZoneResolvers } from '#generated/resolvers';
import { nameIn } from '#rules/shipping';

const amountOf = (minor: bigint, currency: CurrencyCode) => toWire(money(minor, currency));

export const ShippingMethod: ShippingMethodResolvers = {
  name: (method, { locale }) => nameIn(method, locale),
  taxCategoryCode: ({ taxCategory }) => taxCategory,
  zones: ({ zones }) => [...zones],
};

export const ShippingZone: ShippingZoneResolvers = {
  countries: ({ countries }) => [...countries],
  regions: ({ regions }) => regions && [...regions],
  rates: ({ rates }) => [...rates],
};

export const ShippingRate: ShippingRateResolvers = {
  price: ({ priceMinor, currency }) => amountOf(priceMinor, currency),
  freeFrom: ({ freeFromMinor, currency }) => (freeFromMinor === null ? null : amountOf(freeFromMinor, currency)),
};
