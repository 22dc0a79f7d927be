import type { Caller } from '@cartograph/kit/caller';
import { emailIdentity } from '@cartograph/kit/people/email';

/**
 * By which rules the scope and the hash of a placement were made; kept with it, so that a later version finds and compares it by them.
 * 1: `customer:<id>` or `guest:<lower-case e-mail>`, `fingerprintV1`. 2: `buyer:<e-mail identity>`, `fingerprint`: signing in, or a
 * session that runs out, makes no other buyer of the one who repeats a purchase. A rule that orders were placed by is never changed.
 */
export type KeyRules = 1 | 2;

/** Of what is placed now. */
export const currentKeyRules: KeyRules = 2;

/** Whose idempotency keys: the same for a guest and for whoever signs in with that e-mail address. */
export const scopeOf = (email: string): string => `buyer:${emailIdentity(email) ?? asBefore(email)}`;

/** The scopes that earlier rules may have kept the same purchase under. */
export function olderScopesOf(email: string, caller: Caller): string[] {
  const guest = `guest:${asBefore(email)}`;
  return caller.kind === 'customer' ? [`customer:${caller.customerId}`, guest] : [guest];
}

/** 22 characters of base64url are 128 bits: nobody guesses such a key, so whoever knows it may hear its answer. */
const secretKeyLength = 22;

export const isSecretKey = (idempotencyKey: string): boolean => idempotencyKey.length >= secretKeyLength;

const asBefore = (email: string): string => email.trim().toLowerCase();
