import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { Verbs } from '#generated/remotes/pricing';

export type PriceRow = Verbs['ExchangeImportPrices']['command']['rows'][number];
export type CouponRow = Verbs['ExchangeImportCoupons']['command']['rows'][number];
/** Prices and coupons are answered alike. */
export type ImportedRow = Verbs['ExchangeImportPrices' | 'ExchangeImportCoupons']['outcome']['rows'][number];
export type ExportedPrice = Verbs['ExchangeExportPrices']['outcome']['rows'][number];
export type ExportedCoupon = Verbs['ExchangeExportCoupons']['outcome']['rows'][number];

/** What exchange asks of pricing. */
export type PricingRemote = ReturnType<typeof pricingOverHttp>;

/** Pricing over HTTP. */
export function pricingOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './pricing.graphql');
  return {
    importPrices: verb('ExchangeImportPrices', 'batch'),
    exportPrices: verb('ExchangeExportPrices', 'after'),
    importCoupons: verb('ExchangeImportCoupons', 'batch'),
    exportCoupons: verb('ExchangeExportCoupons', 'after'),
  };
}
