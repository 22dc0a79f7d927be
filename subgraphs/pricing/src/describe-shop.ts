import type { Database } from '@cartograph/kit/db';
import { type CurrencyCode, money, toWire, type WireMoney } from '@cartograph/kit/money';
import { allCountries } from '@cartograph/kit/people/countries';
import type { ShopConfig } from '#config';
import { countriesSentTo, freeFrom } from '#rules/shop';
import { loadShippingMethods } from '#shipping/shipping-method-store';

export interface DescribedShop {
  name: string;
  currencies: CurrencyCode[];
  locales: string[];
  countries: string[];
  timeZone: string;
  freeShippingFrom: WireMoney[];
  production: boolean;
}

/** What every page of a shop needs to know of it. One statement. */
export async function describeShop(db: Database, { name, currencies, locales, timeZone, production }: ShopConfig): Promise<DescribedShop> {
  const methods = await loadShippingMethods(db);
  return {
    name,
    timeZone,
    production,
    currencies: [...currencies],
    locales: [...locales],
    countries: countriesSentTo(methods, [...allCountries().keys()]),
    freeShippingFrom: freeFrom(methods, currencies).map(({ minor, currency }) => toWire(money(minor, currency))),
  };
}
