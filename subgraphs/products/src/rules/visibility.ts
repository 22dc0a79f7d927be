import type { ProductStatus } from '#rules/product';

const all: readonly ProductStatus[] = ['DRAFT', 'PUBLISHED', 'ARCHIVED'];

/** Lists and look-ups show what is on sale. */
export const isListed = (status: ProductStatus, seesAll: boolean): boolean => seesAll || status === 'PUBLISHED';

/** A link from an order or a cart outlives the sale, so that a buyer still sees what was bought; a draft was never sold. */
export const isLinked = (status: ProductStatus, seesAll: boolean): boolean => seesAll || status !== 'DRAFT';

/** The statuses that a list shows of those asked for (all when none are named). */
export const listedStatuses = (seesAll: boolean, asked: readonly ProductStatus[] = all): ProductStatus[] =>
  all.filter((status) => asked.includes(status) && isListed(status, seesAll));
