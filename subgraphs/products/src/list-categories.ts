import type { Queryable } from '@cartograph/kit/db';
import { loadTree } from '#category/category-store';
import { maxCategories, treeOf } from '#category/rules/tree';
import type { Category } from '#rules/product';

/** As a tree reads: each before what stands in it. */
export const listCategories = async (db: Queryable): Promise<Category[]> =>
  treeOf(await loadTree(db))
    .inOrder()
    .slice(0, maxCategories);
