import type { Queryable } from '@cartograph/kit/db';
import { type BrowseProductsCommand, browseProducts } from '#browse-products';
import { listCategories } from '#list-categories';

export type UseCases = ReturnType<typeof createUseCases>;

/** What resolvers may do that is no look-up by key: the use cases with all that they need. */
export const createUseCases = (db: Queryable) => ({
  browseProducts: (command: BrowseProductsCommand, seesAll: boolean) => browseProducts(db, command, seesAll),
  listCategories: () => listCategories(db),
});
