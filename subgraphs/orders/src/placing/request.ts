import { isCountryCode } from '@cartograph/kit/country';
import { type CurrencyCode, parseDecimal } from '@cartograph/kit/money';
import { type InvalidInput, invalidInput, isStorableText, maxLines, maxQuantity } from '@cartograph/kit/problems';
import type { PlaceOrderInput } from '#generated/resolvers';

export interface Line {
  sku: string;
  quantity: number;
}

export interface OrderAddress {
  name: string | null;
  line1: string;
  line2: string | null;
  city: string;
  region: string | null;
  postalCode: string;
  country: string;
}

/** What a placement was asked for, normalized; kept with it for as long as it lives. */
export interface PlacementRequest {
  currency: CurrencyCode;
  /** One line a SKU, in the order they were first named. */
  lines: Line[];
  email: string;
  customerId: string | null;
  shippingAddress: OrderAddress;
  paymentToken: string;
  couponCodes: string[];
  redeemPoints: number;
  /** Minor units, or null when the buyer named no total. */
  expectedTotalMinor: string | null;
}

/** The part of a request that does not come from a cart. */
export type BareRequest = Omit<PlacementRequest, 'email' | 'customerId'>;

export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

export const isEmail = (email: string): boolean =>
  email.length <= 254 && isStorableText(email) && /^[^\s@"<>]+@[^\s@"<>.]+(\.[^\s@"<>.]+)+$/.test(email);

/** Sums lines of the same SKU, keeping the place of the first. */
export function mergeLines(lines: readonly Line[]): Line[] {
  const merged = new Map<string, number>();
  for (const { sku, quantity } of lines) merged.set(sku.trim(), (merged.get(sku.trim()) ?? 0) + quantity);
  return [...merged].map(([sku, quantity]) => ({ sku, quantity }));
}

const text = (value: string | null | undefined): string | null => value?.trim() || null;

export function normalizeAddress(address: PlaceOrderInput['shippingAddress']): OrderAddress {
  return {
    name: text(address.name),
    line1: address.line1.trim(),
    line2: text(address.line2),
    city: address.city.trim(),
    region: text(address.region)?.toUpperCase() ?? null,
    postalCode: address.postalCode.trim(),
    country: address.country.trim().toUpperCase(),
  };
}

/** Coupon codes are the same in upper and lower case; a repeated one counts once. */
export const normalizeCoupons = (codes: readonly string[]): string[] => [...new Set(codes.map((code) => code.trim().toUpperCase()))];

export function checkIdempotencyKey(key: string): InvalidInput | undefined {
  if (key.length < 1 || key.length > 255) return invalidInput(['idempotencyKey'], 'idempotencyKey must have 1 to 255 characters.');
  return checkText(key, ['idempotencyKey']);
}

/** PostgreSQL keeps any text but these. */
function checkText(value: string, path: (string | number)[]): InvalidInput | undefined {
  return isStorableText(value) ? undefined : invalidInput(path, `${path.at(-1)} must be Unicode text without NUL characters.`);
}

/** Every way in which the input is not acceptable, in the order of its fields; the e-mail is judged with the caller, elsewhere. */
export function checkInput(input: PlaceOrderInput): InvalidInput[] {
  const hasCart = input.cartId != null;
  const hasLines = input.lines != null;
  return [
    hasCart === hasLines ? invalidInput([hasCart ? 'lines' : 'cartId'], 'Give exactly one of cartId and lines.') : undefined,
    input.cartVersion != null && !hasCart ? invalidInput(['cartVersion'], 'cartVersion goes with cartId.') : undefined,
    ...checkLines(input.lines ?? undefined),
    ...checkAddress(input.shippingAddress),
    checkLength(input.payment.token, ['payment', 'token'], 255),
    input.couponCodes != null && hasCart
      ? invalidInput(['couponCodes'], 'A cart brings its own coupons: couponCodes goes with lines.')
      : undefined,
    ...checkCoupons(input.couponCodes ?? []),
    checkRange(input.redeemPoints ?? 0, ['redeemPoints'], 0, 1_000_000_000),
    checkExpectedTotal(input),
    checkRange(input.waitMs ?? 0, ['waitMs'], 0, 30_000),
  ].filter((problem) => problem !== undefined);
}

function checkLines(lines: readonly Line[] | undefined): InvalidInput[] {
  if (!lines) return [];
  if (lines.length < 1 || lines.length > maxLines) return [invalidInput(['lines'], `lines must have 1 to ${maxLines} entries.`)];
  const problems = lines.flatMap((line, index) => [
    checkLength(line.sku, ['lines', index, 'sku'], 64),
    checkQuantity(line.quantity, ['lines', index, 'quantity'], 1),
  ]);
  const tooMany = mergeLines(lines).find(({ quantity }) => quantity > maxQuantity);
  const found = problems.filter((problem) => problem !== undefined);
  if (tooMany && found.length === 0) {
    const index = lines.findLastIndex(({ sku }) => sku.trim() === tooMany.sku);
    return [invalidInput(['lines', index, 'quantity'], `quantity: the lines of ${tooMany.sku} add up to more than ${maxQuantity}.`)];
  }
  return found;
}

export const checkQuantity = (quantity: number, path: (string | number)[], from: 0 | 1): InvalidInput | undefined =>
  checkRange(quantity, path, from, maxQuantity);

function checkRange(value: number, path: (string | number)[], from: number, to: number): InvalidInput | undefined {
  if (Number.isInteger(value) && value >= from && value <= to) return undefined;
  return invalidInput(path, `${path.at(-1)} must be a whole number from ${from} to ${to}.`);
}

export function checkLength(value: string, path: (string | number)[], max: number): InvalidInput | undefined {
  const length = value.trim().length;
  if (length < 1 || length > max) return invalidInput(path, `${path.at(-1)} must have 1 to ${max} characters.`);
  return checkText(value, path);
}

/** Text that may be missing. */
export function checkOptional(value: string | null | undefined, path: (string | number)[], max: number): InvalidInput | undefined {
  if ((value ?? '').length > max) return invalidInput(path, `${path.at(-1)} must have at most ${max} characters.`);
  return checkText(value ?? '', path);
}

function checkAddress(address: PlaceOrderInput['shippingAddress']): (InvalidInput | undefined)[] {
  const path = (field: string): string[] => ['shippingAddress', field];
  const optional = (['name', 'line2', 'region'] as const).map((field) => checkOptional(address[field], path(field), 200));
  const required = (['line1', 'city', 'postalCode'] as const).map((field) => checkLength(address[field], path(field), 200));
  const country = isCountryCode(address.country.trim().toUpperCase())
    ? undefined
    : invalidInput(path('country'), 'country must be an ISO 3166-1 alpha-2 code such as US.');
  return [...optional, ...required, country];
}

export const maxCoupons = 10;

function checkCoupons(codes: readonly string[]): (InvalidInput | undefined)[] {
  if (codes.length > maxCoupons) return [invalidInput(['couponCodes'], `couponCodes must have at most ${maxCoupons} entries.`)];
  return codes.map((code, index) => checkCoupon(code, ['couponCodes', index]));
}

export function checkCoupon(code: string, path: (string | number)[]): InvalidInput | undefined {
  const length = code.trim().length;
  if (length < 1 || length > 64) return invalidInput(path, 'A coupon code must have 1 to 64 characters.');
  return isStorableText(code) ? undefined : invalidInput(path, 'A coupon code must be Unicode text without NUL characters.');
}

function checkExpectedTotal({ expectedTotal }: PlaceOrderInput): InvalidInput | undefined {
  if (!expectedTotal) return undefined;
  const minor = parseDecimal(expectedTotal.amount, expectedTotal.currencyCode);
  if (minor === undefined || minor < 0n)
    return invalidInput(
      ['expectedTotal', 'amount'],
      `amount must be a decimal of at least 0 that ${expectedTotal.currencyCode} can express.`,
    );
  return undefined;
}

/** The request of a checked input and the basket it names: its own lines, or the cart's. */
export function normalizeRequest(
  input: PlaceOrderInput,
  basket: { lines: readonly Line[]; couponCodes: readonly string[]; currency: CurrencyCode },
): BareRequest {
  const { expectedTotal } = input;
  return {
    currency: basket.currency,
    lines: mergeLines(basket.lines),
    shippingAddress: normalizeAddress(input.shippingAddress),
    paymentToken: input.payment.token.trim(),
    couponCodes: normalizeCoupons(basket.couponCodes),
    redeemPoints: input.redeemPoints ?? 0,
    expectedTotalMinor: expectedTotal ? (parseDecimal(expectedTotal.amount, expectedTotal.currencyCode)?.toString() ?? null) : null,
  };
}

/**
 * What makes two inputs the same request: everything but idempotencyKey, waitMs and fields at their defaults; lines are summed and
 * sorted by SKU. The e-mail is part of the key's scope.
 */
export function fingerprint(input: PlaceOrderInput): string {
  const lines = mergeLines(input.lines ?? []).toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
  const total = input.expectedTotal;
  return JSON.stringify([
    input.cartId?.toLowerCase() ?? null,
    input.cartVersion ?? null,
    lines.map(({ sku, quantity }) => [sku, quantity]),
    input.currencyCode ?? 'USD',
    Object.entries(normalizeAddress(input.shippingAddress)),
    input.payment.token.trim(),
    normalizeCoupons(input.couponCodes ?? []),
    input.redeemPoints ?? 0,
    total ? [parseDecimal(total.amount, total.currencyCode)?.toString() ?? total.amount, total.currencyCode] : null,
  ]);
}
