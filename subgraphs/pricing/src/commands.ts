import type { Database } from '@cartograph/kit/db';
import { cancelQuotes } from '#cancel-quotes';
import { confirmQuotes, type PlacementCommand, type QuoteOutcome } from '#confirm-quotes';
import { type FrozenQuoteCommand, findFrozenQuotes, type PlacementQuoteOutcome } from '#find-frozen-quotes';
import { type FreezeQuoteCommand, type FreezeQuoteOutcome, freezeQuotes } from '#freeze-quotes';
import { importPricing } from '#import-pricing';
import { type ExportPricesCommand, type ExportPricesOutcome, exportPrices } from '#prices/export-prices';
import { type ImportPricesCommand, type ImportPricesOutcome, importPrices } from '#prices/import-prices';
import { type ExportCouponsCommand, type ExportCouponsPage, exportCoupons } from '#promotions/export-coupons';
import { type ImportCouponsCommand, type ImportCouponsOutcome, importCoupons } from '#promotions/import-coupons';
import { type CurrenciesOutcome, readCurrencies } from '#read-currencies';
import { returnCoupons } from '#return-coupons';
import type { PricingImport } from '#rules/pricing-import';

/** What trusted callers of the same process may ask of this room: lists in, lists out, in the same order. */
export interface Commands {
  freezeQuotes(commands: readonly FreezeQuoteCommand[]): Promise<FreezeQuoteOutcome[]>;
  confirmQuotes(commands: readonly PlacementCommand[]): Promise<QuoteOutcome[]>;
  cancelQuotes(commands: readonly PlacementCommand[]): Promise<QuoteOutcome[]>;
  returnCoupons(commands: readonly PlacementCommand[]): Promise<QuoteOutcome[]>;
  frozenQuotes(commands: readonly FrozenQuoteCommand[]): Promise<(PlacementQuoteOutcome | null)[]>;
  readCurrencies(skus: readonly string[]): Promise<CurrenciesOutcome[]>;
  importCoupons(commands: readonly ImportCouponsCommand[]): Promise<ImportCouponsOutcome[]>;
  exportCoupons(pages: readonly ExportCouponsCommand[]): Promise<ExportCouponsPage[]>;
  /** Batches of at most 1,000 prices. */
  importPrices(commands: readonly ImportPricesCommand[]): Promise<ImportPricesOutcome[]>;
  /** Pages of all prices. */
  exportPrices(commands: readonly ExportPricesCommand[]): Promise<ExportPricesOutcome[]>;
  importPricing(pricing: Partial<PricingImport>): Promise<void>;
}

/** `coordinated` is for what a placement asks, `db` for the rest: money is authorized for the frozen price, so that one waits for the disk. */
export const commands = (db: Database, coordinated = db): Commands => ({
  freezeQuotes: (list) => freezeQuotes(db, list),
  confirmQuotes: (list) => confirmQuotes(coordinated, list),
  cancelQuotes: (list) => cancelQuotes(coordinated, list),
  returnCoupons: (list) => returnCoupons(coordinated, list),
  frozenQuotes: (list) => findFrozenQuotes(db, list),
  readCurrencies: (skus) => readCurrencies(db, skus),
  importCoupons: (list) => importCoupons(db, list),
  exportCoupons: (pages) => exportCoupons(db, pages),
  importPrices: (list) => importPrices(db, list),
  exportPrices: (list) => exportPrices(db, list),
  importPricing: (pricing) => importPricing(db, pricing),
});
