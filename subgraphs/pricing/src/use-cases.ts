import type { Author } from '@cartograph/kit/audit';
import type { PageArguments } from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import type { ShopConfig } from '#config';
import { describeShop } from '#describe-shop';
import { loadPriceLists } from '#prices/price-list-store';
import type { PriceRow } from '#prices/rules/price-entry';
import { type SavePriceListCommand, savePriceList } from '#prices/save-price-list';
import { setPrices } from '#prices/set-prices';

import type { CouponsWanted } from '#promotions/coupon-rows-store';
import { createCoupons } from '#promotions/create-coupons';
import { listCoupons } from '#promotions/list-coupons';
import { listPromotions } from '#promotions/list-promotions';
import { previewPromotion } from '#promotions/preview-promotion';
import type { PromotionsWanted } from '#promotions/promotion-list-store';
import type { GivenCoupons } from '#promotions/rules/coupon-input';
import type { GivenPromotion } from '#promotions/rules/promotion-input';
import { type SavePromotionCommand, savePromotion } from '#promotions/save-promotion';
import { type UpdateCouponsCommand, updateCoupons } from '#promotions/update-coupons';
import type { Basket } from '#rules/basket';
import { type SaveShippingMethodCommand, saveShippingMethod } from '#shipping/save-shipping-method';
import { loadShippingMethods } from '#shipping/shipping-method-store';
import { listTaxRates, type TaxRatesFilter } from '#tax/list-tax-rates';
import { type SaveTaxRateCommand, saveTaxRate } from '#tax/save-tax-rate';
import { loadTaxCategories } from '#tax/tax-rate-store';

export type UseCases = ReturnType<typeof createUseCases>;

/** What resolvers may do for staff; `by` is who asks, as an entry of the audit log names them. */
export const createUseCases = (db: Database, shop: ShopConfig, by: Author) => ({
  describeShop: () => describeShop(db, shop),
  listPriceLists: () => loadPriceLists(db),
  savePriceList: (command: SavePriceListCommand) => savePriceList(db, command, by),
  listTaxCategories: () => loadTaxCategories(db),
  listTaxRates: (filter: TaxRatesFilter, page: PageArguments) => listTaxRates(db, filter, page),
  saveTaxRate: (command: SaveTaxRateCommand) => saveTaxRate(db, command, by),
  listPromotions: (wanted: PromotionsWanted, page: PageArguments) => listPromotions(db, wanted, page),
  savePromotion: (command: SavePromotionCommand) => savePromotion(db, command, by),
  listCoupons: (wanted: CouponsWanted, page: PageArguments) => listCoupons(db, wanted, page),
  createCoupons: (given: GivenCoupons) => createCoupons(db, given, by),
  updateCoupons: (command: UpdateCouponsCommand) => updateCoupons(db, command, by),
  previewPromotion: (given: GivenPromotion, basket: Basket) => previewPromotion(db, given, basket),
  listShippingMethods: () => loadShippingMethods(db),
  saveShippingMethod: (command: SaveShippingMethodCommand) => saveShippingMethod(db, command, by),
  setPrices: (rows: readonly PriceRow[]) => setPrices(db, rows, by),
});
