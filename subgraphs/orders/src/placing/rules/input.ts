import { parseDecimal } from '@cartograph/kit/money';
import { readLocale } from '@cartograph/kit/people/locale';
import { type InvalidInput, invalidInput, maxLines, maxQuantity } from '@cartograph/kit/problems';
import type { PlaceOrderInput } from '#generated/resolvers';
import { checkAddresses } from '#placing/rules/address';
import { checkCoupon, checkLength, checkQuantity, checkRange, maxCoupons } from '#placing/rules/fields';
import { checkPayment } from '#placing/rules/payment-input';
import type { PlacingRules } from '#placing/rules/placing-rules';
import { type Line, mergeLines } from '#placing/rules/request';

/** Every way in which the input is not acceptable, in the order of its fields; the e-mail is judged with the caller, elsewhere. */
export function checkInput(input: PlaceOrderInput, rules: PlacingRules): InvalidInput[] {
  const hasCart = input.cartId != null;
  const hasLines = input.lines != null;
  return [
    hasCart === hasLines ? invalidInput([hasCart ? 'lines' : 'cartId'], 'Give exactly one of cartId and lines.') : undefined,
    input.cartVersion != null && !hasCart ? invalidInput(['cartVersion'], 'cartVersion goes with cartId.') : undefined,
    ...checkLines(input.lines ?? undefined),
    ...checkAddresses(input),
    checkLocale(input),
    ...checkPayment(input.payment, rules),
    input.couponCodes != null && hasCart
      ? invalidInput(['couponCodes'], 'A cart brings its own coupons: couponCodes goes with lines.')
      : undefined,
    ...checkCoupons(input.couponCodes ?? []),
    checkRange(input.redeemPoints ?? 0, ['redeemPoints'], 0, 1_000_000_000),
    input.shippingOptionId == null ? undefined : checkLength(input.shippingOptionId, ['shippingOptionId'], 100),
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

function checkLocale({ locale }: PlaceOrderInput): InvalidInput | undefined {
  const outcome = readLocale('locale', locale ?? '');
  return outcome.kind === 'refused' ? invalidInput(['locale'], outcome.message) : undefined;
}

function checkCoupons(codes: readonly string[]): (InvalidInput | undefined)[] {
  if (codes.length > maxCoupons) return [invalidInput(['couponCodes'], `couponCodes must have at most ${maxCoupons} entries.`)];
  return codes.map((code, index) => checkCoupon(code, ['couponCodes', index]));
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
