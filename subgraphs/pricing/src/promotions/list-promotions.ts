import {
  type Connection,
  type CursorKeys,
  connectionOf,
  encodeCursor,
  type PageArguments,
  placeOf,
  readPage,
} from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { isStorableText } from '@cartograph/kit/problems';
import type { KeptPromotion } from '#promotion-store';
import { countPromotions, listPromotionRows, type PromotionPlace, type PromotionsWanted } from '#promotions/promotion-list-store';

export type PromotionConnection = Connection<KeptPromotion> & { totalCount: () => Promise<number> };

/** By priority, then code. The count is made only when it is asked for. */
export async function listPromotions(db: Database, wanted: PromotionsWanted, args: PageArguments): Promise<PromotionConnection> {
  requireSearch(wanted.search);
  const page = readPage(args, 20);
  const rows = await listPromotionRows(db, wanted, { ...page, place: placeOf(page, 2, promotionPlace) });
  const connection = connectionOf(
    rows,
    page,
    ({ priority, code }) => encodeCursor([priority, code]),
    (row) => row,
  );
  return { ...connection, totalCount: () => countPromotions(db, wanted) };
}

/** What cannot be looked for is BAD_USER_INPUT. */
export function requireSearch(search: string | null): void {
  if (search !== null && (search.length > 200 || !isStorableText(search)))
    throw badUserInput('search', 'search must be text of at most 200 characters.');
}

const promotionPlace = ([priority, code]: CursorKeys): PromotionPlace | undefined =>
  typeof priority === 'number' && Number.isSafeInteger(priority) && typeof code === 'string' ? { priority, code } : undefined;
