import { randomBytes } from 'node:crypto';
import type { Queryable } from '@cartograph/kit/db';
import { refreshTokenHash } from '#sessions/issue-session';
import { putInvitation } from '#staff/invitation-store';
import { invitationDays } from '#staff/rules/invitation';

/** Lets whoever has the token choose the password of an account, once. The token is kept nowhere. */
export interface Invitation {
  token: string;
  expiresAt: Date;
}

/** A new invitation for an account; the one before is void. */
export async function invite(tx: Queryable, customerId: string): Promise<Invitation> {
  const token = randomBytes(32).toString('base64url');
  return { token, expiresAt: await putInvitation(tx, customerId, refreshTokenHash(token), invitationDays) };
}
