import { type PageArguments, readPage } from '@cartograph/kit/cursor';
import { pageOf, placeIn, type ReviewPage } from '#list-reviews';
import type { Loaders } from '#loaders';
import { countOf, type RatedProduct } from '#rules/rating';

/** What everybody may read of a product's reviews. How many there are is known from its rating. */
export async function listPublished(
  loaders: Loaders,
  { id, histogram }: RatedProduct,
  { first, after }: Pick<PageArguments, 'first' | 'after'>,
): Promise<ReviewPage> {
  const page = readPage({ first, after }, 10);
  const rows = await loaders.published(page.limit, placeIn(page)).load(id);
  return pageOf(rows, page, () => countOf(histogram));
}
