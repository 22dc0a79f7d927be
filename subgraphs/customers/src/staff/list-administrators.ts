import type { Queryable } from '@cartograph/kit/db';
import { listStaff } from '#staff/staff-store';

export interface Administrator {
  email: string;
  /** Invited: has no password yet. */
  state: 'active' | 'invited' | 'disabled';
}

/** For whoever runs the machine: at most 500. */
export async function listAdministrators(db: Queryable): Promise<Administrator[]> {
  const staff = await listStaff(db);
  return staff
    .filter(({ roles }) => roles.includes('admin'))
    .map(({ email, hasPassword, disabled }) => ({ email, state: disabled ? 'disabled' : hasPassword ? 'active' : 'invited' }));
}
