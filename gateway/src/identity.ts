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
  return async (authorization) => {
    if (authorization === undefined) return guest;
    const token = /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization.trim())?.[1];
    if (!token) throw refused('The Authorization header must be "Bearer", a space and an access token.');
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: 'cartograph',
        audience: 'cartograph',
        algorithms: ['EdDSA', 'Ed25519'],
        requiredClaims: ['sub', 'exp'],
      });
      return callerOf(payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw refused('The access token has expired: refresh the session and try again.');
      if (error instanceof errors.JOSEError) throw refused('The access token is not valid: sign in again.');
      if (error instanceof KeysUnavailable)
        throw clientError('SUBGRAPH_UNAVAILABLE', 'The access token cannot be checked right now: try again.', http(503));
      throw error;
    }
  };
}

const roles: readonly Role[] = ['customer', 'staff', 'admin'];

function callerOf({ sub, email, roles: claimed }: JWTPayload): Caller {
  if (typeof sub !== 'string' || typeof email !== 'string' || !Array.isArray(claimed))
    throw refused('The access token is not valid: sign in again.');
  return { kind: 'customer', customerId: sub, email, roles: roles.filter((role) => claimed.includes(role)) };
}
