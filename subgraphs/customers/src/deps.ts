import type { Database } from '@cartograph/kit/db';
import type { Turns } from '@cartograph/kit/take-turns';
import type { Conceal } from '#sessions/conceal';
import type { AccessTokens } from '#sessions/sign-access-tokens';

/** What use cases of this room need; made once in `server.ts`. */
export interface Deps {
  db: Database;
  tokens: AccessTokens;
  /** Places for password hashes. */
  hashing: Turns;
  /** What failures and sessions keep of an address and a client. */
  conceal: Conceal;
}
