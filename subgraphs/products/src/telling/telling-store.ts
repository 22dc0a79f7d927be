import type { Queryable } from '@cartograph/kit/db';

/**
 * The end of a statement that asks for these products, of the CTE or table `from`, to be told of. In the order of their ids, since two may ask at
 * once; a row that stands there is written anew, so that whoever tells meanwhile leaves it until what is asked for here is committed.
 */
export const askFor = (from: string): string =>
  `insert into products_to_tell (product_id) select distinct product_id from ${from} order by product_id
   on conflict (product_id) do update set asked_at = excluded.asked_at`;

/** What stands in the category and below it has other categories above it. */
export async function askForSubtree(tx: Queryable, categoryId: string): Promise<void> {
  await tx.query({
    name: 'ask_for_subtree',
    text: `with recursive below(id) as (
             select $1::uuid union select c.id from below b join categories c on c.parent_id = b.id)
           ${askFor('product_categories where category_id in (select id from below)')}`,
    values: [categoryId],
  });
}

export async function askForMembers(tx: Queryable, collectionId: string): Promise<void> {
  await tx.query({
    name: 'ask_for_members',
    text: askFor('collection_products where collection_id = $1'),
    values: [collectionId],
  });
}

/** Whether anything is to be done at all: one statement, where a shop stands still. */
export async function findWork(db: Queryable): Promise<{ lapsed: boolean; asked: boolean }> {
  const [work] = await db.query<{ lapsed: boolean; asked: boolean }>({
    name: 'work_of_telling',
    text: `select exists(select from collection_products where until <= now()) as lapsed, exists(select from products_to_tell) as asked`,
  });
  return work ?? { lapsed: false, asked: false };
}

/** Those whose days are over leave their collections; readers have left them out since. */
export async function leaveLapsed(tx: Queryable, limit: number): Promise<void> {
  await tx.query({
    name: 'leave_lapsed',
    text: `with lapsed as (
             delete from collection_products where (collection_id, product_id) in (
               select collection_id, product_id from collection_products where until <= now() order by until limit $1::int for update skip locked)
             returning product_id)
           ${askFor('lapsed')}`,
    values: [limit],
  });
}

/** Those that wait longest, no longer asked for; one at least, and no more than have so many variants. Others' turns are passed over. */
export async function takeAsked(tx: Queryable, limit: number, maxVariants: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>({
    name: 'take_asked',
    text: `with oldest as (
             select product_id, asked_at from products_to_tell order by asked_at, product_id limit $1::int for update skip locked),
           counted as (
             select product_id, row_number() over turns as turn,
               sum((select count(*) from product_variants v where v.product_id = oldest.product_id)) over turns as variants
             from oldest window turns as (order by asked_at, product_id))
           delete from products_to_tell t using counted c
           where t.product_id = c.product_id and (c.turn = 1 or c.variants <= $2::int)
           returning t.product_id as id`,
    values: [limit, maxVariants],
  });
  return rows.map(({ id }) => id);
}
