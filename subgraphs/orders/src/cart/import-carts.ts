import type { Database } from '@cartograph/kit/db';
import { insertImportedCarts } from '#cart/cart-import-store';
import type { ImportCart } from '#cart/rules/imported-cart';

/** Imports open carts; one that is there already is left as it is. */
export const importCarts = (db: Database, carts: readonly ImportCart[]): Promise<void> => insertImportedCarts(db, carts);
