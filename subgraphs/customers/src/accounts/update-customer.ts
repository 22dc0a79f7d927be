import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { numbered } from '@cartograph/kit/numbered-events';
import { writeEvents } from '@cartograph/kit/outbox';
import {
  type InvalidInput,
  invalidFields,
  invalidInput,
  type NotFound,
  notFound,
  type VersionConflict,
  versionConflict,
} from '@cartograph/kit/problems';
import { changedState, type GivenChange, isSameState, type StaffState, unknownGroups } from '#accounts/rules/customer-change';
import { lockStaffState, setStaffState } from '#accounts/staff-state-store';
import { changeAudited, customerGroupsChanged } from '#events';
import { listGroups } from '#groups/group-store';
import { revokeSessions } from '#sessions/session-end-store';
import { requireAdministrator } from '#staff/require-administrator';
import { isOfTheStaff } from '#staff/rules/roles';
import { hasOtherAdministrator, lockStaff } from '#staff/staff-store';

export interface UpdateCustomerCommand extends GivenChange {
  id: string;
  expectedVersion: number;
}

export type UpdateCustomerOutcome =
  | { kind: 'updated'; id: string }
  | { kind: 'refused'; problem: InvalidInput | NotFound | VersionConflict };

/** Staff change an account: groups, note, whether it may sign in. What stands already is no change, and no conflict. */
export async function updateCustomer(db: Database, command: UpdateCustomerCommand, by: Author): Promise<UpdateCustomerOutcome> {
  return db.transaction(async (tx) => {
    // Before the account: whoever changes roles locks in this order.
    if (command.disabled != null) await lockStaff(tx);
    const found = isUuid(command.id) ? await lockStaffState(tx, command.id) : undefined;
    if (!found) return { kind: 'refused', problem: notFound('There is no such customer.') };
    const { next, faults } = changedState(found, command);
    if (command.groupCodes) {
      const known = (await listGroups(tx)).map(({ code }) => code);
      faults.push(...unknownGroups(command.groupCodes.slice(0, 1_000), known));
    }
    const problem = invalidFields(faults);
    if (problem) return { kind: 'refused', problem };
    if (isSameState(found, next)) return { kind: 'updated', id: found.id };
    if (found.version !== command.expectedVersion) return { kind: 'refused', problem: versionConflict('customer', found.version) };
    const refused = await disabling(tx, found, next, by);
    if (refused) return { kind: 'refused', problem: refused };
    await change(tx, found, next, by);
    return { kind: 'updated', id: found.id };
  });
}

/** Whom of the staff one may keep from signing in is for administrators, and never the last of them. */
async function disabling(tx: Queryable, found: Found, next: StaffState, by: Author): Promise<InvalidInput | undefined> {
  if (next.disabled === found.disabled || !isOfTheStaff(found.roles)) return undefined;
  await requireAdministrator(tx, by.id);
  if (!next.disabled || !found.roles.includes('admin') || (await hasOtherAdministrator(tx, found.id))) return undefined;
  return invalidInput(['disabled'], 'disabled: this is the last administrator who may sign in: make another one first.');
}

type Found = NonNullable<Awaited<ReturnType<typeof lockStaffState>>>;

async function change(tx: Queryable, found: Found, next: StaffState, by: Author): Promise<void> {
  const { id, groupCodes, note, disabled } = found;
  const regrouped = groupCodes.join('\n') !== next.groupCodes.join('\n');
  const sequence = await setStaffState(tx, id, next, regrouped ? 1 : 0);
  if (next.disabled && !disabled) await revokeSessions(tx, id);
  const told = customerGroupsChanged.of(id, { customerId: id, groupCodes: [...next.groupCodes] });
  const entry = {
    action: 'updateCustomer',
    entityType: 'Customer',
    entityId: id,
    before: { groupCodes, note, disabled },
    after: { ...next },
  };
  await writeEvents(tx, [...(regrouped ? [numbered(told, sequence)] : []), ...audited(changeAudited, by, entry)]);
}
