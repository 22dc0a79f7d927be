import type { Queryable } from '@cartograph/kit/db';
import DataLoader from 'dataloader';
import { loadMediaOf, type OwnerType } from '#media/media-store';
import type { Media } from '#media/rules/picture';

/** Pictures in their order, by the id of what shows them. */
export type MediaLoaders = Readonly<Record<OwnerType, DataLoader<string, Media[]>>>;

export function createMediaLoaders(db: Queryable): MediaLoaders {
  const of = (type: OwnerType): DataLoader<string, Media[]> =>
    new DataLoader(async (ids: readonly string[]) => {
      const found = Map.groupBy(await loadMediaOf(db, type, ids), ({ ownerId }) => ownerId);
      return ids.map((id) => found.get(id) ?? []);
    });
  return {
    PRODUCT: of('PRODUCT'),
    VARIANT: of('VARIANT'),
    CATEGORY: of('CATEGORY'),
    COLLECTION: of('COLLECTION'),
    OPTION_VALUE: of('OPTION_VALUE'),
  };
}
