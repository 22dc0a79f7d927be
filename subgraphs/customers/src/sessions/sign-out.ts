import { type InvalidInput, invalidInput } from '@cartograph/kit/problems';
import type { Deps } from '#deps';
import { refreshTokenHash } from '#sessions/issue-session';
import { isRefreshToken } from '#sessions/rules/session';
import { revokeSessionOf } from '#sessions/session-store';

export type SignOutOutcome = { kind: 'signed-out' } | { kind: 'invalid'; problem: InvalidInput };

/** Ends the session of a refresh token. Whoever has no session is signed out already. */
export async function signOut({ db }: Deps, refreshToken: string): Promise<SignOutOutcome> {
  if (refreshToken.trim() === '') return { kind: 'invalid', problem: invalidInput(['refreshToken'], 'refreshToken must not be empty.') };
  if (isRefreshToken(refreshToken)) await revokeSessionOf(db, refreshTokenHash(refreshToken));
  return { kind: 'signed-out' };
}
