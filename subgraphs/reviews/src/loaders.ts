import type { Queryable } from '@cartograph/kit/db';
import DataLoader from 'dataloader';
import { loadRatedProducts } from '#rating-store';
import { loadPublished } from '#review-store';
import type { RatedProduct } from '#rules/rating';
import type { Review } from '#rules/review';

export interface Loaders {
  /** By id, which must be a UUID in lower case; null for what never was on sale. */
  readonly product: DataLoader<string, RatedProduct | null>;
  /** Published reviews of products behind a place: one statement for each such page that is asked for. */
  published(limit: number, place: string | undefined): DataLoader<string, Review[]>;
}

/** A fresh set for one request: each of them asks the database once, however many keys there are. */
export function createLoaders(db: Queryable): Loaders {
  const byPage = new Map<string, DataLoader<string, Review[]>>();
  return {
    product: new DataLoader(async (ids: readonly string[]) => {
      const found = new Map((await loadRatedProducts(db, ids)).map((one) => [one.id, one]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    published: (limit, place) => {
      const page = `${limit} ${place ?? ''}`;
      const known = byPage.get(page) ?? publishedLoader(db, limit, place);
      byPage.set(page, known);
      return known;
    },
  };
}

const publishedLoader = (db: Queryable, limit: number, place: string | undefined): DataLoader<string, Review[]> =>
  new DataLoader(async (ids: readonly string[]) => {
    const found = Map.groupBy(await loadPublished(db, ids, limit, place), ({ productId }) => productId);
    return ids.map((id) => found.get(id) ?? []);
  });
