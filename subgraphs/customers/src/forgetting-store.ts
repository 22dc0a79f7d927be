import type { Database } from '@cartograph/kit/db';
import type { Forgetting } from '@cartograph/kit/retention';
import type { Retention } from '@cartograph/kit/retention-config';
import { forgetRows } from '@cartograph/kit/retention-store';

/** No points are held by them, none were booked, and no late Try comes after so long. */
const holds = `gone as (delete from point_holds h where placement_id = any(array(select id from looked)) and state in ('REFUSED', 'RELEASED')
    and coalesce(settled_at, created_at) < now() - $2 * interval '1 day'
    and not exists (select from loyalty_entries e where e.placement_id = h.placement_id) returning 1)`;

/** What customers forgets after its time, beside what has expired. */
export const forgetOld = (db: Database, { refusals: days }: Retention): Forgetting[] =>
  days === undefined
    ? []
    : [
        {
          kind: 'point_holds',
          forget: forgetRows(db, { name: 'point_holds', table: 'point_holds', key: 'placement_id', days, parts: holds }),
        },
      ];
