import type { RoomChecks } from '@cartograph/kit/room';
import { sequenceCheck } from '@cartograph/kit/sequence-check';
import { events } from '#events';

/** What `npm run doctor` asks of this room's database: every row is a violation. */
export const checks: RoomChecks = {
  own: [
    {
      invariant: 15,
      name: 'ratings_match_published_reviews',
      sql: `select 'product ' || coalesce(r.product_id, p.product_id) || ': its rating counts ' || coalesce(r.histogram, '{0,0,0,0,0}')::text
                   || ', but its published reviews are ' || coalesce(p.histogram, '{0,0,0,0,0}')::text as detail
            from ratings r full join (
              select product_id, array(select (count(*) filter (where stars = star))::int from unnest(array_agg(stars)) as s(stars),
                                       generate_series(1, 5) as star group by star order by star) as histogram
              from reviews where status = 'PUBLISHED' group by product_id
            ) p on p.product_id = r.product_id
            where coalesce(r.histogram, '{0,0,0,0,0}') <> coalesce(p.histogram, '{0,0,0,0,0}') limit 100`,
    },
    {
      invariant: 15,
      name: 'one_review_a_customer_and_product',
      sql: `select 'customer ' || customer_id || ' has ' || count(*) || ' reviews of product ' || product_id as detail
            from reviews where customer_id is not null group by customer_id, product_id having count(*) > 1 limit 100`,
    },
    sequenceCheck('ratings', 'product_id', events),
  ],
  readings: {},
};
