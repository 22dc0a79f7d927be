import { domainToASCII } from 'node:url';
import { withoutInvisibleEnds } from './invisible.ts';

export const maxEmailLength = 254;

/** What stands before the @: no quoted forms, spaces, controls, or characters that cannot be seen. Only mail can prove more. */
const localShape = /^[^\s@\p{C}\p{Default_Ignorable_Code_Point}"(),:;<>[\]\\]+$/u;
/** What a domain may be typed with, so that domainToASCII meets no part of a URL; joiners belong to Persian and Indian names. */
const domainShape = /^[\p{L}\p{M}\p{N}\p{So}\p{Join_Control}._\u3002\uff0e\uff61-]+$/u;
/** Labels of a domain in ASCII; the last one is no number, or it would be an address of the Internet Protocol. */
const asciiShape = /^([a-z0-9_-]{1,63}\.)+(?!\d+$)[a-z0-9_-]{1,63}$/;

/** What most addresses are, and nothing is to be done for but capitals: no punycode to look into, no number that could be an address. */
const plainEmail = /^[\w.!#$%&'*+/=?^`{|}~-]+@(?!.*xn--)(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{0,62}$/i;

export interface Email {
  /** As it was typed, in NFC, without what cannot be seen around it: where mail goes. */
  address: string;
  /** What makes two of them one: NFC, the domain in ASCII (IDNA), small letters. Dots and +tags are its owner's, and stay. */
  identity: string;
}

export type EmailOutcome = { kind: 'email'; email: Email } | { kind: 'refused'; message: string };

/** The one reading of an e-mail address, wherever one is given; `message` speaks of `email`. */
export function readEmail(text: string): EmailOutcome {
  if (text.length <= maxEmailLength && plainEmail.test(text))
    return { kind: 'email', email: { address: text, identity: text.toLowerCase() } };
  const address = withoutInvisibleEnds(text).normalize('NFC');
  const at = address.lastIndexOf('@');
  if (address.length > maxEmailLength) return refused(`email must be at most ${maxEmailLength} characters.`);
  const local = address.slice(0, Math.max(0, at));
  const domain = asciiDomain(address.slice(at + 1));
  if (!localShape.test(local) || domain === undefined) return refused('email must be an e-mail address, such as ada@example.com.');
  const identity = `${small(local)}@${domain}`;
  if (identity.length > maxEmailLength) return refused(`email must be at most ${maxEmailLength} characters, its domain written in ASCII.`);
  return { kind: 'email', email: { address, identity } };
}

/** What makes two spellings of an address one; undefined for what is none. */
export function emailIdentity(email: string): string | undefined {
  const outcome = readEmail(email);
  return outcome.kind === 'email' ? outcome.email.identity : undefined;
}

const refused = (message: string): EmailOutcome => ({ kind: 'refused', message });

/** Letter by letter, since a sigma at the end of a word would be another one; both are one letter. */
const small = (text: string): string =>
  Array.from(text, (letter) => letter.toLowerCase())
    .join('')
    .replaceAll('ς', 'σ')
    .normalize('NFC');

function asciiDomain(domain: string): string | undefined {
  if (!domainShape.test(domain)) return undefined;
  const ascii = domainToASCII(domain);
  return ascii.length <= 253 && asciiShape.test(ascii) ? ascii : undefined;
}
