import { type Caller, guest, type Role } from '@cartograph/kit/caller';
import { clientError } from '@cartograph/kit/errors';
import type { GraphQLError } from 'graphql';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { createKeySet, type FetchKeys, KeysUnavailable } from '#keys';

/** Who a request comes from, by its Authorization header. Throws a client error that answers the whole request. */
export type Identify = (authorization: string | undefined) => Promise<Caller>;

const http = (status: number, headers: readonly (readonly [string, string])[] = []) => ({ http: { status, headers: new Map(headers) } });

const refused = (message: string): GraphQLError =>
  clientError('UNAUTHENTICATED', message, http(401, [['www-authenticate', 'Bearer realm="cartograph"']]));

/** No header is a guest. A header that is not a valid token is refused: an expired customer must never act as a guest. */
export function createIdentify(fetchKeys: FetchKeys): Identify {
  const keys = createKeySet(fetchKeys);
  const believed = createBelieved();
  return async (authorization) => {
    if (authorization === undefined) return guest;
    const token = /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization.trim())?.[1];
    if (!token) throw refused('The Authorization header must be "Bearer", a space and an access token.');
    const known = believed.find(token);
    if (known) return known;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: 'cartograph',
        audience: 'cartograph',
        algorithms: ['EdDSA', 'Ed25519'],
        requiredClaims: ['sub', 'exp', 'iat'],
      });
      // A clock that was ahead and is set right again would leave tokens behind that live for the jump and 15 minutes more.
      if ((payload.iat ?? 0) * 1_000 > Date.now() + maxAheadMs) throw refused('The access token is dated in the future: sign in again.');
      return believed.keep(token, callerOf(payload), payload.exp ?? 0);
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw refused('The access token has expired: refresh the session and try again.');
      if (error instanceof errors.JOSEError) throw refused('The access token is not valid: sign in again.');
      if (error instanceof KeysUnavailable) throw withoutKeys(error);
      throw error;
    }
  };
}

/** For clocks of machines that differ a little. */
const maxAheadMs = 60_000;

/** With its cause, for the log. */
function withoutKeys(cause: Error): GraphQLError {
  const error = clientError('SUBGRAPH_UNAVAILABLE', 'The access token cannot be checked right now: try again.', http(503));
  error.cause = cause;
  return error;
}

const roles: readonly Role[] = ['customer', 'staff', 'admin'];

function callerOf({ sub, email, roles: claimed, auth_time: provedAt }: JWTPayload): Caller {
  if (typeof sub !== 'string' || typeof email !== 'string' || !Array.isArray(claimed))
    throw refused('The access token is not valid: sign in again.');
  const caller = { kind: 'customer', customerId: sub, email, roles: roles.filter((role) => claimed.includes(role)) } as const;
  return typeof provedAt === 'number' ? { ...caller, provedAt } : caller;
}

const believeMs = 60_000;
const maxBelieved = 10_000;

/** Checking a signature costs 0.2 ms of CPU (measured): a token that was valid is believed for a minute, or less when it expires. */
function createBelieved(): {
  find: (token: string) => Caller | undefined;
  keep: (token: string, caller: Caller, expiresAt: number) => Caller;
} {
  const callers = new Map<string, { caller: Caller; since: number; until: number }>();
  return {
    find: (token) => {
      const found = callers.get(token);
      const now = Date.now();
      // Before it was kept: the clock was set back, and what was checked by the other time counts no more.
      return found && found.since <= now && now < found.until ? found.caller : undefined;
    },
    keep: (token, caller, expiresAt) => {
      if (callers.size >= maxBelieved) callers.clear();
      const since = Date.now();
      callers.set(token, { caller, since, until: Math.min(since + believeMs, expiresAt * 1_000) });
      return caller;
    },
  };
}
