import type { Queryable } from '@cartograph/kit/db';
import { forbidden } from '@cartograph/kit/errors';
import { lockAccount, lockStaff } from '#staff/staff-store';

/**
 * Whoever changes who is staff waits for whoever does so before, and must still be an administrator then: an access token tells of the
 * roles of some minutes ago. Throws FORBIDDEN.
 */
export async function requireAdministrator(tx: Queryable, actorId: string | null): Promise<void> {
  await lockStaff(tx);
  const actor = actorId === null ? undefined : await lockAccount(tx, actorId);
  if (!actor || actor.disabled || !actor.roles.includes('admin'))
    throw forbidden('This takes the scope staff:write, which your account does not have.', { scope: 'staff:write' });
}
