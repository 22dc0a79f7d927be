import { money, toWire } from '@cartograph/kit/money';
import type { ShippingOptionResolvers } from '#generated/resolvers';
import { nameIn } from '#rules/shipping';

export const ShippingOption: ShippingOptionResolvers = {
  name: (option, { locale }) => nameIn(option, locale),
  price: ({ priceMinor, currency }) => toWire(money(priceMinor, currency)),
};
