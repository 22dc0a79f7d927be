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
  if (looksLikeCardNumber(token))
    return invalidInput(path, 'token must be what the payment provider gave for the card, never the number of the card itself.');
  return checkLength(token, path, 255);
}

/** 12 to 19 digits, with spaces or dashes between them, whose last one proves the others (Luhn, ISO/IEC 7812-1, annex B). */
export function looksLikeCardNumber(text: string): boolean {
  const digits = text.normalize('NFKC').replace(/[\s\-\u2010-\u2015.]/gu, '');
  if (!/^\d{12,19}$/.test(digits)) return false;
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
