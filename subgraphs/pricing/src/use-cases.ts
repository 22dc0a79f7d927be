import type { Author } from '@cartograph/kit/audit';
import type { PageArguments } from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { loadPriceLists } from '#prices/price-list-store';
import type { PriceRow } from '#prices/rules/price-entry';
import { type SavePriceListCommand, savePriceList } from '#prices/save-price-list';
import { setPrices } from '#prices/set-prices';

import { listTaxRates, type TaxRatesFilter } from '#tax/list-tax-rates';
import { type SaveTaxRateCommand, saveTaxRate } from '#tax/save-tax-rate';
import { loadTaxCategories } from '#tax/tax-rate-store';

export type UseCases = ReturnType<typeof createUseCases>;

/** What resolvers may do for staff; `by` is who asks, as an entry of the audit log names them. */
export const createUseCases = (db: Database, by: Author) => ({
  listPriceLists: () => loadPriceLists(db),
  savePriceList: (command: SavePriceListCommand) => savePriceList(db, command, by),
  listTaxCategories: () => loadTaxCategories(db),
  listTaxRates: (filter: TaxRatesFilter, page: PageArguments) => listTaxRates(db, filter, page),
  saveTaxRate: (command: SaveTaxRateCommand) => saveTaxRate(db, command, by),
  setPrices: (rows: readonly PriceRow[]) => setPrices(db, rows, by),
});
