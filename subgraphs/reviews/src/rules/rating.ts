/** How many published reviews give 1 to 5 stars. */
export type Histogram = readonly number[];

/** A product as far as this room knows it. */
export interface RatedProduct {
  readonly id: string;
  readonly histogram: Histogram;
}

export const noReviews: Histogram = [0, 0, 0, 0, 0];

export const countOf = (histogram: Histogram): number => histogram.reduce((sum, count) => sum + count, 0);

/** The mean of the stars to two decimals; 0 when there is no review. */
export function averageOf(histogram: Histogram): number {
  const count = countOf(histogram);
  const stars = histogram.reduce((sum, each, index) => sum + each * (index + 1), 0);
  return count === 0 ? 0 : Math.round((stars * 100) / count) / 100;
}

interface Counted {
  readonly stars: number;
  readonly status: string;
}

/** What becomes of a product's histogram with one review; undefined where nothing does. */
export function changeOf(before: Counted | undefined, after: Counted | undefined): Histogram | undefined {
  const counts = (review: Counted | undefined, star: number): number => Number(review?.status === 'PUBLISHED' && review.stars === star);
  const change = [1, 2, 3, 4, 5].map((star) => counts(after, star) - counts(before, star));
  return change.every((each) => each === 0) ? undefined : change;
}

export const sumOf = (one: Histogram, other: Histogram): Histogram => one.map((count, index) => count + (other[index] ?? 0));
