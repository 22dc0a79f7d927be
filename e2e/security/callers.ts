import type { Person, Thing } from './people.ts';
import type { Role } from './rows.ts';

/** Who asks. */
export interface Caller {
  role: Role;
  /** One of the people whose things are asked for; nobody of them when it is left out. */
  person?: string;
  token?: string | undefined;
  /** Said wherever an access token may be said. */
  accessToken?: string | undefined;
}

export const isSignedIn = ({ token }: Caller): boolean => token !== undefined;

/** Somebody who asks, a guest with the token of one of their things. */
export function callerOf(role: Role, { name, token, accessTokens = {} }: Person, thing: Thing = 'order'): Caller {
  return { role, person: name, token, accessToken: token === undefined ? accessTokens[thing] : undefined };
}

/** What the caller is to somebody; staff are the owners of their own accounts beside. */
export function relationsTo({ role, person }: Caller, owner: string | undefined): Role[] {
  const own: Role[] = owner !== undefined && person === owner ? ['owner'] : [];
  if (role === 'staff' || role === 'admin') return [role, ...own];
  return own.length > 0 ? own : [role === 'owner' ? 'another' : role];
}
