import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Queryable } from '@cartograph/kit/db';
import type { Customer } from '#accounts/rules/customer';
import { refreshTokenDays, type Session } from '#sessions/rules/session';
import { insertSession } from '#sessions/session-store';
import type { AccessTokens } from '#sessions/sign-access-tokens';

const makeRefreshToken = (): string => randomBytes(32).toString('base64url');

export const makeSessionSecret = (): Buffer => randomBytes(32);

/** The one token that follows a token in its session: whoever asks twice is given the same, though neither is stored. */
export const successorOf = (secret: Buffer, token: string): string => createHmac('sha256', secret).update(token).digest('base64url');

/** 32 random bytes need no salt and no slow hash. */
export const refreshTokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What a session goes on by. */
export interface OpenSession {
  refreshToken: string;
  /** When they signed in. */
  provedAt: Date;
}

/** Opens a session for somebody who has just proved who they are, at a client; gives its first refresh token. */
export async function openSession(tx: Queryable, customerId: string, client: Buffer): Promise<OpenSession> {
  const refreshToken = makeRefreshToken();
  const tokenHash = refreshTokenHash(refreshToken);
  const provedAt = await insertSession(tx, customerId, { tokenHash, secret: makeSessionSecret(), client, days: refreshTokenDays });
  return { refreshToken, provedAt };
}

/** Never inside a transaction: signing may look up its key on a connection of its own. */
export async function issueSession(tokens: AccessTokens, customer: Customer, { refreshToken, provedAt }: OpenSession): Promise<Session> {
  const { token, expiresAt } = await tokens.sign(customer, provedAt);
  return { accessToken: token, refreshToken, expiresAt, provedAt, customer };
}
