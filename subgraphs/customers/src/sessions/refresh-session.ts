import type { Queryable } from '@cartograph/kit/db';
import { type InvalidInput, invalidInput } from '@cartograph/kit/problems';
import { loadCustomers } from '#accounts/customer-store';
import type { Deps } from '#deps';
import { issueSession, makeRefreshToken, refreshTokenHash } from '#sessions/issue-session';
import { isRefreshToken, refreshTokenDays, type Session } from '#sessions/rules/session';
import { lockToken, replaceToken, revokeSessionOf } from '#sessions/session-store';

export type RefreshSessionOutcome =
  | { kind: 'refreshed'; session: Session }
  | { kind: 'invalid-credentials' }
  | { kind: 'invalid'; problem: InvalidInput };

/**
 * Exchanges a refresh token for the next one; the access token carries the roles of this moment. A token that was exchanged before
 * ends its session, for it and all that followed: we cannot tell the thief from the owner.
 */
export async function refreshSession({ db, tokens }: Deps, refreshToken: string): Promise<RefreshSessionOutcome> {
  if (refreshToken.trim() === '') return { kind: 'invalid', problem: invalidInput(['refreshToken'], 'refreshToken must not be empty.') };
  if (!isRefreshToken(refreshToken)) return { kind: 'invalid-credentials' };
  const next = makeRefreshToken();
  const customerId = await db.transaction((tx) => exchange(tx, refreshTokenHash(refreshToken), refreshTokenHash(next)));
  if (!customerId) return { kind: 'invalid-credentials' };
  const [customer] = await loadCustomers(db, [customerId]);
  if (!customer) return { kind: 'invalid-credentials' };
  return { kind: 'refreshed', session: await issueSession(tokens, customer, next) };
}

/** Gives whose session goes on, or undefined. */
async function exchange(tx: Queryable, oldHash: Buffer, newHash: Buffer): Promise<string | undefined> {
  const token = await lockToken(tx, oldHash);
  if (!token || token.over) return undefined;
  if (token.used) {
    await revokeSessionOf(tx, oldHash);
    return undefined;
  }
  await replaceToken(tx, token.sessionId, oldHash, newHash, refreshTokenDays);
  return token.customerId;
}
