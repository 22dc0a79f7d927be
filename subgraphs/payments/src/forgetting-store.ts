import type { Database } from '@cartograph/kit/db';
import type { Forgetting } from '@cartograph/kit/retention';
import type { Retention } from '@cartograph/kit/retention-config';
import { forgetRows } from '@cartograph/kit/retention-store';

/** Calls to the provider but the last of each payment, once it is over: that one says that the provider was asked. */
const attempts = `gone as (delete from attempts a where id = any(array(select id from looked)) and at < now() - $2 * interval '1 day'
    and exists (select from attempts b where b.placement_id = a.placement_id and b.id > a.id)
    and exists (select from payments p where p.placement_id = a.placement_id
                and p.state in ('CAPTURED', 'VOIDED', 'DECLINED', 'CAPTURE_REFUSED')) returning 1)`;

/** What payments forgets after its time. */
export const forgetOld = (db: Database, { evidence: days }: Retention): Forgetting[] =>
  days === undefined
    ? []
    : [{ kind: 'attempts', forget: forgetRows(db, { name: 'attempts', table: 'attempts', key: 'id', days, parts: attempts }) }];
