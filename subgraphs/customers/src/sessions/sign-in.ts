import { type InvalidInput, mergeInvalid } from '@cartograph/kit/problems';
import { type Asker, busyRetryMs, inTurn } from '#accounts/asker';
import { findCredentials } from '#accounts/customer-store';
import { givenPasswordFault } from '#accounts/rules/credentials';
import { verifyPassword } from '#accounts/verify-password';
import type { Deps } from '#deps';
import { bookAttempt, forgiveAttempt } from '#sessions/attempt-store';
import { issueSession, openSession } from '#sessions/issue-session';
import { closedForMs } from '#sessions/rules/attempts';
import type { Session } from '#sessions/rules/session';
import { attemptsKeyOf, readSignInEmail, type SignInEmail } from '#sessions/rules/sign-in-email';

export interface SignInCommand {
  email: string;
  password: string;
}

export type SignInOutcome =
  | { kind: 'signed-in'; session: Session }
  | { kind: 'invalid-credentials' }
  | { kind: 'too-many-attempts'; retryAfterMs: number }
  | { kind: 'busy'; retryAfterMs: number }
  | { kind: 'invalid'; problem: InvalidInput };

/** Whether the address has an account, has a password, or has this one cannot be told apart, by answer or by time. */
export async function signIn(deps: Deps, { email: given, password }: SignInCommand, asker: Asker): Promise<SignInOutcome> {
  const outcome = readSignInEmail(given);
  const badPassword = givenPasswordFault(password);
  if (outcome.kind === 'invalid') return { kind: 'invalid', problem: mergeInvalid([outcome.problem, badPassword]) ?? outcome.problem };
  if (badPassword) return { kind: 'invalid', problem: badPassword };
  const turn = await inTurn(deps.hashing, asker, () => enter(deps, outcome.email, password, asker.client));
  return turn.kind === 'busy' ? { kind: 'busy', retryAfterMs: busyRetryMs } : turn.value;
}

/**
 * Attempts are booked inside the turn: only as many as hash at once are open, so many right sign-ins together do not close their own
 * account, and what never had a turn is nobody's failure.
 */
async function enter({ db, tokens, conceal }: Deps, email: SignInEmail, password: string, where: string): Promise<SignInOutcome> {
  const name = attemptsKeyOf(email).toLowerCase();
  const client = conceal('client', where);
  const keys = { pair: conceal('pair', name, where), client, account: conceal('account', name) };
  const found = await findCredentials(db, email, client);
  const known = found?.known ?? false;
  const closedMs = closedForMs(await bookAttempt(db, keys, known));
  if (closedMs !== undefined) return { kind: 'too-many-attempts', retryAfterMs: closedMs };
  // A disabled account is like a wrong password, and takes as long.
  if (!(await verifyPassword(password, found?.passwordHash)) || !found || found.customer.disabled) return { kind: 'invalid-credentials' };
  await forgiveAttempt(db, keys, known);
  const opened = await openSession(db, found.customer.id, client);
  return { kind: 'signed-in', session: await issueSession(tokens, found.customer, opened) };
}
