import type { InvalidInput } from '@cartograph/kit/problems';
import { findCredentials } from '#accounts/customer-store';
import { emailFault, givenPasswordFault, normalizeEmail } from '#accounts/rules/credentials';
import { verifyPassword } from '#accounts/verify-password';
import type { Deps } from '#deps';
import { bookAttempt, forgetAttempts } from '#sessions/attempt-store';
import { issueSession, openSession } from '#sessions/issue-session';
import type { Session } from '#sessions/rules/session';

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
  const email = normalizeEmail(given);
  const problem = emailFault(email) ?? givenPasswordFault(password);
  if (problem) return { kind: 'invalid', problem };
  return hashing(async () => {
    const { failures, leftMs } = await bookAttempt(db, email, windowMinutes);
    if (failures > maxFailures) return { kind: 'too-many-attempts', retryAfterMs: Math.max(leftMs, 1) };
    const found = await findCredentials(db, email);
    if (!(await verifyPassword(password, found?.passwordHash)) || !found) return { kind: 'invalid-credentials' };
    await forgetAttempts(db, email);
    return { kind: 'signed-in', session: await issueSession(tokens, found.customer, await openSession(db, found.customer.id)) };
  });
}
