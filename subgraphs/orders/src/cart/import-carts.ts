import type { Database } from '@cartograph/kit/db';
import type { CurrencyCode } from '@cartograph/kit/money';
import { insertImportedCarts } from '#cart/cart-import-store';

export interface ImportCart {
  id: string;
  currency: CurrencyCode;
  customerId: string | null;
  updatedAt: Date;
  lines: { sku: string; title: string; quantity: number }[];
}

/** Imports open carts; one that is there already is left as it is. */
export const importCarts = (db: Database, carts: readonly ImportCart[]): Promise<void> => insertImportedCarts(db, carts);
