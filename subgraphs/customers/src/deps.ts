import type { Database } from '@cartograph/kit/db';
import type { AccessTokens } from '#sign-access-tokens';
import type { Turns } from '#take-turns';

/** What use cases of this room need; made once in `server.ts`. */
export interface Deps {
  db: Database;
  tokens: AccessTokens;
  /** Places for password hashes. */
  hashing: Turns;
}
