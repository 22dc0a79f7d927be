import { isUuid } from '@cartograph/kit/ids';
import { type InvalidInput, invalidInput } from '@cartograph/kit/problems';
import type { Deps } from '#deps';
import { refreshTokenHash } from '#sessions/issue-session';
import { isRefreshToken } from '#sessions/rules/session';
import { findOwner, revokeOwnSession, revokeSessionOf, revokeSessions } from '#sessions/session-end-store';

export interface SignOutCommand {
  /** Of the session to end; with one of the others, in place of an access token. */
  refreshToken: string | null;
  everywhere: boolean;
  /** Another session of the account. */
  sessionId: string | null;
}

export type SignOutOutcome =
  /** `here`: the caller's own session ended, for all that is known. */
  { kind: 'signed-out'; here: boolean } | { kind: 'unknown-session' } | { kind: 'invalid'; problem: InvalidInput };

/** Ends the session of a refresh token, another one of the account, or all of them. Whoever has no session is signed out already. */
export async function signOut({ db }: Deps, command: SignOutCommand, customerId: string | undefined): Promise<SignOutOutcome> {
  const { refreshToken, everywhere, sessionId } = command;
  if (refreshToken?.trim() === '') return invalid('refreshToken', 'refreshToken must not be empty.');
  if (everywhere && sessionId !== null) return invalid('sessionId', 'Give everywhere or sessionId, not both.');
  const hash = refreshToken !== null && isRefreshToken(refreshToken) ? refreshTokenHash(refreshToken) : undefined;
  if (!everywhere && sessionId === null) {
    if (refreshToken === null) return invalid('refreshToken', 'refreshToken must be given.');
    if (hash) await revokeSessionOf(db, hash);
    return { kind: 'signed-out', here: true };
  }
  if (customerId === undefined && refreshToken === null) return invalid('refreshToken', 'Sign in, or give a refreshToken.');
  const owner = customerId ?? (hash && (await findOwner(db, hash)));
  if (everywhere) {
    if (owner !== undefined) await revokeSessions(db, owner);
    return { kind: 'signed-out', here: true };
  }
  const ended = owner !== undefined && isUuid(sessionId ?? '') && (await revokeOwnSession(db, owner, sessionId ?? ''));
  return ended ? { kind: 'signed-out', here: false } : { kind: 'unknown-session' };
}

const invalid = (path: string, message: string): SignOutOutcome => ({ kind: 'invalid', problem: invalidInput([path], message) });
