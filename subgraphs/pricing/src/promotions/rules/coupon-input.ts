import { type FieldProblem, fieldProblem, isStorableText } from '@cartograph/kit/problems';
import { couponCodeSentence, isCouponCode, limitProblem } from '#promotions/rules/promotion-input';

/** Codes to make, as staff say it; what is left out is null. */
export interface GivenCoupons {
  readonly idempotencyKey: string;
  readonly promotionId: string;
  readonly codes: readonly string[] | null;
  readonly count: number | null;
  readonly prefix: string | null;
  readonly usageLimit: number | null;
  readonly endsAt: Date | null;
}

export const maxCodes = 200;
const maxCount = 10_000;
const maxPrefix = 40;

/** No sign that people take for another one: no 0 and O, 1, I and L, U and V. */
export const codeSigns = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Of 30 signs each: 58 bits, which nobody guesses. */
export const codeLength = 12;

export const normalCodes = (codes: readonly string[]): string[] => codes.map((code) => code.trim().toUpperCase());

/** Every field that is not acceptable. */
export function couponProblems({ idempotencyKey, codes, count, prefix, usageLimit }: GivenCoupons): FieldProblem[] {
  const normal = normalCodes(codes ?? []);
  const sign = prefix?.trim().toUpperCase() ?? '';
  return [
    ...(idempotencyKey.length >= 1 && idempotencyKey.length <= 255 && isStorableText(idempotencyKey)
      ? []
      : [fieldProblem(['idempotencyKey'], 'idempotencyKey must have 1 to 255 characters.')]),
    ...((codes === null) === (count === null) ? [fieldProblem(['codes'], 'Give either codes or count.')] : []),
    ...(codes === null || (codes.length >= 1 && codes.length <= maxCodes)
      ? []
      : [fieldProblem(['codes'], `codes must be 1 to ${maxCodes}.`)]),
    ...normal.flatMap((code, index) => {
      if (!isCouponCode(code)) return [fieldProblem(['codes', index], couponCodeSentence('codes'))];
      return normal.indexOf(code) < index ? [fieldProblem(['codes', index], `codes has ${code} twice.`)] : [];
    }),
    ...(count === null || (count >= 1 && count <= maxCount) ? [] : [fieldProblem(['count'], `count must be from 1 to ${maxCount}.`)]),
    ...(prefix === null || (sign.length <= maxPrefix && isCouponCode(sign))
      ? []
      : [fieldProblem(['prefix'], `prefix must be 1 to ${maxPrefix} letters, digits, - and _, without spaces.`)]),
    ...(prefix !== null && codes !== null ? [fieldProblem(['prefix'], 'prefix goes with count.')] : []),
    ...limitProblem('usageLimit', usageLimit),
  ];
}
