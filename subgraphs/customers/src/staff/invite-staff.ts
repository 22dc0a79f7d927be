import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { numbered } from '@cartograph/kit/numbered-events';
import { writeEvents } from '@cartograph/kit/outbox';
import type { Email } from '@cartograph/kit/people/email';
import type { InvalidInput } from '@cartograph/kit/problems';
import { insertCustomer, setName } from '#accounts/customer-store';
import { changeAudited, customerRegistered } from '#events';
import { type Invitation, invite } from '#staff/invite';
import { requireAdministrator } from '#staff/require-administrator';
import { type GivenStaff, readNewStaff } from '#staff/rules/new-staff';
import { isOfTheStaff, type StaffRole, withRole } from '#staff/rules/roles';
import { lockAccountOf, type StaffAccount, setRoles } from '#staff/staff-store';

export type InviteStaffOutcome =
  | { kind: 'invited'; email: string; invitation: Invitation }
  | { kind: 'email-taken' }
  | { kind: 'invalid'; problem: InvalidInput };

interface Invited {
  email: Email;
  name: string;
  role: StaffRole;
}

/**
 * Opens an account of the staff, for which whoever has the invitation chooses the password. Who was invited and has none yet gets a new
 * invitation, and the role of this one. Anybody else who has an account is given the role by grantRole.
 */
export async function inviteStaff(db: Database, given: GivenStaff, by: Author): Promise<InviteStaffOutcome> {
  const outcome = readNewStaff(given);
  if (outcome.kind === 'invalid') return outcome;
  const { email, name, role } = outcome.staff;
  return db.transaction(async (tx) => {
    await requireAdministrator(tx, by.id);
    const before = await lockAccountOf(tx, { exact: email.address, identity: email.identity });
    if (before && !isOpenInvitation(before)) return { kind: 'email-taken' };
    const account = before ?? (await open(tx, { email, name, role }));
    if (!account) return { kind: 'email-taken' };
    const roles = withRole(['customer'], role);
    if (before && before.roles.join() !== roles.join()) await setRoles(tx, account.id, roles);
    if (before && before.name !== name) await setName(tx, account.id, name);
    const invitation = await invite(tx, account.id);
    const entry = {
      action: 'inviteStaff',
      entityType: 'Customer',
      entityId: account.id,
      before: before ? { email: before.email, name: before.name, roles: before.roles } : null,
      after: { email: account.email, name, roles, invitedUntil: invitation.expiresAt.toISOString() },
    };
    await writeEvents(tx, audited(changeAudited, by, entry));
    return { kind: 'invited', email: account.email, invitation };
  });
}

/** Opened by an invitation that nobody has used. */
const isOpenInvitation = ({ hasPassword, disabled, roles }: StaffAccount): boolean => !hasPassword && !disabled && isOfTheStaff(roles);

async function open(tx: Queryable, { email, name, role }: Invited): Promise<Pick<StaffAccount, 'id' | 'email'> | undefined> {
  const customer = await insertCustomer(tx, { email, name, passwordHash: null, roles: withRole(['customer'], role) });
  if (!customer) return undefined;
  const registered = customerRegistered.of(customer.id, { customerId: customer.id, email: customer.email, name: customer.name });
  await writeEvents(tx, [numbered(registered, 1)]);
  return customer;
}
