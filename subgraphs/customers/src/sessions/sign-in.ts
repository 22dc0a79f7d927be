import { type InvalidInput, mergeInvalid } from '@cartograph/kit/problems';
import { findCredentials } from '#accounts/customer-store';
import { givenPasswordFault } from '#accounts/rules/credentials';
import { verifyPassword } from '#accounts/verify-password';
import type { Deps } from '#deps';
import { bookAttempt, forgetAttempts } from '#sessions/attempt-store';
import { issueSession, openSession } from '#sessions/issue-session';
import type { Session } from '#sessions/rules/session';
import { attemptsKeyOf, readSignInEmail } from '#sessions/rules/sign-in-email';

export interface SignInCommand {
  email: string;
  password: string;
}

export type SignInOutcome =
  | { kind: 'signed-in'; session: Session }
  | { kind: 'invalid-credentials' }
  | { kind: 'too-many-attempts'; retryAfterMs: number }
  | { kind: 'invalid'; problem: InvalidInput };

const maxFailures = 10;
const windowMinutes = 15;

/**
 * An unknown address, one without a password and a wrong password cannot be told apart, by answer or by time. Attempts are booked
 * inside the turn: only as many as hash at once are open, so many right sign-ins together do not close their own account.
 */
export async function signIn({ db, tokens, hashing }: Deps, { email: given, password }: SignInCommand): Promise<SignInOutcome> {
  const outcome = readSignInEmail(given);
  const badPassword = givenPasswordFault(password);
  if (outcome.kind === 'invalid') return { kind: 'invalid', problem: mergeInvalid([outcome.problem, badPassword]) ?? outcome.problem };
  if (badPassword) return { kind: 'invalid', problem: badPassword };
  const { email } = outcome;
  const key = attemptsKeyOf(email);
  return hashing(async () => {
    const { failures, leftMs } = await bookAttempt(db, key, windowMinutes);
    if (failures > maxFailures) return { kind: 'too-many-attempts', retryAfterMs: Math.max(leftMs, 1) };
    const found = await findCredentials(db, email);
    if (!(await verifyPassword(password, found?.passwordHash)) || !found) return { kind: 'invalid-credentials' };
    await forgetAttempts(db, key);
    return { kind: 'signed-in', session: await issueSession(tokens, found.customer, await openSession(db, found.customer.id)) };
  });
}
