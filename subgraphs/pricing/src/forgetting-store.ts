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

/** The law asks for the lowest price of 30 days; staff look back a year. */
const priceDays = 400;

/** What a price, or a list, said before it was changed, once nobody asks for that time: by the rows that stand, which no version outlives. */
const forgetStates = (db: Database, table: 'price_entries' | 'price_lists', states: string): Forgetting => ({
  kind: states,
  forget: forgetRows(db, {
    name: states,
    table,
    key: 'id',
    timeless: true,
    days: priceDays,
    parts: `gone as (delete from ${states} s where s.id = any(array(select id from looked)) and s.replaced_at < now() - $2 * interval '1 day' returning 1)`,
  }),
});

/** What pricing forgets after its time. */
export const forgetOld = (db: Database, { refusals: days }: Retention): Forgetting[] => [
  ...(days === undefined
    ? []
    : [
        { kind: 'quotes', forget: forgetRows(db, { name: 'quotes', table: 'placement_quotes', key: 'placement_id', days, parts: quotes }) },
      ]),
  forgetStates(db, 'price_entries', 'price_entry_states'),
  forgetStates(db, 'price_lists', 'price_list_states'),
];
