import { type InvalidInput, invalidInput, isStorableText } from '@cartograph/kit/problems';

/** What is believable as an address: one @, a domain with a dot, no spaces or control characters. Only mail can prove more. */
const emailShape = /^[^\s@\p{Cc}"(),:;<>[\]\\]+@[^\s@\p{Cc}"(),:;<>[\]\\.]+(\.[^\s@\p{Cc}"(),:;<>[\]\\.]+)+$/u;

export const maxEmailLength = 254;
export const minPasswordLength = 8;
export const maxPasswordLength = 200;
export const maxNameLength = 200;

export const normalizeEmail = (email: string): string => email.trim();

/** An empty name is the same as none. */
export const normalizeName = (name: string | null | undefined): string | null => name?.trim() || null;

/** Code points, as PostgreSQL's length() counts them. */
const lengthOf = (text: string): number => Array.from(text).length;

export function emailFault(email: string): InvalidInput | undefined {
  if (email.length > maxEmailLength) return invalidInput(['email'], `email must be at most ${maxEmailLength} characters.`);
  return emailShape.test(email) && isStorableText(email)
    ? undefined
    : invalidInput(['email'], 'email must be an e-mail address, such as ada@example.com.');
}

// Its hash could be kept, but all halves of surrogate pairs hash alike.
const passwordIsNoText = invalidInput(['password'], 'password must be Unicode text without NUL.');

export function newPasswordFault(password: string): InvalidInput | undefined {
  if (!isStorableText(password)) return passwordIsNoText;
  const length = lengthOf(password);
  return length >= minPasswordLength && length <= maxPasswordLength
    ? undefined
    : invalidInput(['password'], `password must be ${minPasswordLength} to ${maxPasswordLength} characters.`);
}

/** At sign-in a short password is simply wrong; a longer one than any account has is not worth its hash. */
export function givenPasswordFault(password: string): InvalidInput | undefined {
  if (!isStorableText(password)) return passwordIsNoText;
  return lengthOf(password) <= maxPasswordLength
    ? undefined
    : invalidInput(['password'], `password must be at most ${maxPasswordLength} characters.`);
}

export function nameFault(name: string | null): InvalidInput | undefined {
  if (name === null) return undefined;
  if (lengthOf(name) > maxNameLength) return invalidInput(['name'], `name must be at most ${maxNameLength} characters.`);
  return /\p{Cc}/u.test(name) || !isStorableText(name) ? invalidInput(['name'], 'name must be one line of text.') : undefined;
}
