import type { RoomContext } from '#context';
import type { ResolversTypes } from '#generated/resolvers';
import { customerAfter } from '#resolvers/customer-after';
import type { AskedRoleOutcome } from '#staff/change-asked-role';

/** What became of a role that was given or taken. */
export async function rolesChanged(context: RoomContext, outcome: AskedRoleOutcome): Promise<Awaited<ResolversTypes['RoleResult']>> {
  if (outcome.kind === 'refused') return outcome.problem;
  return { __typename: 'RolesChanged', customer: await customerAfter(context, outcome.customerId) };
}
