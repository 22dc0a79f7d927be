import type { Rooms } from '../start-rooms.ts';
import { sentenceOf } from './sentences.ts';

/** Whom the environment names: a shop that nobody administers gets its first one at its start. */
export interface FirstAdministrator {
  email: string;
  /** Null: they choose it with a token, which is shown once. */
  password: string | null;
}

/** Says what was done. Throws ConfigError for what the environment must change. */
export async function makeFirstAdministrator(
  customers: Pick<Rooms['customers']['commands'], 'makeAdministrator'>,
  { email, password }: FirstAdministrator,
): Promise<string> {
  const outcome = await customers.makeAdministrator({ email, password, name: null, first: true, command: 'ADMIN_EMAIL' });
  return sentenceOf(outcome, outcome.kind === 'invalid' && outcome.problem.path[0] === 'password' ? 'ADMIN_PASSWORD' : 'ADMIN_EMAIL');
}

/** Of ADMIN_EMAIL and ADMIN_PASSWORD; the password alone is for `npm run admin`. */
export const firstAdministratorOf = (email: string | undefined, password: string | undefined): FirstAdministrator | undefined =>
  email === undefined ? undefined : { email, password: password ?? null };
