import type { Role } from '@cartograph/kit/caller';
import type { Queryable } from '@cartograph/kit/db';
import type { StaffState } from '#accounts/rules/customer-change';

export interface LockedState extends StaffState {
  id: string;
  roles: Role[];
  version: number;
}

export async function lockStaffState(tx: Queryable, id: string): Promise<LockedState | undefined> {
  const [row] = await tx.query<LockedState & Record<string, unknown>>({
    name: 'customers_lock_staff_state',
    text: `select id, roles, version, group_codes as "groupCodes", note, disabled_at is not null as disabled
           from customers where id = $1 for no key update`,
    values: [id],
  });
  return row;
}

/** Gives the number of the last event of the account, of which this change has so many. */
export async function setStaffState(
  tx: Queryable,
  id: string,
  { groupCodes, note, disabled }: StaffState,
  events: number,
): Promise<number> {
  const [row] = await tx.query<{ sequence: number }>({
    name: 'customers_set_staff_state',
    text: `update customers set group_codes = $2, note = $3, disabled_at = case when $4 then coalesce(disabled_at, now()) end,
             version = version + 1, event_sequence = event_sequence + $5
           where id = $1 returning event_sequence as sequence`,
    values: [id, groupCodes, note, disabled, events],
  });
  if (!row) throw new Error('an account that was there is gone');
  return row.sequence;
}
