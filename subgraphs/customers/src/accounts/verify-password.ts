import { timingSafeEqual } from 'node:crypto';
import { deriveKey } from '#accounts/make-password-hash';
import { parsePhc } from '#accounts/rules/phc';

/** Of no password at all. Somebody without an account, or without a password, costs as much time as a wrong password. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$Y2FydG9ncmFwaC1ub2JvZHk$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Does `password` belong to the PHC string? Always one hash, compared in constant time. Call it in a turn: a hash takes 19 MiB. */
export async function verifyPassword(password: string, phc: string | null | undefined): Promise<boolean> {
  const stored = phc == null ? undefined : parsePhc(phc);
  const against = stored ?? parsePhc(nobody);
  if (!against) throw new Error('the hash of nobody is malformed');
  const derived = await deriveKey(password, against, against.hash.length);
  return timingSafeEqual(derived, against.hash) && stored !== undefined;
}
