import { type Author, audited } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { writeEvents } from '@cartograph/kit/outbox';
import { type InvalidTransition, invalidTransition, type NotFound, notFound } from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import { revokeSessions } from '#sessions/session-end-store';
import { deleteInvitation } from '#staff/invitation-store';
import { requireAdministrator } from '#staff/require-administrator';
import { lastAdministrator } from '#staff/rules/refused-change';
import { isOfTheStaff, type StaffRole, withoutRole, withRole } from '#staff/rules/roles';
import { hasOtherAdministrator, lockAccount, setRoles } from '#staff/staff-store';

export interface ChangeRoleCommand {
  customerId: string;
  role: StaffRole;
}

export type ChangeRoleOutcome = { kind: 'changed'; customerId: string } | { kind: 'refused'; problem: InvalidTransition | NotFound };

/** Gives a role; who has it keeps it. */
export const grantRole = (db: Database, { customerId, role }: ChangeRoleCommand, by: Author): Promise<ChangeRoleOutcome> =>
  db.transaction(async (tx) => {
    await requireAdministrator(tx, by.id);
    const account = isUuid(customerId) ? await lockAccount(tx, customerId) : undefined;
    if (!account) return unknown;
    if (account.roles.includes(role)) return { kind: 'changed', customerId: account.id };
    if (account.disabled)
      return { kind: 'refused', problem: invalidTransition('The account is disabled: enable it first.', ['updateCustomer']) };
    const roles = withRole(account.roles, role);
    await setRoles(tx, account.id, roles);
    const entry = { action: 'grantRole', entityType: 'Customer', entityId: account.id, before: { roles: account.roles }, after: { roles } };
    await writeEvents(tx, audited(changeAudited, by, entry));
    return { kind: 'changed', customerId: account.id };
  });

/** Takes a role, never the last administrator's, and ends all sessions of the account; who has it not stays as they are. */
export const revokeRole = (db: Database, { customerId, role }: ChangeRoleCommand, by: Author): Promise<ChangeRoleOutcome> =>
  db.transaction(async (tx) => {
    await requireAdministrator(tx, by.id);
    const account = isUuid(customerId) ? await lockAccount(tx, customerId) : undefined;
    if (!account) return unknown;
    if (!account.roles.includes(role)) return { kind: 'changed', customerId: account.id };
    if (role === 'admin' && !(await hasOtherAdministrator(tx, account.id))) return { kind: 'refused', problem: lastAdministrator() };
    const roles = withoutRole(account.roles, role);
    await setRoles(tx, account.id, roles);
    await revokeSessions(tx, account.id);
    if (!isOfTheStaff(roles)) await deleteInvitation(tx, account.id);
    const entry = {
      action: 'revokeRole',
      entityType: 'Customer',
      entityId: account.id,
      before: { roles: account.roles },
      after: { roles },
    };
    await writeEvents(tx, audited(changeAudited, by, entry));
    return { kind: 'changed', customerId: account.id };
  });

const unknown: ChangeRoleOutcome = { kind: 'refused', problem: notFound('There is no such account.') };
