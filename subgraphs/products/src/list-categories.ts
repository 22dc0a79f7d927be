import type { Queryable } from '@cartograph/kit/db';
import { findCategories } from '#product-store';
import type { Category } from '#rules/product';

/** A menu, not a catalogue: a shop with more categories than this needs paging. */
const maxCategories = 1_000;

export const listCategories = (db: Queryable): Promise<Category[]> => findCategories(db, maxCategories);
