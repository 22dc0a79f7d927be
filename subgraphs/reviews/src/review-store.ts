import type { Queryable } from '@cartograph/kit/db';
import type { Review, ReviewStatus, Words } from '#rules/review';

/** Bought: the customer has an order with one of the product's SKUs that was not cancelled. An order that is claimed later counts from then on. */
const verified = `exists (select from purchases p join goods g on p.skus && g.skus
  where p.customer_id = r.customer_id and g.product_id = r.product_id and not p.cancelled)`;

const columns = `r.id, r.version, r.product_id as "productId", r.stars, r.title, r.text, r.author, r.status, r.created_at as "createdAt",
  ${verified} as "verifiedPurchase"`;

export interface Standing {
  /** The product is or was on sale. */
  readonly published: boolean;
  /** The customer has bought it. */
  readonly bought: boolean;
}

/** What stands between a customer and a review of a product; undefined for a product that nobody told of. */
export async function findStanding(db: Queryable, productId: string, customerId: string): Promise<Standing | undefined> {
  const [row] = await db.query<{ published: boolean; bought: boolean }>({
    name: 'reviews_standing',
    text: `select g.published, exists (select from purchases p where p.customer_id = $2 and not p.cancelled and p.skus && g.skus) as bought
           from goods g where g.product_id = $1`,
    values: [productId, customerId],
  });
  return row;
}

/** The customer's review of the product, which nobody else changes until the end of the transaction. */
export async function lockReviewOf(tx: Queryable, productId: string, customerId: string): Promise<Review | undefined> {
  const [row] = await tx.query<Review & Record<string, unknown>>({
    name: 'reviews_lock_of_customer',
    text: `select ${columns} from reviews r where customer_id = $2 and product_id = $1 for update of r`,
    values: [productId, customerId],
  });
  return row;
}

export async function lockReview(tx: Queryable, id: string): Promise<Review | undefined> {
  const [row] = await tx.query<Review & Record<string, unknown>>({
    name: 'reviews_lock',
    text: `select ${columns} from reviews r where id = $1 for update of r`,
    values: [id],
  });
  return row;
}

/** Nothing when the customer has a review of the product, written by another request of theirs at the same time too. */
export async function insertReview(tx: Queryable, productId: string, customerId: string, words: Words): Promise<void> {
  await tx.query({
    name: 'reviews_insert',
    text: `insert into reviews (product_id, customer_id, stars, title, text, author) values ($1, $2, $3, $4, $5, $6)
           on conflict (customer_id, product_id) do nothing`,
    values: [productId, customerId, words.stars, words.title, words.text, words.author],
  });
}

/** New words of a review that is locked, which wait for staff. */
export async function rewriteReview(tx: Queryable, id: string, words: Words): Promise<void> {
  await tx.query({
    name: 'reviews_rewrite',
    text: `update reviews set stars = $2, title = $3, text = $4, author = $5, status = 'PENDING', version = version + 1 where id = $1`,
    values: [id, words.stars, words.title, words.text, words.author],
  });
}

export async function moveReview(tx: Queryable, id: string, status: ReviewStatus): Promise<void> {
  await tx.query({
    name: 'reviews_move',
    text: 'update reviews set status = $2, version = version + 1 where id = $1',
    values: [id, status],
  });
}

export interface ReviewsPage {
  statuses: readonly ReviewStatus[] | null;
  limit: number;
  backward: boolean;
  /** The id of the review that the page follows in the direction of reading. */
  place: string | undefined;
}

/** Newest first, which is the order of their ids; backwards the oldest of the page first. */
export async function listReviewsPage(db: Queryable, { statuses, limit, backward, place }: ReviewsPage): Promise<Review[]> {
  return db.query<Review & Record<string, unknown>>({
    name: `reviews_page_${backward ? 'backward' : 'forward'}`,
    text: `select ${columns} from reviews r
           where ($1::text[] is null or status = any($1)) and ($2::uuid is null or id ${backward ? '>' : '<'} $2)
           order by id ${backward ? 'asc' : 'desc'} limit $3`,
    values: [statuses, place ?? null, limit],
  });
}

export async function countReviews(db: Queryable, statuses: readonly ReviewStatus[] | null): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    name: 'reviews_count',
    text: 'select count(*)::int as count from reviews where $1::text[] is null or status = any($1)',
    values: [statuses],
  });
  return row?.count ?? 0;
}

/** The first published reviews of each product behind a place, newest first: one statement for a page of products. */
export async function loadPublished(
  db: Queryable,
  productIds: readonly string[],
  limit: number,
  place: string | undefined,
): Promise<Review[]> {
  return db.query<Review & Record<string, unknown>>({
    name: 'reviews_published',
    text: `select ${columns} from unnest($1::uuid[]) as product(id) cross join lateral (
             select * from reviews one where one.product_id = product.id and one.status = 'PUBLISHED' and ($2::uuid is null or one.id < $2)
             order by one.id desc limit $3
           ) r order by r.id desc`,
    values: [productIds, place ?? null, limit],
  });
}
