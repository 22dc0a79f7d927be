import { readEmail } from '@cartograph/kit/people/email';
import { type InvalidInput, invalidInput, isStorableText } from '@cartograph/kit/problems';

export interface SignInEmail {
  /** Letter by letter what was typed, for accounts that are entered by their exact spelling only. */
  exact: string;
  /** What makes two spellings one; null where the rule of today sees no address. */
  identity: string | null;
}

/** What accounts could be opened with before there was an identity: they stay open. */
const oldShape = /^[^\s@\p{Cc}"(),:;<>[\]\\]+@[^\s@\p{Cc}"(),:;<>[\]\\.]+(\.[^\s@\p{Cc}"(),:;<>[\]\\.]+)+$/u;

export function readSignInEmail(given: string): { kind: 'email'; email: SignInEmail } | { kind: 'invalid'; problem: InvalidInput } {
  const exact = given.trim();
  const outcome = readEmail(given);
  if (outcome.kind === 'email') return { kind: 'email', email: { exact, identity: outcome.email.identity } };
  if (exact.length <= 254 && oldShape.test(exact) && isStorableText(exact)) return { kind: 'email', email: { exact, identity: null } };
  return { kind: 'invalid', problem: invalidInput(['email'], outcome.message) };
}

/** Under which attempts are counted: no spelling of an address gives ten more. */
export const attemptsKeyOf = ({ exact, identity }: SignInEmail): string => identity ?? exact;
