import { type InvalidInput, invalidInput, isStorableText, maxQuantity } from '@cartograph/kit/problems';

// One field of any input: what it may be, and the refusal when it is something else.

type Path = (string | number)[];

export function checkIdempotencyKey(key: string): InvalidInput | undefined {
  if (key.length < 1 || key.length > 255) return invalidInput(['idempotencyKey'], 'idempotencyKey must have 1 to 255 characters.');
  return checkText(key, ['idempotencyKey']);
}

/** PostgreSQL keeps any text but these. */
function checkText(value: string, path: Path): InvalidInput | undefined {
  return isStorableText(value) ? undefined : invalidInput(path, `${path.at(-1)} must be Unicode text without NUL characters.`);
}

export function checkRange(value: number, path: Path, from: number, to: number): InvalidInput | undefined {
  if (Number.isInteger(value) && value >= from && value <= to) return undefined;
  return invalidInput(path, `${path.at(-1)} must be a whole number from ${from} to ${to}.`);
}

export const checkQuantity = (quantity: number, path: Path, from: 0 | 1): InvalidInput | undefined =>
  checkRange(quantity, path, from, maxQuantity);

export function checkLength(value: string, path: Path, max: number): InvalidInput | undefined {
  const length = value.trim().length;
  if (length < 1 || length > max) return invalidInput(path, `${path.at(-1)} must have 1 to ${max} characters.`);
  return checkText(value, path);
}

/** Text that may be missing. */
export function checkOptional(value: string | null | undefined, path: Path, max: number): InvalidInput | undefined {
  if ((value ?? '').length > max) return invalidInput(path, `${path.at(-1)} must have at most ${max} characters.`);
  return checkText(value ?? '', path);
}

export const maxCoupons = 10;

/** Something that could be printed on a voucher: no blanks within, and at least one letter or digit. */
const couponForm = /^[\p{P}\p{S}]*[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{P}\p{S}]*$/u;

export function checkCoupon(code: string, path: Path): InvalidInput | undefined {
  const trimmed = code.trim();
  if (trimmed.length < 1 || trimmed.length > 64) return invalidInput(path, 'A coupon code must have 1 to 64 characters.');
  if (couponForm.test(trimmed)) return undefined;
  return invalidInput(path, 'A coupon code must be letters, digits and signs without blanks, such as WELCOME10.');
}
