import { authorOf } from '@cartograph/kit/audit';
import { requireScope, requireStepUp } from '@cartograph/kit/scopes';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import { emailTaken } from '#resolvers/email-taken';
import type { InviteStaffOutcome } from '#staff/invite-staff';

export const inviteStaff: NonNullable<MutationResolvers['inviteStaff']> = async (_parent, { input }, { caller, requestId, useCases }) => {
  requireScope(caller, 'staff:write');
  requireStepUp(caller);
  return resultOf(await useCases.inviteStaff(input, authorOf(caller, requestId)));
};

function resultOf(outcome: InviteStaffOutcome): Awaited<ResolversTypes['InviteStaffResult']> {
  switch (outcome.kind) {
    case 'invited':
      return { __typename: 'StaffInvited', email: outcome.email, ...outcome.invitation };
    case 'email-taken':
      return emailTaken('There is an account with this e-mail address already: grantRole makes it one of the staff.');
    case 'invalid':
      return outcome.problem;
  }
}
