import type { InvalidInput } from '@cartograph/kit/problems';
import { type Asker, busyRetryMs, inTurn } from '#accounts/asker';
import { loadCustomers } from '#accounts/customer-store';
import { makePasswordHash } from '#accounts/make-password-hash';
import { newPasswordFault } from '#accounts/rules/credentials';
import type { Deps } from '#deps';
import { issueSession, openSession, refreshTokenHash } from '#sessions/issue-session';
import type { Session } from '#sessions/rules/session';
import { revokeSessions } from '#sessions/session-end-store';
import { isInvitation, redeemInvitation } from '#staff/invitation-store';
import { isInvitationToken } from '#staff/rules/invitation';

export interface ResetPasswordCommand {
  token: string;
  newPassword: string;
}

export type ResetPasswordOutcome =
  | { kind: 'changed'; session: Session }
  | { kind: 'invalid-token' }
  | { kind: 'busy'; retryAfterMs: number }
  | { kind: 'invalid'; problem: InvalidInput };

/** Whoever has an invitation chooses the password of its account, once: all its sessions end, and a new one begins. */
export async function resetPassword(
  { db, tokens, hashing, conceal }: Deps,
  { token, newPassword }: ResetPasswordCommand,
  asker: Asker,
): Promise<ResetPasswordOutcome> {
  const problem = newPasswordFault(newPassword, 'newPassword');
  if (problem) return { kind: 'invalid', problem };
  const tokenHash = refreshTokenHash(token);
  // 256 bits cannot be guessed, so it may be told early: a wrong one is not worth a hash.
  if (!isInvitationToken(token) || !(await isInvitation(db, tokenHash))) return { kind: 'invalid-token' };
  const turn = await inTurn(hashing, asker, () => makePasswordHash(newPassword));
  if (turn.kind === 'busy') return { kind: 'busy', retryAfterMs: busyRetryMs };
  const opened = await db.transaction(async (tx) => {
    const customerId = await redeemInvitation(tx, tokenHash, turn.value);
    if (customerId === undefined) return undefined;
    await revokeSessions(tx, customerId);
    const [customer] = await loadCustomers(tx, [customerId]);
    return customer && { customer, session: await openSession(tx, customerId, conceal('client', asker.client)) };
  });
  if (!opened) return { kind: 'invalid-token' };
  return { kind: 'changed', session: await issueSession(tokens, opened.customer, opened.session) };
}
