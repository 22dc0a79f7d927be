import { withAsciiDigits } from '@cartograph/kit/people/digits';
import { type InvalidInput, invalidInput } from '@cartograph/kit/problems';
import type { PaymentInput } from '#generated/resolvers';
import { checkLength } from '#placing/rules/fields';
import type { PlacingRules } from '#placing/rules/placing-rules';

/** What is wrong with how it is to be paid. */
export const checkPayment = ({ token, returnUrl }: PaymentInput, rules: PlacingRules) => [
  checkToken(token),
  returnUrl == null ? undefined : checkReturnUrl(returnUrl, rules),
];

function checkToken(token: string): InvalidInput | undefined {
  const path = ['payment', 'token'];
  const fault = checkLength(token, path, 255);
  if (fault || !looksLikeCardNumber(token)) return fault;
  return invalidInput(path, 'token must be what the payment provider gave for the card, never the number of the card itself.');
}

/** What people write between the digits of a card's number. */
const between = String.raw`[\s\p{Pd}\u2212\u200b-\u200d\u2060\ufeff.,/_]`;
/** Digits and what is written between them, that are no part of a word or of an identifier. */
const digitRun = new RegExp(String.raw`(?<![\p{L}\p{Nd}][-_.]?)\p{Nd}(?:${between}*\p{Nd})*(?![-_.]?[\p{L}\p{Nd}])`, 'gu');
const gap = new RegExp(`${between}+`, 'u');

/**
 * The number of a card, in digits of any script: all of the text (12 to 19 digits), or groups of digits somewhere in it, as in
 * "card 4242 4242 4242 4242, 12/29" (13 to 19 that begin like one). Its last digit proves the others (Luhn, ISO/IEC 7812-1, annex B).
 */
export function looksLikeCardNumber(text: string): boolean {
  if (text.length < 12) return false;
  const plain = withAsciiDigits(text.normalize('NFKC'));
  const whole = plain.split(gap).join('');
  if (/^\d{12,19}$/.test(whole)) return provesItself(whole);
  return Array.from(plain.matchAll(digitRun), ([run]) => windowsOf(run.split(gap)))
    .flat()
    .some((digits) => /^[2-6]\d{12,18}$/.test(digits) && provesItself(digits));
}

/** Groups that follow each other, together: every way to take some of them. */
const windowsOf = (groups: readonly string[]): string[] =>
  groups.flatMap((_, from) => groups.slice(from, from + 19).map((_group, count) => groups.slice(from, from + count + 1).join('')));

function provesItself(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce((total, digit, place) => {
      const value = digit * (place % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

function checkReturnUrl(text: string, { returnOrigins, development }: PlacingRules): InvalidInput | undefined {
  const path = ['payment', 'returnUrl'];
  const local = development ? ', or on this machine' : '';
  const refusal = invalidInput(
    path,
    `returnUrl must be an https URL of at most 2,000 characters on one of the shop's origins (${returnOrigins.join(', ') || 'none is set'})${local}.`,
    returnOrigins,
  );
  if (text.length > 2_000 || !URL.canParse(text)) return refusal;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return refusal;
  if (development && /^https?:$/.test(url.protocol) && isLoopback(url.hostname)) return undefined;
  return url.protocol === 'https:' && returnOrigins.includes(url.origin) ? undefined : refusal;
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

/** As it is kept. */
export const normalizeReturnUrl = (returnUrl: string | null | undefined): string | null =>
  returnUrl == null ? null : new URL(returnUrl).href;
