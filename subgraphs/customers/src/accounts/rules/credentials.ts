import { type InvalidInput, invalidInput, isStorableText } from '@cartograph/kit/problems';

export const minPasswordLength = 8;
export const maxPasswordLength = 200;
/** Code points, as PostgreSQL's length() counts them. */
const lengthOf = (text: string): number => Array.from(text).length;

// Its hash could be kept, but all halves of surrogate pairs hash alike.
const isNoText = (field: string): InvalidInput => invalidInput([field], `${field} must be Unicode text without NUL.`);

/** `field` is what the input calls it. */
export function newPasswordFault(password: string, field = 'password'): InvalidInput | undefined {
  if (!isStorableText(password)) return isNoText(field);
  const length = lengthOf(password);
  return length >= minPasswordLength && length <= maxPasswordLength
    ? undefined
    : invalidInput([field], `${field} must be ${minPasswordLength} to ${maxPasswordLength} characters.`);
}

/** At sign-in a short password is simply wrong; a longer one than any account has is not worth its hash. */
export function givenPasswordFault(password: string): InvalidInput | undefined {
  if (!isStorableText(password)) return isNoText('password');
  return lengthOf(password) <= maxPasswordLength
    ? undefined
    : invalidInput(['password'], `password must be at most ${maxPasswordLength} characters.`);
}
