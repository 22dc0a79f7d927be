import type { Queryable } from '@cartograph/kit/db';
import { type PlacementRow, placementColumns, placementOf } from '#placing/placement-store';
import type { Placement } from '#placing/rules/placement';

/** The placement that a cart was claimed by and that is not decided, or whose things are still being let go. */
export async function findPlacementOfCart(db: Queryable, cartId: string): Promise<Placement | undefined> {
  const [row] = await db.query<PlacementRow>({
    name: 'placement_of_cart',
    text: `select ${placementColumns} from placements
           where id = (select placement_id from carts where id = $1 and status = 'placing')
              or id = (select id from placements where cart_id = $1 and state = 'aborting' order by id desc limit 1)
           order by id desc limit 1`,
    values: [cartId],
  });
  return row && placementOf(row);
}
