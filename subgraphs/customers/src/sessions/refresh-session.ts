import type { Queryable } from '@cartograph/kit/db';
import { type InvalidInput, invalidInput } from '@cartograph/kit/problems';
import { loadCustomers } from '#accounts/customer-store';
import type { Deps } from '#deps';
import { issueSession, makeSessionSecret, type OpenSession, refreshTokenHash, successorOf } from '#sessions/issue-session';
import { isRefreshToken, refreshGraceSeconds, refreshTokenDays, type Session } from '#sessions/rules/session';
import { revokeSessionOf } from '#sessions/session-end-store';
import { isNewestToken, lockToken, replaceToken } from '#sessions/session-store';

export type RefreshSessionOutcome =
  | { kind: 'refreshed'; session: Session }
  | { kind: 'invalid-credentials' }
  | { kind: 'invalid'; problem: InvalidInput };

/**
 * Exchanges a refresh token for the next one; the access token carries the roles of this moment. The token that was exchanged last gives
 * the same successor again for a while. Any other that was exchanged before ends its session, for it and all that followed: we cannot
 * tell the thief from the owner.
 */
export async function refreshSession({ db, tokens }: Deps, refreshToken: string | null): Promise<RefreshSessionOutcome> {
  if (!refreshToken?.trim()) return { kind: 'invalid', problem: invalidInput(['refreshToken'], 'refreshToken must be given.') };
  if (!isRefreshToken(refreshToken)) return { kind: 'invalid-credentials' };
  const exchanged = await db.transaction((tx) => exchange(tx, refreshToken));
  if (!exchanged) return { kind: 'invalid-credentials' };
  const [customer] = await loadCustomers(db, [exchanged.customerId]);
  if (!customer || customer.disabled) return { kind: 'invalid-credentials' };
  return { kind: 'refreshed', session: await issueSession(tokens, customer, exchanged) };
}

interface Exchanged extends OpenSession {
  customerId: string;
}

/** Gives whose session goes on and with which token, or undefined. */
async function exchange(tx: Queryable, token: string): Promise<Exchanged | undefined> {
  const oldHash = refreshTokenHash(token);
  const found = await lockToken(tx, oldHash, refreshGraceSeconds);
  if (!found || found.over) return undefined;
  const { sessionId, customerId, provedAt, used, inGrace } = found;
  const secret = found.secret ?? makeSessionSecret();
  const next = successorOf(secret, token);
  const newHash = refreshTokenHash(next);
  if (!used) await replaceToken(tx, sessionId, { oldHash, newHash, secret, days: refreshTokenDays });
  else if (!inGrace || !(await isNewestToken(tx, sessionId, newHash))) {
    await revokeSessionOf(tx, oldHash);
    return undefined;
  }
  return { customerId, refreshToken: next, provedAt };
}
