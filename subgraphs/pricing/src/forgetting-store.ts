import type { Database } from '@cartograph/kit/db';
import type { Forgetting } from '@cartograph/kit/retention';
import type { Retention } from '@cartograph/kit/retention-config';
import { forgetRows } from '@cartograph/kit/retention-store';

const old = `placement_id = any(array(select id from looked)) and updated_at < now() - $2 * interval '1 day'`;

/** What was never frozen goes; of a price that was let go again the sum stays, and how it came about goes. Coupon claims stay. */
const quotes = `refused as (delete from placement_quotes q where ${old}
      and (state = 'REFUSED' or state = 'CANCELLED' and total_minor is null)
      and not exists (select from coupon_claims c where c.placement_id = q.placement_id) returning 1),
    shortened as (update placement_quotes set quote = null where ${old} and state = 'CANCELLED' and quote is not null returning 1),
    gone as (select from refused union all select from shortened)`;

/** What pricing forgets after its time. */
export const forgetOld = (db: Database, { refusals: days }: Retention): Forgetting[] =>
  days === undefined
    ? []
    : [{ kind: 'quotes', forget: forgetRows(db, { name: 'quotes', table: 'placement_quotes', key: 'placement_id', days, parts: quotes }) }];
