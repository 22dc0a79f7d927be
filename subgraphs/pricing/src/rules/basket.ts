import type { CurrencyCode } from '@cartograph/kit/money';
import { findCountry } from '@cartograph/kit/people/countries';
import { isStorableText, maxLines, maxQuantity } from '@cartograph/kit/problems';

/** What is to be priced, for whom, and where it goes. */
export interface Basket {
  readonly currency: CurrencyCode;
  readonly lines: readonly BasketLine[];
  /** Null: no shipping and no tax yet. */
  readonly destination: Destination | null;
  /** As the buyer typed them. */
  readonly couponCodes: readonly string[];
  readonly redeemPoints: number;
  /** Null for a guest. */
  readonly customerId: string | null;
  /** The groups that customers says they are in. Left out or null: those that events told of. */
  readonly groupCodes?: readonly string[] | null;
  /** The identity of the buyer's e-mail, a guest's too; null while nobody has said who buys. */
  readonly buyerKey: string | null;
  /** Left out or null: the cheapest way. */
  readonly shippingOptionId?: string | null;
}

export interface BasketLine {
  readonly sku: string;
  readonly quantity: number;
}

export interface Destination {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** Upper case, without the country: "CA" for "us-ca"; '' when there is none. */
  readonly region: string;
}

export interface BasketProblem {
  /** The way to the field, such as ["lines", "0", "quantity"]. */
  readonly path: readonly string[];
  readonly message: string;
}

export const maxCoupons = 10;

/** One line a SKU, quantities summed, in the order first named. */
export function sumLines(lines: readonly BasketLine[]): BasketLine[] {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }));
}

/** Upper-cased and trimmed, so that "us", "US-CA" and "ca" find their rates: as quotes of before read it. Clients' are read by `destinationFrom`. */
export function destinationOf(country: string, region: string | null | undefined): Destination {
  const code = country.trim().toUpperCase();
  const part = (region ?? '').trim().toUpperCase();
  return { country: code, region: part.startsWith(`${code}-`) ? part.slice(code.length + 1) : part };
}

/** The first thing that is not acceptable in a basket; whether its SKUs have prices is not looked at. An empty one is fine. */
export function problemOf({ lines, couponCodes, destination, redeemPoints }: Basket): BasketProblem | undefined {
  if (lines.length > maxLines) return { path: ['lines'], message: `lines must be at most ${maxLines}.` };
  const sums = new Map<string, number>();
  for (const [index, { sku, quantity }] of lines.entries()) {
    const path = ['lines', String(index), 'quantity'];
    if (!(quantity >= 1 && quantity <= maxQuantity)) return { path, message: `quantity must be from 1 to ${maxQuantity}.` };
    if (!isStorableText(sku)) return { path: ['lines', String(index), 'sku'], message: 'sku must be Unicode text without NUL.' };
    const sum = (sums.get(sku) ?? 0) + quantity;
    if (sum > maxQuantity) return { path, message: `quantity of one SKU must be at most ${maxQuantity} over all lines.` };
    sums.set(sku, sum);
  }
  if (couponCodes.length > maxCoupons) return { path: ['couponCodes'], message: `couponCodes must be at most ${maxCoupons}.` };
  if (redeemPoints < 0) return { path: ['redeemPoints'], message: 'redeemPoints must be 0 or more.' };
  if (destination && findCountry(destination.country)?.code !== destination.country)
    return { path: ['destination', 'country'], message: 'country must be an ISO 3166-1 alpha-2 code, such as US.' };
  return undefined;
}

/** The groups that a buyer is in: as whoever prices was told, else as events told of them. */
export const groupsOf = (
  { customerGroups }: { readonly customerGroups: ReadonlyMap<string, readonly string[]> },
  { customerId, groupCodes }: Pick<Basket, 'customerId' | 'groupCodes'>,
): readonly string[] => groupCodes ?? (customerId === null ? undefined : customerGroups.get(customerId)) ?? [];
