import { type Connection, connectionOf, encodeCursor, type PageArguments, placeOf, readPage } from '@cartograph/kit/cursor';
import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { countPlacementsNeedingAttention, findPlacementsNeedingAttention } from '#placing/attention-store';
import type { Placement } from '#placing/rules/placement';

export type PlacementPage = Connection<Placement> & { totalCount: () => Promise<number> };

/** A page of placements that need attention, oldest first. The count is made only when it is asked for. */
export async function pageAttention(db: Queryable, args: PageArguments): Promise<PlacementPage> {
  const page = readPage(args, 20);
  const place = placeOf(page, 1, ([id]) => (isUuid(id) ? id : undefined));
  const rows = await findPlacementsNeedingAttention(db, { ...page, place });
  const connection = connectionOf(
    rows,
    page,
    ({ id }) => encodeCursor([id]),
    (placement) => placement,
  );
  return { ...connection, totalCount: () => countPlacementsNeedingAttention(db) };
}
