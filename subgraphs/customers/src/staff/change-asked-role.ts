import type { Author } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { type InvalidInput, invalidInput } from '@cartograph/kit/problems';
import { type ChangeRoleOutcome, grantRole, revokeRole } from '#staff/change-role';
import { notAStaffRole } from '#staff/rules/new-staff';
import { readStaffRole } from '#staff/rules/roles';

export interface AskedRole {
  customerId: string;
  /** As the API names it. */
  role: string;
}

export type AskedRoleOutcome = ChangeRoleOutcome | { kind: 'refused'; problem: InvalidInput };

type Change = typeof grantRole;

const asked =
  (change: Change) =>
  async (db: Database, { customerId, role: given }: AskedRole, by: Author): Promise<AskedRoleOutcome> => {
    const role = readStaffRole(given);
    if (role) return change(db, { customerId, role }, by);
    return { kind: 'refused', problem: invalidInput(notAStaffRole.path, notAStaffRole.message, notAStaffRole.allowed ?? undefined) };
  };

export const grantAskedRole = asked(grantRole);
export const revokeAskedRole = asked(revokeRole);
