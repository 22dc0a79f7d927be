import type { Database } from '@cartograph/kit/db';
import { cancelQuotes } from '#cancel-quotes';
import { confirmQuotes, type PlacementCommand, type QuoteOutcome } from '#confirm-quotes';
import { type FreezeQuoteCommand, type FreezeQuoteOutcome, freezeQuotes } from '#freeze-quotes';
import { importPricing, type PricingImport } from '#import-pricing';
import { returnCoupons } from '#return-coupons';

/** What trusted callers of the same process may ask of this room: lists in, lists out, in the same order. */
export interface Commands {
  freezeQuotes(commands: readonly FreezeQuoteCommand[]): Promise<FreezeQuoteOutcome[]>;
  confirmQuotes(commands: readonly PlacementCommand[]): Promise<QuoteOutcome[]>;
  cancelQuotes(commands: readonly PlacementCommand[]): Promise<QuoteOutcome[]>;
  returnCoupons(commands: readonly PlacementCommand[]): Promise<QuoteOutcome[]>;
  importPricing(pricing: Partial<PricingImport>): Promise<void>;
}

export const commands = (db: Database): Commands => ({
  freezeQuotes: (list) => freezeQuotes(db, list),
  confirmQuotes: (list) => confirmQuotes(db, list),
  cancelQuotes: (list) => cancelQuotes(db, list),
  returnCoupons: (list) => returnCoupons(db, list),
  importPricing: (pricing) => importPricing(db, pricing),
});
