import type { Queryable } from '@cartograph/kit/db';
import type { NewEvent } from '@cartograph/kit/event';
import { numbered } from '@cartograph/kit/numbered-events';
import { ratingChanged } from '#events';
import { changeRatings } from '#rating-store';
import { averageOf, countOf, type Histogram } from '#rules/rating';

/** Counts what changed, and gives the events that tell each product's new rating, to be written in the same transaction. */
export async function tellRatings(tx: Queryable, changes: readonly { productId: string; change: Histogram }[]): Promise<NewEvent[]> {
  const changed = await changeRatings(tx, changes);
  return changed.map(({ productId, histogram, sequence }) => {
    const data = { productId, average: averageOf(histogram), count: countOf(histogram), histogram: [...histogram] };
    return numbered(ratingChanged.of(productId, data), sequence);
  });
}
