import type { Database } from '@cartograph/kit/db';
import type { Forgetting } from '@cartograph/kit/retention';
import type { Retention } from '@cartograph/kit/retention-config';
import { forgetRows } from '@cartograph/kit/retention-store';

const old = `placement_id = any(array(select id from looked)) and state in ('REFUSED', 'RELEASED')
    and coalesce(settled_at, created_at) < now() - $2 * interval '1 day'`;

/** Nothing is taken by them any more, and no late Try comes after so long. */
const holds = `queue as (delete from backorders where placement_id = any(array(select placement_id from holds where ${old}))),
    lines as (delete from hold_lines where placement_id = any(array(select placement_id from holds where ${old}))),
    gone as (delete from holds where ${old} returning 1)`;

/** What inventory forgets after its time. */
export const forgetOld = (db: Database, { refusals: days }: Retention): Forgetting[] =>
  days === undefined
    ? []
    : [{ kind: 'holds', forget: forgetRows(db, { name: 'holds', table: 'holds', key: 'placement_id', days, parts: holds }) }];
